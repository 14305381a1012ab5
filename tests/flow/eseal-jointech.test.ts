import { randomUUID } from 'node:crypto';
import { createConnection, type Socket } from 'node:net';
import {
  type SimulatedLock,
  startJointechLocks,
  startLock,
} from '@ftz/mock-feeds/feeds/eseal-jointech/device.ts';
import { encodeEvent, encodeReport } from '@ftz/mock-feeds/feeds/eseal-jointech/encode.ts';
import type { TrackedOrder } from '@ftz/shared/contract/device-order.ts';
import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { CommandReply } from '@ftz/shared/contract/live-up.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { type House, metric, startHouse, until } from '#house.ts';
import { surroundingsOf } from '#surroundings.ts';

let house: House;
const officer = (username: string) => ({
  username,
  role: 'duty-officer' as const,
  areas: [...areaIds],
});
beforeAll(async () => {
  house = await startHouse([
    officer('first'),
    officer('second'),
    { username: 'abroad', role: 'duty-officer', areas: ['PVG'] },
  ]);
});
afterAll(() => house?.stop());

async function situation(username = 'first'): Promise<Situation> {
  const cookie = await house.signIn(username);
  const response = await fetch(`${house.app.url}/api/situation`, { headers: { cookie } });
  return ((await response.json()) as { situation: Situation }).situation;
}
async function entries(): Promise<DurableEvent[]> {
  const cookie = await house.signIn('first');
  const response = await fetch(`${house.app.url}/api/events`, { headers: { cookie } });
  return ((await response.json()) as { events: DurableEvent[] }).events;
}
const reportsOf = async (deviceId: string) =>
  (await entries()).filter(
    (event) => event.type === 'seal.reported' && event.data.report.sealId === deviceId,
  );

/** A line to the gateway that remembers what it was told. */
function dial(): { socket: Socket; told: () => string } {
  const socket = createConnection(house.app.feedPlan.ports['eseal-jointech'], '127.0.0.1');
  let told = '';
  socket.on('data', (chunk) => {
    told += chunk.toString('latin1');
  });
  onTestFinished(() => void socket.destroy());
  return { socket, told: () => told };
}
const report = (deviceId: string, serial: number, ropeCut = false) =>
  encodeReport({
    deviceId,
    dataType: ropeCut ? 'alarm' : 'live',
    atMs: Date.now(),
    point: [121.585, 31.327],
    ropeInserted: !ropeCut,
    motorLocked: true,
    ropeCut,
    coverOpened: false,
    wantsAck: true,
    batteryPct: 80,
    serial,
  });

function startOne(deviceId: string): SimulatedLock {
  const surroundings = surroundingsOf(house);
  const device = surroundings.site.equipment.find((each) => each.deviceId === deviceId);
  if (!device) throw new Error(deviceId);
  const lock = startLock(device, surroundings);
  onTestFinished(lock.close);
  return lock;
}

async function act(username: string, name: string, argument: object): Promise<CommandReply> {
  const cookie = await house.signIn(username);
  const response = await fetch(`${house.app.url}/api/commands`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json', origin: house.app.url },
    body: JSON.stringify({ commandId: randomUUID(), name, basedOnVersion: null, argument }),
  });
  const reply = (await response.json()) as CommandReply;
  return reply;
}
const codeOf = (reply: CommandReply) => (reply.ok ? 'ok' : reply.refusal.code);
const orderOf = async (deviceId: string): Promise<TrackedOrder | undefined> =>
  Object.values((await situation()).deviceOrders)
    .filter((order) => order.deviceId === deviceId)
    .at(-1);
const request = (username: string, deviceId: string) =>
  act(username, 'device-order.request', {
    gateway: 'eseal-jointech',
    deviceId,
    act: { name: 'unlock' },
    incidentId: null,
    reason: 'inspection at the gate',
  });

it('the simulated locks report, are acknowledged, and raise no alarm', async () => {
  const kind = await startJointechLocks(surroundingsOf(house));
  await kind.online;
  await kind.close();
  const { seals } = await situation();
  expect(seals['7500000001']).toMatchObject({ area: 'WGQ', state: { sealed: true } });
  expect(seals['7500000003']).toMatchObject({ area: 'YSP', batteryPct: 84 });
  const types = (await entries()).map(({ type }) => type);
  expect(types).not.toContain('alarm.raised');
  expect(types).not.toContain('device.discovered');
});

