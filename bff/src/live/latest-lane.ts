import { freezeFrame } from '#domain/position-table.ts';
import { type Audience, createAudience, nowhere, type PositionNews } from './audience.ts';
import { waitingBytes } from './backlog.ts';
import { createCatchUpTurns } from './catch-up-turns.ts';
import type { EmitTo } from './durable-lane.ts';
import type { LiveSocket } from './live-socket.ts';
import { inOneWrite } from './one-write.ts';
import { createSeenBy } from './seen-by.ts';
import { createSelection } from './select-positions.ts';
import { type BeatDeps, createBeat } from './send-beat.ts';
import type { Watch } from './watch.ts';

const frameMs = 1_000;
/** With a hundred thousand vehicles each takes some 16 ms, in which nobody is told of an alarm. */
const catchUpsPerFrame = 4;

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
  deps: BeatDeps,
  io: EmitTo,
  sockets: () => Iterable<LiveSocket>,
  watch: Watch,
  mostCatchUps = catchUpsPerFrame,
): LatestLane {
  const { positions } = deps.world().picture;
  const audiences = new Map<number, Audience>();
  const selection = createSelection();
  const vehiclesSeenBy = createSeenBy('vehicle.read');
  const beat = createBeat(deps, io);
  const catchUpTurns = createCatchUpTurns(mostCatchUps);

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
    const failures: unknown[] = [];
    const standings = [...pages].flatMap(([mask, members]) => {
      const audience = audienceOf(mask);
      if (!attempt(failures, audience.advance)) return [];
      return standingsOf(mask, audience, members);
    });
    for (const { ready, audience, standsAt } of inTurn(standings))
      attempt(failures, () => send(ready, audience.newsFor(standsAt)));
    if (failures.length > 0) throw failures[0];
  }

  /** Those whose frame is written already, and some of those who need one of their own. */
  function inTurn(standings: Standing[]): Standing[] {
    const need = standings.filter(({ needsOwn }) => needsOwn);
    const turns = catchUpTurns.take(namesOf(need), namesOf(standings));
    return standings.filter(
      ({ name, ready, needsOwn }) => ready.length > 0 && (!needsOwn || turns.has(name)),
    );
  }

  function send(pages: LiveSocket[], news: PositionNews | null): void {
    if (news === null) return;
    const to = io.to(pages.map(({ id }) => id));
    inOneWrite(pages, () => {
      if (news.vehicles.length > 0) to.emit('vehicles', { vehicles: news.vehicles });
      to.emit('positions', news.frame as never);
    });
    for (const { data } of pages) data.standsAt = news.number;
  }

  function tick(): void {
    // Before the frame is sent, behind which the beat may wait.
    const listening = joined().filter(hasNothingQueued);
    watch.run('sending positions', flush);
    watch.run('sending beats', () => beat(listening));
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

/** Pages of one audience that stand at one frame. */
type Standing = {
  name: string;
  audience: Audience;
  standsAt: number;
  ready: LiveSocket[];
  /** They can take a frame now, and it is to be composed for them alone. */
  needsOwn: boolean;
};

function standingsOf(mask: number, audience: Audience, members: LiveSocket[]): Standing[] {
  const pages = Map.groupBy(members, ({ data }) => data.standsAt ?? nowhere);
  return [...pages].map(([standsAt, all]) => {
    const ready = all.filter(isReady);
    const needsOwn = ready.length > 0 && audience.mustCompose(standsAt);
    return { name: `${mask} ${standsAt}`, audience, standsAt, ready, needsOwn };
  });
}

const namesOf = (standings: readonly Standing[]): Set<string> =>
  new Set(standings.map(({ name }) => name));

/** An audience that cannot be told must not cost the others their frame. False: it failed. */
function attempt(failures: unknown[], work: () => void): boolean {
  try {
    work();
    return true;
  } catch (error) {
    failures.push(error);
    return false;
  }
}

/** Whether the network has taken everything: what is sent now is not older than what comes after it. */
function isReady(socket: LiveSocket): boolean {
  return socket.conn.transport.writable && waitingBytes(socket) === 0;
}

/** A beat may wait behind what is being sent, but no two of them, and behind no queue. */
function hasNothingQueued(socket: LiveSocket): boolean {
  return (socket.conn as unknown as { writeBuffer: unknown[] }).writeBuffer.length === 0;
}
