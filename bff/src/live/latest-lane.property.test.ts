import { maySee } from '@ftz/shared/access/policy.ts';
import type { Principal, Role } from '@ftz/shared/contract/account.ts';
import { type AreaId, areaIds } from '@ftz/shared/contract/ids.ts';
import { headingOf } from '@ftz/shared/contract/position-frame.ts';
import type { Vehicle } from '@ftz/shared/contract/vehicle.ts';
import { fleet } from '@ftz/shared/site/fleet.ts';
import { site, siteTimeLimits } from '@ftz/shared/site/site.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { emptyPicture } from '#domain/live-picture.ts';
import { admitVehicle, forgetVehicle, hearFix } from '#domain/position-table.ts';
import { buildRegistry } from '#domain/registry.ts';
import { openVehicleDirectory } from '#domain/vehicle-directory.ts';
import { areaBit, scopeOf } from '#domain/vehicle-scope.ts';
import type { EmitTo } from './durable-lane.ts';
import { createLatestLane } from './latest-lane.ts';
import type { LiveSocket } from './live-socket.ts';
import { type ModelRow, meetVehicles, openModelPage, takeFrame } from './model-page.fixture.ts';
import { createStallNews } from './stall-news.ts';
import { createWatch } from './watch.ts';

/** The lane's own beat, moved on by hand: one second is one frame. */
beforeAll(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterAll(() => void vi.useRealTimers());

/** Far enough apart that a bitmap over few of them does not pay. */
const registered = fleet(400);
const registeredKeys = [1, 2, 3, 4, 399, 400];
const strangerKeys = [401, 402, 403];
const registry = buildRegistry(site, registered, []);
const directory = openVehicleDirectory(registry);

const person = (role: Role, ...areas: AreaId[]): Principal => ({
  accountId: 'U1',
  username: 'u',
  role,
  areas,
});
const people = [
  person('duty-officer', ...areaIds),
  person('shift-leader', ...areaIds),
  person('field-officer', 'WGQ'),
  person('area-head', 'YSP', 'PVG'),
  person('upstream', ...areaIds),
];

type Truck = { vehicle: Vehicle; present: AreaId | null; row: ModelRow | null };
type Shown = { vehicle: Vehicle; areas: AreaId[]; row: ModelRow };
type Act =
  | { kind: 'fix'; key: number; lon: number; lat: number; present: AreaId | null; tookMs: number }
  | { kind: 'forget' | 'stranger' | 'placed-stranger'; key: number }
  | { kind: 'join'; page: number };
type Beat = { acts: Act[]; busy: boolean[] };

const step = fc.oneof(
  fc.integer({ min: -2047, max: 2047 }),
  fc.constantFrom(-2048, 2048, 90_000, -1_000_000),
);
const fixAct = fc.record({
  kind: fc.constant('fix' as const),
  key: fc.constantFrom(...registeredKeys, ...strangerKeys),
  lon: step,
  lat: step,
  present: fc.constantFrom(null, ...areaIds),
  tookMs: fc.constantFrom(0, 400, 30_000, 400_000),
});
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fixAct },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('forget' as const, 'stranger' as const, 'placed-stranger' as const),
      key: fc.constantFrom(...strangerKeys),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('join' as const),
      page: fc.nat(people.length * 2 - 1),
    }),
  },
);
const beats: fc.Arbitrary<Beat[]> = fc.array(
  fc.record({
    acts: fc.array(act, { maxLength: 8 }),
    busy: fc.array(fc.boolean(), { minLength: people.length * 2, maxLength: people.length * 2 }),
  }),
  { maxLength: 25 },
);

/** Trucks as they are, told by plain maps, and what of them the newest frame shows. */
function openField() {
  const picture = emptyPicture(0);
  const table = picture.positions;
  const trucks = new Map<number, Truck>();
  const clock = { at: 1_700_000_000_000, nowMs: () => clock.at };
  let strangers = 0;
  let shown = new Map<number, Shown>();

  function admit(vehicle: Vehicle): Truck {
    const truck: Truck = { vehicle, present: null, row: null };
    trucks.set(vehicle.key, truck);
    admitVehicle(table, vehicle, vehicle.trusted && vehicle.area ? areaBit(vehicle.area) : 0);
    return truck;
  }
  function meet(key: number): Truck | undefined {
    const known = trucks.get(key) ?? null;
    if (known) return known;
    const truck = registered.find((one) => one.key === key);
    if (!truck) return undefined;
    const { id, plate, area } = truck;
    return admit({ key, id, plate, area, trusted: true });
  }
  function fix({ key, lon, lat, present, tookMs }: Extract<Act, { kind: 'fix' }>): void {
    const truck = meet(key);
    if (!truck) return;
    const last = truck.row;
    const row: ModelRow = {
      lonE6: (last?.lonE6 ?? 121_500_000) + lon,
      latE6: (last?.latE6 ?? 31_200_000) + lat,
      // Newer than the last, and seldom much older than the server's time.
      fixAtS: Math.max(last?.fixAtS ?? 0, Math.floor((clock.at - tookMs) / 1000)),
      speedKph: Math.abs(lon) % 256,
      heading: headingOf(Math.abs(lat) % 360),
    };
    trucks.set(key, { ...truck, present, row });
    hearFix(
      table,
      key,
      {
        point: [row.lonE6 / 1e6, row.latE6 / 1e6],
        speedKph: row.speedKph,
        headingDeg: Math.abs(lat) % 360,
        deviceAtMs: row.fixAtS * 1000 + 7,
        receivedAtMs: clock.at,
      },
      scopeOf(truck.vehicle.area, present),
    );
  }
  return {
    picture,
    clock,
    shown: () => shown,
    play: (what: Exclude<Act, { kind: 'join' }>) => {
      if (what.kind === 'fix') return fix(what);
      if (trucks.delete(what.key)) forgetVehicle(table, what.key);
      if (what.kind === 'forget') return;
      strangers += 1;
      admit({ key: what.key, id: `S${strangers}`, plate: null, area: null, trusted: false });
      const here = { lon: 0, lat: 0, present: null, tookMs: 0 };
      if (what.kind === 'placed-stranger') fix({ ...here, kind: 'fix', key: what.key });
    },
    /** What the coming frame will show. */
    freeze: () => {
      shown = new Map();
      for (const [key, { vehicle, present, row }] of trucks) {
        const areas = [vehicle.area, present].filter((area): area is AreaId => area !== null);
        if (row) shown.set(key, { vehicle, areas, row });
      }
    },
  };
}

