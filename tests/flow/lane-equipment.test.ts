import { createConnection, type Socket } from 'node:net';
import { obeyAsBarrier, startLaneEquipment } from '@ftz/mock-feeds/feeds/lane-equipment/device.ts';
import {
  decodeChallenge,
  decodeLine,
  encodeHello,
  encodeLine,
  encodeRegistration,
  type Words,
} from '@ftz/mock-feeds/feeds/lane-equipment/encode.ts';
import { startScale } from '@ftz/mock-feeds/feeds/lane-equipment/scale.ts';
import {
  type SignedDeviceSettings,
  startSignedDevice,
} from '@ftz/mock-feeds/feeds/lane-equipment/signed-device.ts';
import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { type House, metric, startHouse, until } from '#house.ts';
import { surroundingsOf } from '#surroundings.ts';

let house: House;
let cookie: string;
beforeAll(async () => {
  house = await startHouse([
    { username: 'officer', role: 'duty-officer', areas: [...areaIds] },
    { username: 'chief', role: 'duty-chief', areas: [...areaIds] },
  ]);
  cookie = await house.signIn('officer');
});
afterAll(() => house?.stop());

const port = () => house.app.feedPlan.ports['lane-equipment'];
const keyOf = (deviceId: string) =>
  house.app.feedPlan.deviceKeys[`lane-equipment/${deviceId}`] ?? '';
const frames = (result: string) =>
  metric(house.app.url, 'ftz_device_frames_total', `gateway="lane-equipment",result="${result}"`);

async function events(): Promise<DurableEvent[]> {
  const response = await fetch(`${house.app.url}/api/events?limit=1000`, { headers: { cookie } });
  return ((await response.json()) as { events: DurableEvent[] }).events;
}
async function reportsOf(deviceId: string) {
  return (await events()).flatMap((event) =>
    event.type === 'equipment.reported' && event.data.report.deviceId === deviceId
      ? [event.data.report]
      : [],
  );
}
async function alarms(kind: string) {
  return (await events()).flatMap((event) =>
    event.type === 'alarm.raised' && event.data.alarm.kind === kind ? [event.data.alarm] : [],
  );
}
const has = (what: string) => (reports: { what: string }[]) =>
  reports.some((report) => report.what === what);

function open(deviceId: string, more: Partial<SignedDeviceSettings> = {}) {
  const { randomOf, nowMs, journal } = surroundingsOf(house);
  const device = startSignedDevice({
    host: '127.0.0.1',
    port: port(),
    deviceId,
    key: keyOf(deviceId),
    random: randomOf(deviceId),
    nowMs,
    journal,
    ...more,
  });
  onTestFinished(device.close);
  return device;
}

