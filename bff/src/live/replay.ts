import { type GuestBook, scopeEvents } from '@ftz/shared/access/scope-events.ts';
import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { drain } from './backlog.ts';
import type { LiveDeps, LiveSocket } from './live-socket.ts';

export const replayLimits = {
  /** Further behind than this, a snapshot is less work for everybody. */
  mostBehind: 5_000,
  pageEntries: 500,
  /** So few may still be on the way when the page goes live; after more it is awaited once again. */
  lastPageEntries: 50,
  /** A page that has not read a page of entries by then is cut off. */
  longestReadMs: 10_000,
};
export type ReplayLimits = typeof replayLimits;

type ReadPage = (afterSeq: number) => Promise<DurableEvent[]>;

/** After a restart everybody comes back and has missed the same: one read for all who ask meanwhile. */
export function shareReads(log: LiveDeps['log'], entries: number): ReadPage {
  const underWay = new Map<number, Promise<DurableEvent[]>>();
  return (afterSeq) => {
    const first = underWay.get(afterSeq);
    if (first) return first;
    const reading = log.read(afterSeq, entries).finally(() => underWay.delete(afterSeq));
    underWay.set(afterSeq, reading);
    return reading;
  };
}

type Sources = {
  log: LiveDeps['log'];
  readPage: ReadPage;
  limits: ReplayLimits;
  guestBook: GuestBook | undefined;
};

/**
 * Sends what a page missed, a page of entries at a time, the next one when the network has taken the
 * last. Calls `caughtUp` in the tick in which nothing more is missing, with how far it has come: what
 * is committed from then on is live, and nothing lies between. False: it does not read. A page that
 * left is forgotten.
 */
export async function replay(
  socket: LiveSocket,
  afterSeq: number,
  { log, readPage, limits, guestBook }: Sources,
  caughtUp: (reached: number) => void,
): Promise<boolean> {
  let reached = afterSeq;
  while (await drain(socket, limits.longestReadMs)) {
    if (reached >= log.headSeq()) {
      caughtUp(reached);
      return true;
    }
    const events = await readPage(reached);
    const upToSeq = events.at(-1)?.seq;
    if (upToSeq === undefined) throw new Error(`the log ends at ${reached}, before its head`);
    if (!socket.connected) break;
    const visible = scopeEvents(socket.data.principal, events, guestBook);
    socket.emit('events', { afterSeq: reached, upToSeq, events: visible });
    reached = upToSeq;
    if (events.length <= limits.lastPageEntries && reached >= log.headSeq()) {
      caughtUp(reached);
      return true;
    }
  }
  return !socket.connected;
}
