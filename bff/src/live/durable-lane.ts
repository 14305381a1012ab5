import { rightsKey } from '@ftz/shared/access/rights-key.ts';
import { type GuestBook, scopeEvents } from '@ftz/shared/access/scope-events.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { LiveDown } from '@ftz/shared/contract/live-down.ts';
import type { SyncRequest } from '@ftz/shared/contract/live-up.ts';
import type { Server } from 'socket.io';
import { cutOff, isStuck } from './backlog.ts';
import { createGathered } from './gathered.ts';
import type { LiveDeps, LiveSocket } from './live-socket.ts';
import { type ReplayLimits, replay, replayLimits, shareReads } from './replay.ts';
import type { Watch } from './watch.ts';

type Have = NonNullable<SyncRequest['have']>;

export type DurableLane = {
  /** Whether a page becomes whole by what it missed, or has to read the situation first. */
  canReplay: (have: SyncRequest['have']) => have is Have;
  /** Sends what it missed, then everything, until it leaves. False: it does not read. */
  join: (socket: LiveSocket, have: Have) => Promise<boolean>;
  /** Sends nothing more, until it joins again. */
  leave: (socket: LiveSocket) => void;
  close: () => void;
};

/**
 * A message costs the process about 7 µs per page, whatever is in it. Commits that follow each other
 * faster than this share one, so that a flood leaves the process time for what causes it.
 */
const rest = { perPageMs: 0.02, mostMs: 20 };

/** Attached pages of people with the same rights: each entry is scoped and encoded once for them. */
type Audience = { principal: Principal; sockets: Set<LiveSocket> };

/** Emits to these sockets alone; what it sends is encoded once. */
export type EmitTo = Pick<Server<Record<string, never>, LiveDown>, 'to'>;

/**
 * Sends every committed entry to every page that may see it: in order, without a gap, once. Each
 * message says from where to where it reaches, so that a page can tell what it missed from what is
 * not for it.
 */
export function createDurableLane(
  deps: Pick<LiveDeps, 'log'> & { guestBook?: GuestBook },
  io: EmitTo,
  watch: Watch,
  limits: ReplayLimits = replayLimits,
): DurableLane {
  const { log, guestBook } = deps;
  const readPage = shareReads(log, limits.pageEntries);
  const audiences = new Map<string, Audience>();

  function attach(socket: LiveSocket, reached: number): void {
    const { principal } = socket.data;
    const key = rightsKey(principal);
    const audience = audiences.get(key) ?? { principal, sockets: new Set() };
    audiences.set(key, audience);
    audience.sockets.add(socket);
    socket.data.sentUpTo = reached;
  }

  function leave(socket: LiveSocket): void {
    socket.data.sentUpTo = null;
    const key = rightsKey(socket.data.principal);
    const audience = audiences.get(key);
    audience?.sockets.delete(socket);
    if (audience?.sockets.size === 0) audiences.delete(key);
  }

  const committed = createGathered<DurableEvent>((events) => {
    watch.run('sending entries', () => tellAll(events));
    const pages = [...audiences.values()].reduce((sum, { sockets }) => sum + sockets.size, 0);
    return { restMs: Math.min(rest.mostMs, pages * rest.perPageMs) };
  });
  log.onCommitted(committed.add);

  function tellAll(events: DurableEvent[]): void {
    const failures = [...audiences.values()].flatMap((audience) => tellOrCutOff(audience, events));
    if (failures.length > 0) throw failures[0];
  }

  /** An audience whose entries cannot be sent must not cost the others theirs. */
  function tellOrCutOff(audience: Audience, events: DurableEvent[]): unknown[] {
    try {
      for (const socket of audience.sockets) if (isStuck(socket)) cutOff(socket);
      for (const each of personally(audience, events)) tell(io, each, events, guestBook);
      return [];
    } catch (error) {
      // They have missed entries: they come back and ask for them.
      for (const socket of audience.sockets) cutOff(socket);
      return [error];
    }
  }

  return {
    leave,
    close: committed.close,
    canReplay: (have): have is Have => {
      if (have === null || have.epoch !== log.epoch) return false;
      const behind = log.headSeq() - have.seq;
      return behind >= 0 && behind <= limits.mostBehind;
    },
    join: async (socket, have) => {
      leave(socket);
      const sources = { log, readPage, limits, guestBook };
      return replay(socket, have.seq, sources, (reached) => attach(socket, reached));
    },
  };
}

/** Entries that name people are not the same for all of an audience: each person is one then. */
function personally(audience: Audience, events: readonly DurableEvent[]): Audience[] {
  if (events.every(({ audience: named }) => named === undefined)) return [audience];
  const byAccount = Map.groupBy(audience.sockets, ({ data }) => data.principal.accountId);
  return [...byAccount.values()].flatMap((sockets) => {
    const principal = sockets[0]?.data.principal;
    return principal ? [{ principal, sockets: new Set(sockets) }] : [];
  });
}

function tell(
  io: EmitTo,
  { principal, sockets }: Audience,
  events: DurableEvent[],
  guestBook: GuestBook | undefined,
): void {
  const upToSeq = events.at(-1)?.seq ?? 0;
  const visible = scopeEvents(principal, events, guestBook);
  if (visible.length === 0) return;
  const standing = Map.groupBy(sockets, ({ data }) => data.sentUpTo ?? upToSeq);
  for (const [afterSeq, members] of standing) {
    // A page that has just joined may have read from the log what is only now announced.
    const news = visible.filter(({ seq }) => seq > afterSeq);
    if (news.length === 0) continue;
    io.to(members.map(({ id }) => id)).emit('events', { afterSeq, upToSeq, events: news });
    for (const { data } of members) data.sentUpTo = upToSeq;
  }
}
