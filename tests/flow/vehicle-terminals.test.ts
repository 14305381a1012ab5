import { createConnection, type Socket } from 'node:net';
import { startTerminal, type Terminal } from '@ftz/mock-feeds/feeds/jt808/device.ts';
import { encodeBackfill, encodeLocation, type Fix } from '@ftz/mock-feeds/feeds/jt808/encode.ts';
import { createFrameReader, encodeFrame, type Message } from '@ftz/mock-feeds/feeds/jt808/frame.ts';
import { createRandom } from '@ftz/mock-feeds/sim/random.ts';
import type { DeviceAct, TrackedOrder } from '@ftz/shared/contract/device-order.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { distanceM } from '@ftz/shared/geo/distance.ts';
import { wgs84ToGcj02 } from '@ftz/shared/geo/gcj02.ts';
import { fleetVehicle } from '@ftz/shared/site/fleet.ts';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type House, metric, startHouse, until } from '#house.ts';

/** Vehicle terminals, both ways, over real sockets: reports of every form, and orders with their answers. */
let house: House;
let first: string;
let second: string;
const running: Terminal[] = [];
const sockets: Socket[] = [];

beforeAll(async () => {
  house = await startHouse([
    { username: 'first', role: 'duty-officer', areas: [...areaIds] },
    { username: 'second', role: 'duty-officer', areas: [...areaIds] },
  ]);
  first = await house.signIn('first');
  second = await house.signIn('second');
});
afterEach(() => {
  for (const terminal of running.splice(0)) terminal.close();
  for (const socket of sockets.splice(0)) socket.destroy();
});
afterAll(() => house?.stop());

const place: LonLat = [121.585_12, 31.327_34];
const fix = (atMs = Date.now()): Fix => ({
  atMs,
  point: place,
  speedKph: 30,
  headingDeg: 90,
  odometerM: 1_000,
  ignition: true,
});

async function start(n: number, more: { transport?: 'udp' } = {}): Promise<Terminal> {
  const { terminalId, plate, datum } = fleetVehicle(n);
  const terminal = startTerminal({
    host: '127.0.0.1',
    port: house.app.feedPlan.ports.jt808,
    terminalId,
    plate,
    datum,
    edition: n % 2 === 0 ? '2013' : '2019',
    random: createRandom(n),
    nowMs: Date.now,
    ...more,
  });
  running.push(terminal);
  await terminal.online;
  terminal.report(fix());
  return terminal;
}

async function ask<T>(path: string): Promise<T> {
  const response = await fetch(`${house.app.url}${path}`, { headers: { cookie: first } });
  return (await response.json()) as T;
}

/** Where the house shows a truck. */
const seenAt = async (n: number): Promise<LonLat | null> => {
  const { vehicles } = await ask<{
    vehicles: { vehicle: { id: string }; fix: { point: LonLat } | null }[];
  }>('/api/vehicles');
  return vehicles.find(({ vehicle }) => vehicle.id === fleetVehicle(n).id)?.fix?.point ?? null;
};

async function command(cookie: string, name: string, argument: object): Promise<void> {
  const commandId = crypto.randomUUID();
  const response = await fetch(`${house.app.url}/api/commands`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ commandId, name, basedOnVersion: null, argument }),
  });
  expect(await response.json()).toMatchObject({ ok: true });
}

const ordersOf = async (n: number): Promise<TrackedOrder[]> => {
  const { situation } = await ask<{ situation: Situation }>('/api/situation');
  const { terminalId } = fleetVehicle(n);
  return Object.values(situation.deviceOrders).filter(({ deviceId }) => deviceId === terminalId);
};

/** Asked for by one, and where that is the rule agreed to by another. */
async function order(n: number, act: DeviceAct): Promise<void> {
  const deviceId = fleetVehicle(n).terminalId;
  const argument = { gateway: 'jt808', deviceId, act, incidentId: null, reason: 'inspection' };
  await command(first, 'device-order.request', argument);
  const waiting = (await ordersOf(n)).find(({ state }) => state === 'requested');
  if (waiting) await command(second, 'device-order.authorise', { orderId: waiting.id });
}

const finished = (n: number, name: DeviceAct['name']) =>
  until(
    async () => (await ordersOf(n)).find(({ act }) => act.name === name),
    (each) => each !== undefined && ['confirmed', 'failed'].includes(each.state),
  );

it.each([
  [6, '2013'],
  [7, '2019'],
])(
  'does with truck %i, a terminal of %s, what two people order, and believes its answer alone',
  async (n) => {
    const terminal = await start(n);
    await until(
      () => seenAt(n),
      (point) => point !== null,
    );
    await order(n, { name: 'lock' });
    expect(await finished(n, 'lock')).toMatchObject({
      state: 'confirmed',
      detail: expect.stringMatching(/^0x0500 doors locked, flow \d+ to \d+$/),
      reference: expect.stringMatching(/^0x8500 flow \d+$/),
    });
    expect(terminal.inside().doorsLocked).toBe(true);
    await order(n, { name: 'show-text', text: '请到二号查验场', urgent: true });
    expect(await finished(n, 'show-text')).toMatchObject({ state: 'confirmed' });
    expect(terminal.inside().shown).toBe('请到二号查验场');
    await order(n, { name: 'locate' });
    expect(await finished(n, 'locate')).toMatchObject({ state: 'confirmed' });
    await order(n, { name: 'read-parameters' });
    expect((await finished(n, 'read-parameters'))?.detail).toContain('0x0029=00000005');
    // It has no camera, and says so itself.
    const video = { channel: 1, host: '127.0.0.1', tcpPort: 1, udpPort: 0, stream: 'sub' } as const;
    await order(n, { name: 'send-video', ...video });
    expect(await finished(n, 'send-video')).toMatchObject({
      state: 'failed',
      failure: 'refused-by-device',
    });
  },
  40_000,
);

