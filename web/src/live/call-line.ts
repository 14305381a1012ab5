import type { CallNews, CallSignal } from '@ftz/shared/contract/call.ts';
import type { CallReply } from '@ftz/shared/contract/live-up.ts';

/** Between the socket and whoever calls: the socket fills `say`, the caller `hear`. */
export const callLine: {
  say: (signal: CallSignal) => Promise<CallReply>;
  hear: (news: CallNews) => void;
} = {
  say: () => Promise.reject(new Error('not joined')),
  hear: () => undefined,
};
