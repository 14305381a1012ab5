import { readFileSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import { join } from 'node:path';
import { encodePassage } from '@ftz/mock-feeds/feeds/checkpoint-http/encode.ts';
import { encodeMeasured } from '@ftz/mock-feeds/feeds/inspection/encode.ts';
import { encodeLocation, messageIds } from '@ftz/mock-feeds/feeds/jt808/encode.ts';
import { encodeFrame } from '@ftz/mock-feeds/feeds/jt808/frame.ts';
import { encodeLinkTest, encodeZoneEvent } from '@ftz/mock-feeds/feeds/perimeter-dc09/encode.ts';
import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import type { DeviceLine, RegisteredDevice } from '@ftz/shared/contract/device.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { fleetVehicle } from '@ftz/shared/site/fleet.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, startHouse, until } from '#house.ts';

/** Who is believed, by bytes on real sockets: strangers, copies, movers, and who shows a wrong key. */
let house: House;
let cookie: string;
const sockets: Socket[] = [];

beforeAll(async () => {
  house = await startHouse([
    { username: 'technician', role: 'technician', areas: [...areaIds] },
    { username: 'of-airport', role: 'technician', areas: ['PVG'] },
  ]);
  cookie = await house.signIn('technician');
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await house?.stop();
});

async function ask<T>(path: string, as = cookie): Promise<T> {
  const response = await fetch(`${house.app.url}${path}`, { headers: { cookie: as } });
  return (await response.json()) as T;
}

async function command(name: string, argument: object, as = cookie): Promise<unknown> {
  const commandId = crypto.randomUUID();
  const response = await fetch(`${house.app.url}/api/commands`, {
    method: 'POST',
    headers: { cookie: as, 'content-type': 'application/json' },
    body: JSON.stringify({ commandId, name, basedOnVersion: null, argument }),
  });
  const reply = (await response.json()) as { ok: boolean; refusal?: { code: string } };
  return reply.ok ? 'ok' : reply.refusal?.code;
}

/** Every address of 127/8 is this machine, so a device can come from several. */
function connect(gateway: 'jt808' | 'perimeter-dc09', localAddress = '127.0.0.1'): Promise<Socket> {
  const port = house.app.feedPlan.ports[gateway];
  const socket = createConnection({ port, host: '127.0.0.1', localAddress });
  sockets.push(socket);
  socket.on('error', () => undefined);
  return new Promise((resolve) => socket.once('connect', () => resolve(socket)));
}

const answersOf = (socket: Socket): Buffer[] => {
  const heard: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => heard.push(chunk));
  return heard;
};

let flow = 0;
function location(terminalId: string, point: [number, number] = [121.6, 31.33]): Buffer {
  const fix = {
    atMs: Date.now(),
    point,
    speedKph: 30,
    headingDeg: 90,
    odometerM: 1_000,
    ignition: true,
  };
  const body = encodeLocation(fix, '2013');
  flow += 1;
  return encodeFrame({ id: messageIds.location, terminalId, flow, body }, '2013');
}

const situation = async () => ask<{ situation: Situation }>('/api/situation');
const breachesOf = async (entityId: string): Promise<Alarm[]> => {
  const { situation: now } = await situation();
  return Object.values(now.alarms).filter(
    (alarm) => alarm.kind === 'identity-breach' && alarm.entityId === entityId,
  );
};
const factsOf = (alarm: Alarm | undefined) =>
  Object.fromEntries((alarm?.facts ?? []).map(({ name, value }) => [name, value]));
const line = async (search: string, as = cookie) =>
  (await ask<{ devices: DeviceLine[] }>(`/api/devices?search=${search}`, as)).devices[0];

const stranger: RegisteredDevice = {
  gateway: 'jt808',
  deviceId: '013912345678',
  area: 'WGQ',
  point: null,
  vehicleId: null,
  sealId: null,
  gateId: null,
  cameraId: null,
  silentAfterS: null,
  model: null,
  datum: 'WGS84',
  trust: 'low',
};

