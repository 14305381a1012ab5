import { requestOf, type Self } from './live-call.ts';
import type { Platform } from './platforms.ts';
import type { SipMessage } from './sip-message.ts';
import type { Transactions } from './transactions.ts';
import { manscdpType, writeRequest } from './write-sip.ts';

/** We, and the platform that is spoken to. */
export type Conversation = { self: Self; transactions: Transactions; platform: Platform };

/** Sends a MESSAGE with MANSCDP in it; null where no final answer came in time. */
export function sendMessage(
  { self, transactions, platform }: Conversation,
  to: string,
  body: string,
): Promise<SipMessage | null> {
  const request = requestOf(self, platform, to);
  const bytes = writeRequest({ ...request, method: 'MESSAGE', headers: manscdpType, body });
  const { line } = platform;
  const id = `${request.callId} ${request.cseq} MESSAGE`;
  return transactions.ask(id, () => line.send(bytes), line.transport === 'UDP');
}