/** A line whose every word the test writes itself. */
async function rawLine(deviceId: string, key = keyOf(deviceId)) {
  const socket: Socket = createConnection(port(), '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  let heard = '';
  let ended = false;
  socket.on('data', (chunk) => {
    heard += chunk.toString('utf8');
  });
  socket.on('close', () => {
    ended = true;
  });
  socket.on('error', () => undefined);
  socket.write(encodeHello(deviceId));
  const lines = () => heard.split('\n').slice(0, -1);
  await until(lines, (all) => all.length > 0 || ended);
  const nonce = decodeChallenge(lines()[0] ?? '') ?? '';
  return {
    nonce,
    write: (line: string) => socket.write(line),
    say: (words: Words) => socket.write(encodeLine(key, nonce, words)),
    answers: () =>
      lines()
        .slice(1)
        .map((line) => decodeLine(key, nonce, line)),
    ended: () => ended,
  };
}

it('the simulated equipment is taken in, and an ordinary day raises nothing', async () => {
  const kind = await startLaneEquipment(surroundingsOf(house));
  onTestFinished(kind.close);
  await kind.online;
  await until(
    () => frames('ok'),
    (count) => count > 10,
  );
  expect(await frames('bad')).toBe(0);
  expect((await events()).filter(({ type }) => type === 'alarm.raised')).toEqual([]);
});

it('finds the second vehicle on one opening, and the first that never went through', async () => {
  const tailed = open('WLP-G1-L1-BAR');
  tailed.say({ type: 'barrier', state: 'closed', passed: 1 });
  tailed.say({ type: 'barrier', state: 'closed', passed: 2 });
  const [tailgating, ...more] = await until(
    () => alarms('lane-tailgating'),
    (all) => all.length > 0,
  );
  expect(more).toEqual([]);
  expect(tailgating).toMatchObject({
    severity: 2,
    entityId: 'WLP-G1-L1-BAR',
    facts: [
      { name: 'lane', value: 'WLP-G1-L1' },
      { name: 'vehicles-passed', value: '2' },
    ],
  });
  const stays = open('PVG-G1-L1-BAR');
  stays.say({ type: 'barrier', state: 'closed', passed: 0 });
  const [stuck] = await until(
    () => alarms('lane-not-left'),
    (all) => all.length > 0,
  );
  expect(stuck).toMatchObject({ severity: 3, entityId: 'PVG-G1-L1-BAR', gateId: 'PVG-G1' });
  stays.say({ type: 'barrier', state: 'closed', passed: 1 });
  await until(events, (log) =>
    log.some(({ type, data }) => type === 'alarm.returned' && data.alarmId === stuck?.id),
  );
});

it.each(['toledo', 'ascii'] as const)(
  'a weight is logged once when it has settled: %s',
  async (output) => {
    const deviceId = output === 'toledo' ? 'WGQ-G1-L1-SCALE' : 'WLP-G1-L1-SCALE';
    const scale = startScale({
      host: '127.0.0.1',
      port: port(),
      deviceId,
      key: keyOf(deviceId),
      output,
      random: surroundingsOf(house).randomOf('scale'),
      samplesPerS: 50,
    });
    onTestFinished(scale.close);
    await scale.online;
    scale.weigh(30_120);
    await until(() => reportsOf(deviceId), has('weighed'));
    const ok = await frames('ok');
    // The truck stands on, and drives off: nothing more is to be said.
    await until(
      () => frames('ok'),
      (count) => count > ok + 60,
    );
    expect(await reportsOf(deviceId)).toMatchObject([
      { what: 'weighed', weightKg: 30_120, equipment: 'weighbridge', gateId: deviceId.slice(0, 6) },
    ]);
  },
);

it('readers, display and intercom say who, when and how long', async () => {
  const tag = open('WGQ-G1-L1-TAG');
  tag.say({ type: 'tag-read', tag: 'E004', plate: '沪A·D12345' });
  const tel = open('WGQ-G1-L1-TEL');
  tel.say({ type: 'call', call: 'c1', state: 'started', caller: 'driver' });
  tel.say({ type: 'call', call: 'c1', state: 'ended', answeredBy: 'desk', lastedS: 42 });
  expect(await until(() => reportsOf('WGQ-G1-L1-TAG'), has('tag-read'))).toMatchObject([
    { plate: '沪AD12345', laneId: 'WGQ-G1-L1' },
  ]);
  const calls = await until(() => reportsOf('WGQ-G1-L1-TEL'), has('call-ended'));
  expect(calls.at(-1)?.facts).toContainEqual({ name: 'lasted-s', value: '42' });
});

it('a number is taken once: what is said again on the line is refused, and somebody hears of it', async () => {
  const line = await rawLine('WGQ-G1-L1-CARD');
  const words = { type: 'card-read', n: Date.now(), atMs: Date.now(), card: '0900123018' };
  line.say(words);
  await until(line.answers, (answers) => answers.length === 1);
  expect(line.answers()).toMatchObject([{ type: 'taken', n: words.n }]);
  const bad = await frames('bad');
  line.say(words);
  await until(line.ended, (ended) => ended);
  expect(line.answers().at(-1)).toMatchObject({ type: 'refused', why: 'replayed' });
  expect(await frames('bad')).toBe(bad + 1);
  await until(
    () => reportsOf('WGQ-G1-L1-CARD'),
    (reports) => reports.length === 1,
  );
  const breaches = await until(
    () => alarms('identity-breach'),
    (all) => all.length > 0,
  );
  expect(breaches[0]).toMatchObject({ entityId: 'lane-equipment/WGQ-G1-L1-CARD' });

  // The device itself, which did not hear that it was taken, says it on a new line and hears it then.
  const again = await rawLine('WGQ-G1-L1-CARD');
  again.say(words);
  await until(again.answers, (answers) => answers.length === 1);
  expect(again.answers()).toMatchObject([{ type: 'taken', n: words.n }]);
  expect(await reportsOf('WGQ-G1-L1-CARD')).toHaveLength(1);
});

it('what was recorded on one line is worth nothing on another', async () => {
  const first = await rawLine('YSP-L1-L1-CARD');
  const line = await rawLine('YSP-L1-L1-CARD');
  line.write(
    encodeLine(keyOf('YSP-L1-L1-CARD'), first.nonce, { type: 'heartbeat', n: 1, atMs: Date.now() }),
  );
  await until(line.ended, (ended) => ended);
  expect(line.answers()).toEqual([]);
});

it('refuses strangers, foreign words and noise, and lives on', async () => {
  const stranger = await rawLine('NOBODY-1');
  expect(stranger.ended()).toBe(true);
  const display = await rawLine('WGQ-G1-L1-LED');
  display.say({ type: 'barrier', n: 1, atMs: Date.now(), state: 'open' });
  await until(display.answers, (answers) => answers.length === 1);
  expect(display.answers()).toMatchObject([{ type: 'refused', why: 'bad-message' }]);
  for (const noise of [
    '\u0000'.repeat(10_000),
    'GET / HTTP/1.1\r\n',
    encodeRegistration('wrong', 'WGQ-G1-L1-SCALE'),
  ]) {
    const socket = createConnection(port(), '127.0.0.1');
    const closed = new Promise((resolve) =>
      socket.on('close', resolve).on('error', () => undefined),
    );
    socket.resume();
    socket.end(noise);
    await closed;
  }
  expect(await alarms('barrier-unauthorised')).toEqual([]);
  const ready = await fetch(`${house.app.url}/health/ready`);
  const { parts } = (await ready.json()) as { parts: Record<string, { ok: boolean }> };
  expect(parts['lane-equipment']?.ok).toBe(true);
});

it('a barrier that opens by itself is critical', async () => {
  const barrier = open('PVG-G1-L1-BAR');
  barrier.say({ type: 'barrier', state: 'open', release: 'nobody-knows-this' });
  const [alarm] = await until(
    () => alarms('barrier-unauthorised'),
    (all) => all.length > 0,
  );
  expect(alarm).toMatchObject({ severity: 1, area: 'PVG', entityId: 'PVG-G1-L1-BAR' });
});

it('a barrier that two people lift opens, says by which order, and raises nothing', async () => {
  const deviceId = 'YSP-L1-L1-BAR';
  const barrier = open(deviceId, { obey: obeyAsBarrier });
  await barrier.online;
  const act = async (who: string, name: string, argument: object) => {
    const response = await fetch(`${house.app.url}/api/commands`, {
      method: 'POST',
      headers: { cookie: await house.signIn(who), 'content-type': 'application/json' },
      body: JSON.stringify({
        commandId: crypto.randomUUID(),
        name,
        basedOnVersion: null,
        argument,
      }),
    });
    expect(response.status).toBe(200);
  };
  await act('officer', 'device-order.request', {
    gateway: 'lane-equipment',
    deviceId,
    act: { name: 'barrier-lift' },
    incidentId: null,
    reason: 'the lane computer is down',
  });
  const requested = (await events()).find(({ type }) => type === 'device-order.requested');
  if (requested?.type !== 'device-order.requested') throw new Error('nothing was requested');
  const orderId = requested.data.order.id;
  await act('chief', 'device-order.authorise', { orderId });
  expect(await until(() => reportsOf(deviceId), has('barrier-opened'))).toMatchObject([
    { releaseId: orderId },
  ]);
  await until(events, (all) => all.some(({ type }) => type === 'device-order.confirmed'));
  expect((await alarms('barrier-unauthorised')).map(({ entityId }) => entityId)).not.toContain(
    deviceId,
  );
});
