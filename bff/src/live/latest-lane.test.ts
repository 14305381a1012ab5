import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type AreaId, areaIds } from '@ftz/shared/contract/ids.ts';
import { fleet } from '@ftz/shared/site/fleet.ts';
import { site, siteTimeLimits } from '@ftz/shared/site/site.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { Server } from 'socket.io';
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { emptyPicture } from '#domain/live-picture.ts';
import { admitVehicle, hearFix } from '#domain/position-table.ts';
import { buildRegistry } from '#domain/registry.ts';
import { createLatestLane, type LatestLane } from './latest-lane.ts';
import type { LiveSocket } from './live-socket.ts';
import { openPausablePage } from './pausable-page.fixture.ts';
import { createStallNews } from './stall-news.ts';
import { createWatch } from './watch.ts';

/** The lane's beats come when the test says so; sockets and their heartbeats are real. */
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  return () => void vi.useRealTimers();
});
const second = async () => {
  vi.advanceTimersByTime(1_000);
  // So that what was sent is handed to the network.
  await new Promise(setImmediate);
};

/** Everybody who connects joins; the areas of a page are in its address. */
async function openLane(trucks: number) {
  const picture = emptyPicture(0);
  const table = picture.positions;
  const world = {
    limits: siteTimeLimits,
    registry: buildRegistry(site, fleet(4), []),
    situation: emptySituation(),
    picture,
    nowMs: 0,
  };
  const clock = { at: 1_700_000_000_000, nowMs: () => clock.at };
  const storage = { stalledSinceMs: (): number | null => null };
  const server = createServer();
  const io = new Server(server, { transports: ['websocket'], perMessageDeflate: false });
  const sockets = () => io.sockets.sockets.values() as Iterable<LiveSocket>;
  const watch = createWatch();
  const deps = {
    world: () => world,
    clock,
    log: { epoch: 'e', headSeq: () => 7, read: async () => [], onCommitted: () => undefined },
    stall: createStallNews(() => storage.stalledSinceMs(), clock.nowMs),
  };
  const lane: LatestLane = createLatestLane(deps, io, sockets, watch);
  io.on('connection', (socket: LiveSocket) => {
    const areas = String(socket.handshake.query.areas).split(' ') as AreaId[];
    const principal = { accountId: 'U', username: 'u', role: 'duty-officer' as const, areas };
    socket.data = { principal, sessionHash: 's', sentUpTo: null, standsAt: null };
    if (socket.handshake.query.joins !== 'no') lane.join(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    lane.close();
    await io.close();
  });
  for (let key = 1; key <= trucks; key++) {
    admitVehicle(table, { key, id: `V${key}`, plate: null, area: 'WGQ', trusted: true }, 1);
  }
  let moves = 0;
  const moveAll = () => {
    moves += 1;
    clock.at += 1_000;
    const fix = { speedKph: 40, headingDeg: 90, deviceAtMs: clock.at, receivedAtMs: clock.at };
    for (let key = 1; key <= trucks; key++) {
      hearFix(table, key, { ...fix, point: [121.5 + moves * 1e-4, 31 + key * 1e-5] }, 1);
    }
  };
  const { port } = server.address() as AddressInfo;
  const open = (areas: readonly AreaId[], more = '') =>
    openPausablePage(port, `areas=${encodeURIComponent(areas.join(' '))}${more}`);
  return { table, storage, watch, moveAll, open, sockets };
}

/** The other end of the page that was opened last. */
const serverEnd = (sockets: () => Iterable<LiveSocket>) => {
  const socket = [...sockets()].at(-1) as LiveSocket;
  const wire = (socket.conn.transport as unknown as { socket: { bufferedAmount: number } }).socket;
  const ready = () => expect.poll(() => socket.conn.transport.writable, { interval: 1 }).toBe(true);
  return { socket, waiting: () => wire.bufferedAmount, ready };
};

it('a page that stops reading misses frames, and goes on from where it stood with what is new', async () => {
  const { table, watch, moveAll, open, sockets } = await openLane(20_000);
  const reader = await open(areaIds);
  const { ready } = serverEnd(sockets);
  const sleeper = await open(areaIds);
  const { socket, waiting, ready: sleeperReads } = serverEnd(sockets);
  const beat = async () => {
    await ready();
    moveAll();
    await second();
    await expect.poll(() => reader.model.standsAt, { interval: 1 }).toBe(table.frame);
  };
  sleeper.socket.pause();
  while (socket.data.standsAt === table.frame || waiting() === 0) await beat();
  const [stood, left] = [socket.data.standsAt, waiting()];
  for (let n = 0; n < 20; n++) await beat();
  // One frame at most is on its way, and nothing is piled up behind it.
  expect([socket.data.standsAt, waiting()]).toEqual([stood, left]);
  expect(left).toBeLessThan(20_000 * 18 + 1_000);

  sleeper.socket.resume();
  await expect.poll(() => sleeper.model.standsAt).toBe(stood);
  await sleeperReads();
  await beat();
  await expect.poll(() => sleeper.model.standsAt).toBe(table.frame);
  expect(sleeper.continued.at(-1)).toBe(stood);
  expect(sleeper.model.rows).toEqual(reader.model.rows);
  expect([sleeper.faults, reader.faults, watch.health().ok]).toEqual([[], [], true]);
});

it('tells nobody of a second in which nothing moved, nor who has not joined', async () => {
  const { table, moveAll, open, sockets } = await openLane(10);
  const stranger = await open(['WGQ'], '&joins=no');
  const page = await open(['WGQ']);
  const { ready } = serverEnd(sockets);
  moveAll();
  await second();
  await expect.poll(() => page.model.rows.size).toBe(10);
  for (let n = 0; n < 3; n++) {
    await ready();
    await second();
  }
  await ready();
  moveAll();
  await second();
  await expect.poll(() => page.model.standsAt).toBe(table.frame);
  expect(page.continued.length).toBe(2);
  expect([stranger.continued, stranger.beats]).toEqual([[], []]);
});

it('beats every second, with the feeds of the reader alone and since when nothing is recorded', async () => {
  const { storage, watch, open } = await openLane(0);
  const [whole, airport] = [await open(areaIds), await open(['PVG'])];
  await second();
  await expect.poll(() => airport.beats.length).toBe(1);
  expect(new Set(airport.beats[0]?.feeds.map(({ area }) => area))).toEqual(new Set(['PVG']));
  expect(airport.beats[0]).toMatchObject({ headSeq: 7, stalledSinceMs: null });

  storage.stalledSinceMs = () => {
    throw new Error('nobody knows');
  };
  await second();
  expect(watch.health()).toMatchObject({ ok: false });
  storage.stalledSinceMs = () => 1_234;
  await second();
  expect(watch.health().ok).toBe(true);
  await expect.poll(() => whole.beats.length).toBe(2);
  expect(whole.beats[1]).toMatchObject({ stalledSinceMs: 1_234 });
  expect(new Set(whole.beats[1]?.feeds.map(({ area }) => area))).toEqual(new Set(areaIds));
});

it('catches up a few standings on a beat, those who wait longest first, and nobody is left behind', async () => {
  const { table, moveAll, open, sockets } = await openLane(10);
  const pages: ReturnType<typeof serverEnd>[] = [];
  for (let n = 0; n < 12; n++) {
    await open(['WGQ']);
    pages.push(serverEnd(sockets));
  }
  const beat = async () => {
    for (const { ready } of pages) await ready();
    moveAll();
    await second();
  };
  for (let n = 0; n < 12; n++) await beat();
  // The first is up to date, every other one has missed one frame more.
  for (const [n, { socket }] of pages.entries()) socket.data.standsAt = table.frame - n;
  const behind = () =>
    pages.flatMap(({ socket }, n) => (socket.data.standsAt === table.frame ? [] : n));
  const waiting = [];
  for (let n = 0; n < 3; n++) {
    await beat();
    waiting.push(behind());
  }
  expect(waiting).toEqual([[5, 6, 7, 8, 9, 10, 11], [9, 10, 11], []]);
});
