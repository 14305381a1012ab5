import { maySee } from '@ftz/shared/access/policy.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import { encodePositionFrame, type PositionRow } from '@ftz/shared/contract/position-frame.ts';
import type { Vehicle } from '@ftz/shared/contract/vehicle.ts';
import { feedFreshness } from '#domain/feed-freshness.ts';
import type { LiveVehicle } from '#domain/live-picture.ts';
import { areasOfVehicle } from '#domain/vehicle-scope.ts';
import { waitingBytes } from './backlog.ts';
import type { LiveDeps, LiveSocket } from './live-socket.ts';

const frameMs = 1_000;
const beatMs = 2_000;
/** A dropped frame is healed by the next fix; a truck that fell silent is healed by this. */
const wholeFrameEvery = 15;

export type LatestLane = { join: (socket: LiveSocket) => void; close: () => void };

/** People with the same rights get the same bytes, encoded once. */
type Audience = { principal: Principal; sockets: LiveSocket[] };

/**
 * The newest value per vehicle, flushed on a beat, volatile: a page that is slow misses frames,
 * never gets old ones, and costs nobody anything.
 */
export function createLatestLane(deps: LiveDeps, sockets: () => Iterable<LiveSocket>): LatestLane {
  /** Which fix of each vehicle went out last, by device time. */
  const sent = new Map<number, number>();
  let frames = 0;

  function audiences(): Audience[] {
    const groups = new Map<string, Audience>();
    for (const socket of sockets()) {
      if (socket.data.sentUpTo === null) continue;
      const { principal } = socket.data;
      const key = `${principal.role} ${[...principal.areas].sort().join(' ')}`;
      const group = groups.get(key) ?? { principal, sockets: [] };
      group.sockets.push(socket);
      groups.set(key, group);
    }
    return [...groups.values()];
  }

  /** What has a newer fix than went out; from time to time, everything. */
  function moved(): LiveVehicle[] {
    frames += 1;
    const whole = frames % wholeFrameEvery === 0;
    const isNews = ({ vehicle, fix }: LiveVehicle) =>
      fix !== null && (whole || sent.get(vehicle.key) !== fix.deviceAtMs);
    const news = [...deps.world().picture.vehicles.values()].filter(isNews);
    for (const { vehicle, fix } of news) if (fix) sent.set(vehicle.key, fix.deviceAtMs);
    return news;
  }

  function flush(): void {
    const news = moved();
    if (news.length === 0) return;
    for (const { principal, sockets: members } of audiences()) {
      const seen = news.filter((live) => sees(principal, live));
      if (seen.length > 0) send(members, seen);
    }
  }

  function send(members: readonly LiveSocket[], seen: readonly LiveVehicle[]): void {
    const frame = Buffer.from(encodePositionFrame(deps.clock.nowMs(), rowsOf(seen)));
    for (const socket of members) {
      introduce(socket, seen);
      if (waitingBytes(socket) === 0) socket.volatile.emit('positions', frame as never);
    }
  }

  function beat(): void {
    const feeds = feedFreshness(deps.world());
    const serverAtMs = deps.clock.nowMs();
    const headSeq = deps.log.headSeq();
    for (const { principal, sockets: members } of audiences()) {
      const mine = feeds.filter(({ area }) => maySee(principal, 'situation.read', [area]));
      for (const socket of members)
        socket.volatile.emit('beat', { serverAtMs, headSeq, feeds: mine });
    }
  }

  const timers = [setInterval(flush, frameMs), setInterval(beat, beatMs)];
  return {
    join: (socket) => {
      if (!socket.connected || socket.data.sentUpTo === null) return;
      const all = [...deps.world().picture.vehicles.values()].filter((live) =>
        sees(socket.data.principal, live),
      );
      introduced.delete(socket);
      introduce(socket, all);
      const frame = encodePositionFrame(deps.clock.nowMs(), rowsOf(all));
      socket.emit('positions', Buffer.from(frame) as never);
    },
    close: () => timers.forEach(clearInterval),
  };
}

const introduced = new WeakMap<LiveSocket, Set<number>>();

/** A page learns who a key is before it gets that key's first position. */
function introduce(socket: LiveSocket, seen: readonly LiveVehicle[]): void {
  const known = introduced.get(socket) ?? new Set<number>();
  introduced.set(socket, known);
  const strangers: Vehicle[] = [];
  for (const { vehicle } of seen) {
    if (known.has(vehicle.key)) continue;
    known.add(vehicle.key);
    strangers.push(vehicle);
  }
  if (strangers.length > 0) socket.emit('vehicles', { vehicles: strangers });
}

function sees(principal: Principal, live: LiveVehicle): boolean {
  return maySee(principal, 'vehicle.read', areasOfVehicle(live));
}

function rowsOf(vehicles: readonly LiveVehicle[]): PositionRow[] {
  return vehicles.flatMap(({ vehicle, fix }) =>
    fix
      ? [
          {
            key: vehicle.key,
            point: fix.point,
            fixAtMs: fix.deviceAtMs,
            speedKph: fix.speedKph,
            headingDeg: fix.headingDeg,
          },
        ]
      : [],
  );
}
