import { freezeFrame } from '#domain/position-table.ts';
import { type Audience, createAudience, nowhere, type PositionNews } from './audience.ts';
import { waitingBytes } from './backlog.ts';
import type { EmitTo } from './durable-lane.ts';
import type { LiveDeps, LiveSocket } from './live-socket.ts';
import { createSeenBy } from './seen-by.ts';
import { createSelection } from './select-positions.ts';
import { createBeat } from './send-beat.ts';
import type { Watch } from './watch.ts';

const frameMs = 1_000;
const framesPerBeat = 2;

export type LatestLane = {
  /** Tells a page where everything is, and from then on what changes. May be called again. */
  join: (socket: LiveSocket) => void;
  close: () => void;
};

/**
 * The newest value per vehicle, on a beat. A page gets a frame only when it has taken everything
 * before, so the lane knows what each page has: one that is slow misses frames, gets what changed
 * meanwhile when it is ready again, never an old value, and costs nobody anything.
 */
export function createLatestLane(
  deps: Pick<LiveDeps, 'world' | 'clock' | 'log' | 'stalledSinceMs'>,
  io: EmitTo,
  sockets: () => Iterable<LiveSocket>,
  watch: Watch,
): LatestLane {
  const { positions } = deps.world().picture;
  const audiences = new Map<number, Audience>();
  const selection = createSelection();
  const vehiclesSeenBy = createSeenBy('vehicle.read');
  const beat = createBeat(deps, io);

  function audienceOf(mask: number): Audience {
    const audience = audiences.get(mask) ?? createAudience(positions, mask, selection);
    audiences.set(mask, audience);
    return audience;
  }

  const joined = () => [...sockets()].filter(({ data }) => data.standsAt !== null);

  function flush(): void {
    const pages = Map.groupBy(joined(), vehiclesSeenBy);
    freezeFrame(positions, deps.clock.nowMs());
    for (const mask of audiences.keys()) if (!pages.has(mask)) audiences.delete(mask);
    const failures = [...pages].flatMap(([mask, members]) => tellOrFail(mask, members));
    if (failures.length > 0) throw failures[0];
  }

  /** An audience that cannot be told must not cost the others their frame. */
  function tellOrFail(mask: number, members: LiveSocket[]): unknown[] {
    try {
      const audience = audienceOf(mask);
      audience.advance();
      const ready = Map.groupBy(members.filter(isReady), ({ data }) => data.standsAt ?? nowhere);
      for (const [standsAt, pages] of ready) send(pages, audience.newsFor(standsAt));
      return [];
    } catch (error) {
      return [error];
    }
  }

  function send(pages: LiveSocket[], news: PositionNews | null): void {
    if (news === null) return;
    const to = io.to(pages.map(({ id }) => id));
    if (news.vehicles.length > 0) to.emit('vehicles', { vehicles: news.vehicles });
    to.emit('positions', news.frame as never);
    for (const { data } of pages) data.standsAt = news.number;
  }

  let ticks = 0;
  function tick(): void {
    ticks += 1;
    // Before the frame is sent, behind which the beat may wait.
    const listening = joined().filter(hasNothingQueued);
    watch.run('sending positions', flush);
    if (ticks % framesPerBeat === 0) watch.run('sending beats', () => beat(listening));
  }

  freezeFrame(positions, deps.clock.nowMs());
  const timer = setInterval(tick, frameMs);
  return {
    join: (socket) => {
      if (!socket.connected) return;
      socket.data.standsAt = nowhere;
      const audience = audienceOf(vehiclesSeenBy(socket));
      if (isReady(socket)) send([socket], audience.newsFor(nowhere));
    },
    close: () => clearInterval(timer),
  };
}

/** Whether the network has taken everything: what is sent now is not older than what comes after it. */
function isReady(socket: LiveSocket): boolean {
  return socket.conn.transport.writable && waitingBytes(socket) === 0;
}

/** A beat may wait behind what is being sent, but no two of them, and behind no queue. */
function hasNothingQueued(socket: LiveSocket): boolean {
  return (socket.conn as unknown as { writeBuffer: unknown[] }).writeBuffer.length === 0;
}