it('a report that comes again is acknowledged again and kept once; a cut rope is an alarm', async () => {
  const { socket, told } = dial();
  const cut = report('7500000002', 9, true);
  socket.write(cut);
  await until(told, (text) => text === '(P69,0,9)');
  socket.write(Buffer.concat([cut, Buffer.from('noise'), report('7500000002', 10, true)]));
  await until(told, (text) => text === '(P69,0,9)(P69,0,9)(P69,0,10)');
  const cuts = (await reportsOf('7500000002')).filter(
    (event) => event.type === 'seal.reported' && event.data.report.events.includes('cut'),
  );
  expect(cuts).toHaveLength(1);
  const { alarms } = await situation();
  expect(Object.values(alarms)).toMatchObject([{ kind: 'seal-cut', sealId: '7500000002' }]);
  const bad = await metric(
    house.app.url,
    'ftz_device_frames_total',
    'gateway="eseal-jointech",result="bad"',
  );
  expect(bad).toBe(1);
});

it('a stranger is heard, listed, and believed by nobody', async () => {
  const { socket, told } = dial();
  socket.write(report('7599999999', 1, true));
  await until(told, (text) => text === '(P69,0,1)');
  expect((await situation()).seals['7599999999']).toBeUndefined();
  const types = (await entries()).map(({ type }) => type);
  expect(types).toContain('device.discovered');
});

it('opens by two people, and is done only when the lock says so', async () => {
  const lock = startOne('7500000001');
  await lock.online;
  expect(codeOf(await request('first', '7500000001'))).toBe('ok');
  const orderId = (await orderOf('7500000001'))?.id ?? '';
  expect(codeOf(await act('first', 'device-order.authorise', { orderId }))).toBe(
    'second-person-needed',
  );
  expect(codeOf(await act('abroad', 'device-order.authorise', { orderId }))).toBe('not-found');
  expect(codeOf(await act('second', 'device-order.authorise', { orderId }))).toBe('ok');
  const done = await until(
    () => orderOf('7500000001'),
    (order) => order?.state === 'confirmed',
  );
  expect(done).toMatchObject({ requestedBy: { name: 'first' }, authorisedBy: 'second' });
  expect(done?.detail).toContain('P45 source 4');
  expect((await situation()).seals['7500000001']?.state).toMatchObject({
    sealed: false,
    motor: 'unlocked',
  });
});

it('an event from before the order confirms nothing; a lock that is not there is told as such', async () => {
  const { socket, told } = dial();
  socket.write(report('7500000003', 1));
  await until(told, (text) => text.includes('(P69,0,1)'));
  await request('first', '7500000003');
  const orderId = (await orderOf('7500000003'))?.id ?? '';
  await act('second', 'device-order.authorise', { orderId });
  await until(told, (text) => /\(P43,\d{6}\)/.test(text));
  const event = {
    deviceId: '7500000003',
    point: [121.9, 30.9] as [number, number],
    source: 4,
    verification: 1,
    card: '0000000000',
    wrongPasswords: 0,
  };
  socket.write(encodeEvent({ ...event, serial: 2, atMs: Date.now() - 600_000 }));
  await until(told, (text) => text.includes('(P69,0,2)'));
  expect((await orderOf('7500000003'))?.state).toBe('sent');
  socket.write(encodeEvent({ ...event, verification: 0, serial: 3, atMs: Date.now() }));
  const refused = await until(
    () => orderOf('7500000003'),
    (order) => order?.state === 'failed',
  );
  expect(refused?.failure).toBe('refused-by-device');

  await request('first', '7500000004');
  const absent = (await orderOf('7500000004'))?.id ?? '';
  await act('second', 'device-order.authorise', { orderId: absent });
  const failed = await until(
    () => orderOf('7500000004'),
    (order) => order?.state === 'failed',
  );
  expect(failed?.failure).toBe('not-connected');
});
