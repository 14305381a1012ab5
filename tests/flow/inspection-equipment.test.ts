import {
  createInspectionDevice,
  startInspectionEquipment,
} from '@ftz/mock-feeds/feeds/inspection/device.ts';
import { encodeMeasured } from '@ftz/mock-feeds/feeds/inspection/encode.ts';
import {
  createPlateCamera,
  startPlateCameras,
} from '@ftz/mock-feeds/feeds/plate-cameras/device.ts';
import { encodeZhenshiInput } from '@ftz/mock-feeds/feeds/plate-cameras/encode.ts';
import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { fleetVehicle } from '@ftz/shared/site/fleet.ts';
import { site } from '@ftz/shared/site/site.ts';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { type House, startHouse, until } from '#house.ts';
import { surroundingsOf } from '#surroundings.ts';

let house: House;
let cookie: string;
beforeAll(async () => {
  house = await startHouse([
    { username: 'officer', role: 'duty-officer', areas: [...areaIds] },
    { username: 'airport', role: 'duty-officer', areas: ['PVG'] },
  ]);
  cookie = await house.signIn('officer');
});
afterAll(() => house?.stop());

async function ask<T>(path: string, as = cookie): Promise<T> {
  const response = await fetch(`${house.app.url}${path}`, { headers: { cookie: as } });
  return (await response.json()) as T;
}
const events = async () => (await ask<{ events: DurableEvent[] }>('/api/events?limit=1000')).events;
const situation = async (as = cookie) =>
  (await ask<{ situation: Situation }>('/api/situation', as)).situation;
const reportsOf = async (deviceId: string) =>
  (await events()).flatMap((event) =>
    event.type === 'equipment.reported' && event.data.report.deviceId === deviceId
      ? [event.data.report]
      : [],
  );

function registered(deviceId: string) {
  const found = site.equipment.find((each) => each.deviceId === deviceId);
  if (!found) throw new Error(`${deviceId} is not registered`);
  return found;
}
function machine(deviceId: string) {
  const surroundings = surroundingsOf(house);
  const stopping = new AbortController();
  onTestFinished(() => stopping.abort());
  const random = surroundings.randomOf(deviceId);
  return createInspectionDevice(registered(deviceId), {
    ...surroundings,
    random,
    signal: stopping.signal,
  });
}
const truck = fleetVehicle(3);

it('an ordinary day of cameras and machines raises nothing, and every answer opens nothing', async () => {
  const kinds = await Promise.all(
    [startPlateCameras, startInspectionEquipment].map((start) => start(surroundingsOf(house))),
  );
  for (const kind of kinds) onTestFinished(kind.close);
  await Promise.all(kinds.map(({ online }) => online));
  expect((await events()).filter(({ type }) => type !== 'equipment.reported')).toEqual([]);
});

it.each([
  ['WGQ-G1-L1-LPR', 'zhenshi'],
  ['YSP-L1-L1-LPR', 'hikvision'],
  ['PVG-G1-L1-LPR', 'plate-recognizer'],
])('the camera %s of the make %s is read, kept, and opens nothing', async (deviceId) => {
  const camera = createPlateCamera(registered(deviceId), surroundingsOf(house));
  const sight = {
    plate: truck.plate,
    atMs: Date.now(),
    confidence: 0.97,
    colour: 'yellow' as const,
  };
  expect(await camera.see(sight)).toBe(true);
  // The same once more is the same.
  expect(await camera.see(sight)).toBe(true);
  expect(await camera.beat()).toBe(true);
  const reports = await until(
    () => reportsOf(deviceId),
    (all) => all.length > 0,
  );
  expect(reports).toMatchObject([
    {
      what: 'plate-read',
      plate: truck.plate,
      equipment: 'plate-camera',
      laneId: deviceId.slice(0, 9),
    },
  ]);
  expect(reports[0]?.facts).toContainEqual({ name: 'confidence-pct', value: '97' });
  expect(camera.opened()).toBe(0);
});