describe('a stranger', () => {
  const marker = async () => {
    const { vehicles } = await ask<{ vehicles: { vehicle: { id: string; trusted: boolean } }[] }>(
      '/api/vehicles',
    );
    return vehicles.find(({ vehicle }) => vehicle.id === stranger.deviceId)?.vehicle;
  };

  it('is registered in one step and believed with its next report, without a restart', async () => {
    const terminal = await connect('jt808');
    terminal.write(location(stranger.deviceId));
    expect(await until(marker, (seen) => seen !== undefined)).toMatchObject({ trusted: false });
    const unknown = await until(
      async () => (await situation()).situation.unknownDevices,
      (listed) => Object.keys(listed).length > 0,
    );
    expect(Object.keys(unknown)).toEqual(['jt808/013912345678']);

    const airport = await house.signIn('of-airport');
    expect(await command('device.register', { device: stranger }, airport)).toBe('not-found');
    expect(await command('device.register', { device: stranger })).toBe('ok');
    expect((await situation()).situation.unknownDevices).toEqual({});

    terminal.write(location(stranger.deviceId));
    await until(marker, (seen) => seen?.trusted === true);
    expect(await line(stranger.deviceId)).toMatchObject({ trust: 'low', byPerson: true });
    // A technician of another area sees nothing of it.
    expect(await line(stranger.deviceId, airport)).toBeUndefined();

    const { gateway, deviceId } = stranger;
    expect(await command('device.unregister', { gateway, deviceId })).toBe('ok');
    terminal.write(location(deviceId));
    await until(marker, (seen) => seen?.trusted === false);
  });

  it('shows how far its clock is off', async () => {
    const terminal = await connect('jt808');
    terminal.write(location(fleetVehicle(2).terminalId));
    const seen = await until(
      () => line(fleetVehicle(2).terminalId),
      (device) => (device?.clockAheadMs ?? null) !== null,
    );
    // The protocol says whole seconds.
    expect(Math.abs(seen?.clockAheadMs ?? 60_000)).toBeLessThan(5_000);
  });
});

describe('a copy of a terminal', () => {
  const { terminalId } = fleetVehicle(4);

  it('is refused while the terminal lives, and told, and never answered', async () => {
    const terminal = await connect('jt808');
    terminal.write(location(terminalId));
    await until(
      () => line(terminalId),
      (seen) => seen?.state === 'alive',
    );
    const copy = await connect('jt808', '127.0.0.9');
    const toCopy = answersOf(copy);
    copy.write(location(terminalId, [121.9, 30.9]));
    // Both live: the terminal goes on with its reports.
    const raised = await until(
      async () => {
        terminal.write(location(terminalId));
        return breachesOf(`jt808/${terminalId}`);
      },
      (alarms) => alarms.length > 0,
    );
    expect(factsOf(raised[0])).toMatchObject({ breach: 'copied-identity' });
    expect(factsOf(raised[0]).peer).toMatch(/^127\.0\.0\.9:/);
    expect(toCopy).toEqual([]);
    const { vehicles } = await ask<{
      vehicles: { vehicle: { id: string }; fix: { point: [number, number] } | null }[];
    }>('/api/vehicles');
    const truck = vehicles.find(({ vehicle }) => vehicle.id === fleetVehicle(4).id);
    expect(truck?.fix?.point[0]).toBeCloseTo(121.6, 3);
  });

  it('is no copy when it comes back after its line has closed', async () => {
    const { terminalId: other } = fleetVehicle(5);
    const first = await connect('jt808');
    first.write(location(other));
    await until(
      () => line(other),
      (seen) => seen?.state === 'alive',
    );
    first.destroy();
    const back = await connect('jt808', '127.0.0.10');
    const answers = answersOf(back);
    await until(
      () => {
        back.write(location(other));
        return answers.length;
      },
      (heard) => heard > 0,
    );
    expect(await breachesOf(`jt808/${other}`)).toEqual([]);
  });
});

