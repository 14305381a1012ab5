import type { Call, CallEnd } from '@ftz/shared/contract/call.ts';
import type { Actor } from '@ftz/shared/contract/durable-event.ts';
import type { LiveDeps, LiveSocket } from './live-socket.ts';

/** What the log has of calls: that one began, that one ended, and whose page did it, or else the house. */
export type CallWriting = {
  began: (call: Call, by: LiveSocket) => void;
  ended: (call: Call, why: CallEnd, by: LiveSocket | null) => void;
};

export function writeCalls({
  clock,
  writeCall,
}: Pick<LiveDeps, 'clock' | 'writeCall'>): CallWriting {
  return {
    began: (call, by) =>
      writeCall({ type: 'call.started', data: { call }, areas: call.areas, actor: actorOf(by) }),
    ended: ({ id: callId, taskId, incidentId, areas, startedAtMs }, why, by) => {
      const tookMs = Math.max(0, clock.nowMs() - startedAtMs);
      const data = { callId, taskId, incidentId, tookMs, why };
      writeCall({ type: 'call.ended', data, areas, actor: actorOf(by) });
    },
  };
}

const actorOf = (by: LiveSocket | null): Actor =>
  by ? { kind: 'person', ...partyOf(by) } : { kind: 'machine', name: 'calls' };

export const partyOf = ({ data: { principal } }: LiveSocket): Call['from'] => ({
  accountId: principal.accountId,
  name: principal.username,
});