it('radiation opens an incident at once, with the truck that the lane has read', async () => {
  const portal = machine('WGQ-G1-RPM');
  const seen = { atMs: Date.now(), plate: truck.plate, containerNo: truck.containerNo };
  await portal.measure({ ...seen, alarm: false, gammaCps: 310, neutronCps: 0 });
  expect(Object.values((await situation()).incidents)).toEqual([]);
  await portal.measure({ ...seen, atMs: Date.now(), alarm: true, gammaCps: 9_100, neutronCps: 12 });
  const { incidents, alarms } = await until(
    situation,
    (now) => Object.keys(now.incidents).length > 0,
  );
  const [incident] = Object.values(incidents);
  expect(incident).toMatchObject({ kind: 'radiation', severity: 1, area: 'WGQ', state: 'open' });
  expect(Object.values(alarms)).toMatchObject([{ vehicleId: truck.id, plate: truck.plate }]);

  // What the hall then says of the same truck is told on the incident.
  await machine('YSP-H986').image({
    ...seen,
    atMs: Date.now(),
    verdict: 'clear',
    operator: 'hall',
  });
  const after = await until(situation, (now) =>
    Object.values(now.incidents).some(({ timeline }) =>
      timeline.some(({ equipment }) => equipment),
    ),
  );
  const told = Object.values(after.incidents)[0]?.timeline.at(-1);
  expect(told).toMatchObject({ equipment: { deviceId: 'YSP-H986', what: 'scan-clear' } });
});

it('a suspicious image is an alarm, once for each result however often it is said', async () => {
  const result = {
    eventId: 'twice',
    deviceId: 'PVG-G1-RPM',
    atMs: Date.now(),
    plate: null,
    containerNo: null,
    alarm: false,
    gammaCps: 300,
    neutronCps: 0,
  };
  const post = (key: string, path = 'PVG-G1-RPM') =>
    fetch(`${house.app.url}/devices/inspection/${path}/results`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body: encodeMeasured(result),
    });
  const { deviceKeys } = house.app.feedPlan;
  const key = deviceKeys['inspection-http/PVG-G1-RPM'] ?? '';
  for (let time = 0; time < 3; time++) expect((await post(key)).status).toBe(202);
  expect(await reportsOf('PVG-G1-RPM')).toHaveLength(1);
  expect((await post('wrong')).status).toBe(401);
  const scanner = deviceKeys['inspection-http/PVG-XRAY'] ?? '';
  expect((await post(scanner, 'PVG-XRAY')).status).toBe(400);

  await machine('PVG-XRAY').image({
    atMs: Date.now(),
    plate: null,
    containerNo: 'CSQU3054383',
    verdict: 'suspicious',
    operator: 'hall',
  });
  const airport = await house.signIn('airport');
  const now = await until(
    () => situation(airport),
    ({ alarms }) => Object.keys(alarms).length > 1,
  );
  const raised = Object.values(now.alarms).map(({ kind }) => kind);
  // The other one tells of the wrong key.
  expect(raised.toSorted()).toEqual(['identity-breach', 'scan-suspicious']);
  expect(Object.keys(now.equipment).every((id) => id.startsWith('PVG'))).toBe(true);
});

it('a camera without its secret is refused and told of, and its inputs are kept', async () => {
  const url = `${house.app.url}/devices/plate-cameras/WGQ-G1-L1-LPR`;
  const { body } = encodeZhenshiInput('S1', 1, 1);
  const post = (secret: string) =>
    fetch(`${url}/${secret}`, { method: 'POST', body: Buffer.from(body) });
  expect((await post('wrong')).status).toBe(401);
  const secret = house.app.feedPlan.deviceKeys['plate-cameras/WGQ-G1-L1-LPR'] ?? '';
  const kept = await post(secret);
  expect(await kept.json()).toEqual({ Response_AlarmGioIn: { info: 'no' } });
  await until(
    () => reportsOf('WGQ-G1-L1-LPR'),
    (all) => all.some(({ what }) => what === 'input-changed'),
  );
  await until(situation, ({ alarms }) =>
    Object.values(alarms).some(
      ({ kind, entityId }) =>
        kind === 'identity-breach' && entityId === 'plate-cameras/WGQ-G1-L1-LPR',
    ),
  );
});
