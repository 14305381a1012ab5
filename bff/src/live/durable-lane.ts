import { scopeEvents } from '@ftz/shared/access/scope-events.ts';
import { scopeSituation } from '@ftz/shared/access/scope-situation.ts';
import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { SyncRequest } from '@ftz/shared/contract/live-up.ts';
import { areaOfSegment } from '#domain/registry.ts';
import { isStuck, isUnread } from './backlog.ts';
import type { LiveDeps, LiveSocket } from './live-socket.ts';

/** Further behind than this, a snapshot is less work for everybody. */
const mostReplayed = 1000;

export type DurableLane = {
  join: (socket: LiveSocket, have: SyncRequest['have']) => Promise<void>;
};

/**
 * Sends every committed entry to every page that may see it: in order, without a gap, once. Each
 * message says from where to where it reaches, so that a page can tell what it missed from what is
 * not for it.
 */
export function createDurableLane(
  deps: LiveDeps,
  sockets: () => Iterable<LiveSocket>,
): DurableLane {
  deps.log.onCommitted((events) => {
    const upToSeq = events.at(-1)?.seq;
    if (upToSeq === undefined) return;
    for (const socket of sockets()) {
      if (socket.data.sentUpTo !== null) send(socket, events, upToSeq);
    }
  });

  /** What a page missed, then live: it is attached in the tick in which it has caught up. */
  async function replay(socket: LiveSocket, afterSeq: number): Promise<void> {
    socket.data.sentUpTo = null;
    let reached = afterSeq;
    while (socket.connected && reached < deps.world().situation.seq) {
      const events = await deps.log.read(reached, mostReplayed);
      const upToSeq = events.at(-1)?.seq;
      if (upToSeq === undefined) break;
      const visible = scopeEvents(socket.data.principal, events);
      socket.emit('events', { afterSeq: reached, upToSeq, events: visible });
      reached = upToSeq;
    }
    socket.data.sentUpTo = reached;
  }

  function sendSnapshot(socket: LiveSocket): void {
    const { situation, registry } = deps.world();
    const scoped = scopeSituation(socket.data.principal, situation, (id) =>
      areaOfSegment(registry, id),
    );
    socket.emit('snapshot', { epoch: deps.log.epoch, situation: scoped });
    socket.data.sentUpTo = situation.seq;
  }

  return {
    join: async (socket, have) => {
      const behind =
        have === null ? Number.POSITIVE_INFINITY : deps.world().situation.seq - have.seq;
      if (isUnread(socket)) return void socket.disconnect(true);
      const known = have !== null && have.epoch === deps.log.epoch && behind >= 0;
      if (known && behind <= mostReplayed) await replay(socket, have.seq);
      else sendSnapshot(socket);
    },
  };
}

function send(socket: LiveSocket, events: DurableEvent[], upToSeq: number): void {
  if (isStuck(socket)) {
    socket.disconnect(true);
    return;
  }
  const afterSeq = socket.data.sentUpTo ?? 0;
  const visible = scopeEvents(socket.data.principal, events);
  if (visible.length === 0) return;
  socket.emit('events', { afterSeq, upToSeq, events: visible });
  socket.data.sentUpTo = upToSeq;
}