it('says at once that a truck is not there to be ordered', async () => {
  await order(2, { name: 'locate' });
  expect(await finished(2, 'locate')).toMatchObject({ state: 'failed', failure: 'not-connected' });
});

it('hears a terminal over datagrams, and orders it about by them', async () => {
  await start(10, { transport: 'udp' });
  const point = await until(
    () => seenAt(10),
    (seen) => seen !== null,
  );
  expect(distanceM(point ?? [0, 0], place)).toBeLessThan(1);
  await order(10, { name: 'locate' });
  expect(await finished(10, 'locate')).toMatchObject({ state: 'confirmed' });
});

it('shows a truck whose terminal is set to GCJ-02 where it is, not where it says', async () => {
  const n = 14;
  expect(fleetVehicle(n).datum).toBe('GCJ02');
  await start(n);
  const point = await until(
    () => seenAt(n),
    (seen) => seen !== null,
  );
  expect(distanceM(wgs84ToGcj02(place), place)).toBeGreaterThan(100);
  expect(distanceM(point ?? [0, 0], place)).toBeLessThan(1);
});

it('puts a long batch together, and asks for the part that was lost on the way', async () => {
  const n = 12;
  const { terminalId, id } = fleetVehicle(n);
  const startMs = Math.floor(Date.now() / 1000) * 1000 - 60_000;
  const reports = Array.from({ length: 30 }, (_, at) =>
    Buffer.from(encodeLocation(fix(startMs + at * 1000), '2013')),
  );
  const whole = encodeBackfill(reports);
  const frames = [0, 1, 2].map((at) => {
    const body = whole.subarray(at * 600, at === 2 ? undefined : (at + 1) * 600);
    const packet = { total: 3, index: at + 1 };
    return encodeFrame({ id: 0x0704, terminalId, flow: 40 + at, body, packet }, '2013');
  }) as [Buffer, Buffer, Buffer];
  const socket = createConnection(house.app.feedPlan.ports.jt808, '127.0.0.1');
  sockets.push(socket);
  const read = createFrameReader();
  const heard: Message[] = [];
  socket.on('data', (chunk: Buffer) => heard.push(...read(chunk)));
  socket.write(Buffer.concat([frames[0], frames[2]]));
  const asked = await until(
    () => heard.find((message) => message.id === 0x8003),
    (message) => message !== undefined,
  );
  expect(asked?.body.toString('hex')).toBe('0028010002');
  expect(await seenAt(n)).toBeNull();
  socket.write(frames[1]);
  await until(
    () => heard.filter((message) => message.id === 0x8001).length,
    (count) => count === 3,
  );
  const range = `fromMs=${startMs}&toMs=${startMs + 60_000}`;
  const track = await ask<{ atMs: number[] }>(`/api/vehicles/${id}/track?${range}`);
  expect(track.atMs).toEqual(reports.map((_, at) => startMs + at * 1000));
  expect(distanceM((await seenAt(n)) ?? [0, 0], place)).toBeLessThan(1);
});

it('counts a long message that its terminal never finished', async () => {
  const bad = () =>
    metric(house.app.url, 'ftz_device_frames_total', 'gateway="jt808",result="bad"');
  const before = await bad();
  const { terminalId } = fleetVehicle(16);
  const socket = createConnection(house.app.feedPlan.ports.jt808, '127.0.0.1');
  sockets.push(socket);
  const packet = { total: 2, index: 1 };
  const body = Buffer.from('000101', 'hex');
  socket.end(encodeFrame({ id: 0x0704, terminalId, flow: 1, body, packet }, '2013'));
  await until(bad, (count) => count === before + 1);
});

it('believes a terminal and not its copy from another address, and raises an alarm', async () => {
  const n = 18;
  const { terminalId } = fleetVehicle(n);
  const talk = (localAddress: string) => {
    const port = house.app.feedPlan.ports.jt808;
    const socket = createConnection({ host: '127.0.0.1', port, localAddress });
    sockets.push(socket);
    let answers = 0;
    let flow = 0;
    socket.on('data', () => {
      answers += 1;
    });
    const report = (point: LonLat) => {
      const body = Buffer.from(encodeLocation({ ...fix(), point }, '2013'));
      flow += 1;
      socket.write(encodeFrame({ id: 0x0200, terminalId, flow, body }, '2013'));
    };
    return { report, answers: () => answers };
  };
  const real = talk('127.0.0.1');
  real.report(place);
  await until(real.answers, (count) => count === 1);
  const copy = talk('127.0.0.7');
  copy.report([121.9, 30.9]);
  const breaches = async () => {
    real.report(place);
    const { situation } = await ask<{ situation: Situation }>('/api/situation');
    return Object.values(situation.alarms).filter(({ kind }) => kind === 'identity-breach');
  };
  const [alarm] = await until(breaches, (alarms) => alarms.length > 0);
  expect(alarm?.entityId).toBe(`jt808/${terminalId}`);
  expect(copy.answers()).toBe(0);
  expect(distanceM((await seenAt(n)) ?? [0, 0], place)).toBeLessThan(1);
});