describe('a panel that is known by its address', () => {
  const account = '1002';
  const zoneEvent = (seq: number) =>
    encodeZoneEvent({ account, seq, zone: 1, code: 'BA', atMs: Date.now() });

  it('is not believed from elsewhere, until a technician lets it move', async () => {
    const panel = await connect('perimeter-dc09');
    const answers = answersOf(panel);
    const acks = () => Buffer.concat(answers).toString('latin1').split('"ACK"').length - 1;
    for (let seq = 1; seq <= 3; seq++) {
      panel.write(encodeLinkTest({ account, seq, atMs: Date.now() }));
      await until(acks, (heard) => heard === seq);
    }
    expect(
      await until(
        () => line(account),
        (seen) => seen?.address !== null,
      ),
    ).toMatchObject({
      address: '127.0.0.1',
      trust: 'pinned',
    });

    const mover = await connect('perimeter-dc09', '127.0.0.7');
    const toMover = answersOf(mover);
    mover.write(zoneEvent(4));
    const [alarm] = await until(
      () => breachesOf(`perimeter-dc09/${account}`),
      (raised) => raised.length > 0,
    );
    expect(alarm).toMatchObject({ severity: 2, area: 'WLP', count: 1 });
    expect(factsOf(alarm)).toMatchObject({
      breach: 'address-changed',
      detail: 'known at 127.0.0.1',
    });
    expect(factsOf(alarm).peer).toMatch(/^127\.0\.0\.7:/);
    expect(Object.values((await situation()).situation.fences)).toEqual([]);

    const ref = { gateway: 'perimeter-dc09', deviceId: account };
    expect(await command('device.unpin', ref)).toBe('ok');
    // It was not answered, so it says it again.
    mover.write(zoneEvent(4));
    await until(
      () => Buffer.concat(toMover).toString('latin1'),
      (heard) => heard.includes('ACK'),
    );
    expect(Object.values((await situation()).situation.fences)).toMatchObject([
      { signal: 'alarm' },
    ]);
    expect(await breachesOf(`perimeter-dc09/${account}`)).toHaveLength(1);
  });
});

it('a wrong key is refused, believed in nothing and told once', async () => {
  const laneId = 'WGQ-G1-L1';
  const post = (key: string) =>
    fetch(`${house.app.url}/devices/lanes/${laneId}/passages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: '{}',
    });
  for (let i = 0; i < 3; i++) expect((await post('a-key-that-is-not-hers')).status).toBe(401);
  const [alarm] = await until(
    () => breachesOf(`checkpoint-http/${laneId}`),
    (raised) => raised.length > 0,
  );
  expect(factsOf(alarm)).toMatchObject({ breach: 'wrong-credential' });
  expect(alarm?.count).toBe(1);
});

it('what was said yesterday and is said again is told, and changes nothing', async () => {
  const laneId = 'YSP-L1-L1';
  const { plate, containerNo } = fleetVehicle(6);
  const post = (eventId: string, closedAtMs: number) =>
    fetch(`${house.app.url}/devices/lanes/${laneId}/passages`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${house.app.feedPlan.laneKeys[laneId]}`,
        'content-type': 'application/json',
      },
      body: encodePassage({
        eventId,
        laneId,
        area: 'YSP',
        direction: 'OUT',
        openedAtMs: closedAtMs - 5_000,
        closedAtMs,
        plate,
        plateConfidence: 0.97,
        containerNo,
        seals: [],
        weightKg: 20_000,
      }),
    });
  const nowMs = Date.now();
  expect((await post('E-yesterday', nowMs - 86_400_000)).status).toBe(202);
  expect((await post('E-today', nowMs)).status).toBe(202);
  const { situation: before } = await situation();
  // An answer that was lost is asked for again before long, and that is no breach.
  expect((await post('E-today', nowMs)).status).toBe(202);
  expect((await post('E-yesterday', nowMs - 86_400_000)).status).toBe(202);
  const [alarm] = await until(
    () => breachesOf(`checkpoint-http/${laneId}`),
    (raised) => raised.length > 0,
  );
  expect(factsOf(alarm)).toMatchObject({ breach: 'replayed' });
  expect((await situation()).situation.statistics.passagesByGate).toEqual(
    before.statistics.passagesByGate,
  );
});

