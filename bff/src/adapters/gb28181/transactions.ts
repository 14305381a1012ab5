import { headerOf, type SipMessage, statusOf } from './sip-message.ts';

/** Requests of ours that wait for their answer. */
export type Transactions = {
  /**
   * Sends and waits: null when no final answer came in time. Over UDP it is sent again and again
   * (RFC 3261, 17.1.2.2), over TCP once.
   */
  ask: (id: string, send: () => void, isDatagram: boolean) => Promise<SipMessage | null>;
  /** Whether the answer was waited for. */
  settle: (answer: SipMessage) => boolean;
  close: () => void;
};

const againAfterMs = 500;
const longestGapMs = 4_000;
const answerWithinMs = 12_000;
const mostWaiting = 200;

export function transactionId(message: SipMessage): string {
  return `${headerOf(message, 'call-id') ?? ''} ${headerOf(message, 'cseq') ?? ''}`;
}

export function createTransactions(): Transactions {
  const waiting = new Map<string, (answer: SipMessage | null) => void>();
  return {
    ask: (id, send, isDatagram) => {
      if (waiting.size >= mostWaiting || waiting.has(id)) return Promise.resolve(null);
      const { promise, resolve } = Promise.withResolvers<SipMessage | null>();
      let gapMs = againAfterMs;
      let again: NodeJS.Timeout | null = null;
      const repeat = () => {
        send();
        again = setTimeout(repeat, gapMs);
        gapMs = Math.min(2 * gapMs, longestGapMs);
      };
      const end = (answer: SipMessage | null) => {
        waiting.delete(id);
        clearTimeout(deadline);
        if (again !== null) clearTimeout(again);
        resolve(answer);
      };
      const deadline = setTimeout(() => end(null), answerWithinMs);
      waiting.set(id, end);
      if (isDatagram) repeat();
      else send();
      return promise;
    },
    settle: (answer) => {
      const end = waiting.get(transactionId(answer));
      const status = statusOf(answer);
      // 1xx says that it is being worked on.
      if (end && status !== null && status >= 200) end(answer);
      return end !== undefined;
    },
    close: () => {
      for (const end of [...waiting.values()]) end(null);
    },
  };
}