type Field = ReturnType<typeof openField>;

/** A page at the end of a network that is busy when the test says so. */
function openPage(id: number, field: Field) {
  const principal = { ...(people[id % people.length] as Principal) };
  const transport = { writable: true, socket: { bufferedAmount: 0 } };
  /** As the test has it; the lane may hold the transport back for a moment by itself. */
  const network = { isBusy: false };
  const socket = {
    id: String(id),
    connected: true,
    data: { principal, sessionHash: 's', sentUpTo: null, standsAt: null as number | null },
    conn: { transport, writeBuffer: [] },
  };
  const model = openModelPage(directory.vehiclesFor(principal));
  const sees = ({ areas }: Shown) => maySee(principal, 'vehicle.read', areas);
  const newest = new Map<string, number>();

  function hear(event: string, message: unknown): void {
    if (event === 'beat') return;
    expect(network.isBusy).toBe(false);
    if (event === 'vehicles') {
      const { vehicles } = message as { vehicles: Vehicle[] };
      for (const { key } of vehicles) expect(visible()).toContain(key);
      meetVehicles(model, vehicles);
    }
    if (event === 'positions') {
      const frame = takeFrame(model, message as Buffer);
      for (const key of frame.placed.key) expect(visible()).toContain(key);
    }
  }
  const visible = () => [...field.shown()].filter(([, truck]) => sees(truck)).map(([key]) => key);

  /** Exactly what this person may see, by name, as of the newest frame, and nothing older than it had. */
  function expectWhole(): void {
    expect(model.standsAt).toBe(socket.data.standsAt);
    const expected = [...field.shown()].filter(([, truck]) => sees(truck));
    expect(new Map(model.rows)).toEqual(new Map(expected.map(([key, { row }]) => [key, row])));
    for (const [key, { vehicle, row }] of expected) {
      expect(model.names.get(key)).toEqual(vehicle);
      expect(row.fixAtS).toBeGreaterThanOrEqual(newest.get(vehicle.id) ?? 0);
      newest.set(vehicle.id, row.fixAtS);
    }
  }
  return { socket, transport, network, hear, expectWhole };
}

type Page = ReturnType<typeof openPage>;

function openLane(field: Field, pages: Page[]) {
  const to = (ids: string[]) => ({
    emit: (event: string, message: unknown) => {
      for (const id of ids) pages[Number(id)]?.hear(event, message);
    },
  });
  const world = {
    registry,
    situation: emptySituation(),
    picture: field.picture,
    limits: siteTimeLimits,
    nowMs: 0,
  };
  const deps = {
    world: () => world,
    clock: field.clock,
    log: { epoch: 'e', headSeq: () => 0, read: async () => [], onCommitted: () => undefined },
    stall: createStallNews(() => null, field.clock.nowMs),
  };
  const sockets = () => pages.map(({ socket }) => socket as unknown as LiveSocket);
  const watch = createWatch();
  const emitTo = { to } as unknown as EmitTo;
  // Here nobody has to wait for his turn: each has everything whenever he is ready.
  return { watch, ...createLatestLane(deps, emitTo, sockets, watch, Infinity) };
}
type Lane = ReturnType<typeof openLane>;

function playBeat({ acts, busy }: Beat, field: Field, pages: Page[], lane: Lane): void {
  const isReady = ({ socket, transport }: Page) =>
    socket.data.standsAt !== null && transport.writable;
  for (const what of acts) {
    if (what.kind !== 'join') field.play(what);
    else lane.join(pages[what.page]?.socket as unknown as LiveSocket);
    for (const page of pages.filter(isReady)) page.expectWhole();
  }
  pages.forEach(({ transport, network }, id) => {
    network.isBusy = busy[id] ?? false;
    transport.writable = !network.isBusy;
  });
  field.clock.at += 1_000;
  field.freeze();
  vi.advanceTimersByTime(1_000);
  expect(lane.watch.health().detail).toBe('0 failures');
  for (const page of pages.filter(isReady)) page.expectWhole();
}

it('every page has exactly what its person may see, whenever it was ready', () => {
  fc.assert(
    fc.property(beats, (story) => {
      const field = openField();
      const pages = people.concat(people).map((_, id) => openPage(id, field));
      const lane = openLane(field, pages);
      for (const beat of story) playBeat(beat, field, pages, lane);
      lane.close();
    }),
    { numRuns: 300 },
  );
});