it('a lane that is registered while we run gets a key, and is heard with it', async () => {
  const lane: RegisteredDevice = {
    ...stranger,
    gateway: 'checkpoint-http',
    deviceId: 'WGQ-G1-L9',
    gateId: 'WGQ-G1',
    trust: 'credential',
  };
  expect(await command('device.register', { device: lane })).toBe('ok');
  const file = join(house.dataDir, 'device-keys.json');
  const key = await until(
    () => JSON.parse(readFileSync(file, 'utf8')).lanes[lane.deviceId] as string | undefined,
    (made) => made !== undefined,
  );
  const posted = await fetch(`${house.app.url}/devices/lanes/${lane.deviceId}/passages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: '{}',
  });
  // Its key opens; what it said is nothing.
  expect(posted.status).toBe(400);
});

it('a portal that is registered while we run gets a key, and its word is kept', async () => {
  const portal: RegisteredDevice = {
    ...stranger,
    gateway: 'inspection-http',
    deviceId: 'WGQ-G9-RPM',
    gateId: 'WGQ-G1',
    model: 'radiation-portal',
    trust: 'credential',
  };
  expect(await command('device.register', { device: portal })).toBe('ok');
  const file = join(house.dataDir, 'device-keys.json');
  const key = await until(
    () => JSON.parse(readFileSync(file, 'utf8')).devices[`inspection-http/${portal.deviceId}`],
    (made) => made !== undefined,
  );
  const posted = await fetch(`${house.app.url}/devices/inspection/${portal.deviceId}/results`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: encodeMeasured({
      eventId: 'E1',
      deviceId: portal.deviceId,
      atMs: Date.now(),
      plate: null,
      containerNo: null,
      alarm: false,
      gammaCps: 300,
      neutronCps: 0,
    }),
  });
  expect(posted.status).toBe(202);
  const { equipment } = (await situation()).situation;
  expect(Object.values(equipment)).toMatchObject([
    { deviceId: portal.deviceId, equipment: 'radiation-portal', laneId: null },
  ]);
});

describe('after a restart', () => {
  it('those whom a person registered are believed, and addresses are remembered', async () => {
    const { gateway, deviceId } = stranger;
    expect(
      await command('device.register', { device: { ...stranger, deviceId: '013900000002' } }),
    ).toBe('ok');
    const panel = await connect('perimeter-dc09');
    for (let seq = 1; seq <= 3; seq++) {
      panel.write(encodeLinkTest({ account: '1003', seq, atMs: Date.now() }));
    }
    const pinned = await until(
      async () => (await situation()).situation.devicePins,
      (pins) => Object.keys(pins).length > 0,
    );
    await house.restart();
    cookie = await house.signIn('technician');
    const { situation: now } = await situation();
    expect(now.devicePins).toEqual(pinned);
    expect(now.registeredDevices['jt808/013900000002']).toMatchObject({ gateway, area: 'WGQ' });
    expect(now.registeredDevices[`jt808/${deviceId}`]).toBeUndefined();
  });
});

describe('what a technician is shown of the doors', () => {
  it('the gateways, with rates and refusals by reason', async () => {
    const terminal = await connect('jt808');
    terminal.write(Buffer.from('7e0200deadbeef7e', 'hex'));
    const jt808 = async () => {
      const { gateways } = await ask<{
        gateways: {
          gateway: string;
          refused: object[];
          perMinute: number[];
          connections: number;
        }[];
      }>('/api/gateways');
      return gateways.find(({ gateway }) => gateway === 'jt808');
    };
    const state = await until(jt808, (seen) => (seen?.refused.length ?? 0) > 0);
    expect(state?.perMinute.at(-1)).toBeGreaterThan(0);
    expect(state?.connections).toBeGreaterThan(0);
  });

  it('the last frames to those of the whole zone alone', async () => {
    const path = '/api/devices/frames?gateway=jt808';
    type Frames = { frames: { hex: string; reason: string | null; readings: object[] }[] };
    const { frames } = await until(
      () => ask<Frames>(path),
      (seen) => seen.frames.some(({ reason }) => reason !== null),
    );
    expect(frames.find(({ hex }) => hex.includes('deadbeef'))?.reason).not.toBeNull();
    const airport = await house.signIn('of-airport');
    expect(await ask(path, airport)).toMatchObject({ code: 'not-found' });
  });
});
