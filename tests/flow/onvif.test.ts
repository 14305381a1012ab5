import { pushSecret } from '@ftz/bff/adapters/push-secret.ts';
import { noJournal } from '@ftz/mock-feeds/feeds/journal.ts';
import { type OnvifCameras, openOnvifCameras } from '@ftz/mock-feeds/feeds/onvif/device.ts';
import { encodeNotify } from '@ftz/mock-feeds/feeds/onvif/encode.ts';
import { createRandom } from '@ftz/mock-feeds/sim/random.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import { site } from '@ftz/shared/site/site.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type House, startHouse, until } from '#house.ts';
import { freePort } from '#launched-product.ts';
import { openEventLog } from './event-log.ts';

// Cameras with PullPoint and WS-Security over real sockets; one has a clock that is 30 s ahead.
const crossed = 'RuleEngine/LineDetector/Crossed';
let house: House;
let log: Awaited<ReturnType<typeof openEventLog>>;
let cameras: OnvifCameras;

beforeAll(async () => {
  const url = `http://127.0.0.1:${await freePort()}`;
  const technician = { username: 'technician', role: 'technician' as const, areas: [...areaIds] };
  house = await startHouse([technician], [], { ONVIF_URL: url });
  log = await openEventLog(house, 'technician');
  const surroundings = {
    plan: house.app.feedPlan,
    site,
    randomOf: (label: string) => createRandom(1, label),
    nowMs: Date.now,
    journal: noJournal,
    say: () => {},
  };
  cameras = await openOnvifCameras(surroundings, url);
  await cameras.online;
});
afterAll(async () => {
  await house?.stop();
  await cameras?.close();
});

const reportsOf = async (account: string) =>
  (await log.entries('fence.reported'))
    .map(({ data }) => data.report)
    .filter((report) => report.account === account)
    .map(({ code, signal, segmentId }) => `${code} ${signal} ${segmentId}`);
const hears = (account: string, count: number) =>
  until(
    () => reportsOf(account),
    (reports) => reports.length >= count,
    40_000,
  );

it('lives, and raises nothing by default', async () => {
  for (const id of ['WGQ-C07', 'WLP-C03', 'YSP-C09', 'PVG-C05']) {
    await until(
      () => log.deviceState('onvif', id),
      (state) => state === 'alive',
    );
  }
  expect(await log.entries('fence.reported')).toEqual([]);
});

it('reports a crossing and its end, of a camera whose clock is off as well', async () => {
  for (const [id, segment] of [
    ['WGQ-C07', 'WGQ-F08'],
    ['WLP-C03', 'WLP-F02'],
  ] as const) {
    cameras.set(id, crossed, 'State', true);
    expect(await hears(id, 1)).toEqual([`line-crossing alarm ${segment}`]);
    cameras.set(id, crossed, 'State', false);
    expect(await hears(id, 2)).toEqual([
      `line-crossing alarm ${segment}`,
      `line-crossing restore ${segment}`,
    ]);
  }
});

it('subscribes anew where a camera forgot, and hears what began meanwhile, once', async () => {
  cameras.forget('WGQ-C07');
  cameras.set('WGQ-C07', crossed, 'State', true);
  expect((await hears('WGQ-C07', 3)).at(-1)).toBe('line-crossing alarm WGQ-F08');
  cameras.forget('WGQ-C07');
  await until(
    () => cameras.subscriptions('WGQ-C07'),
    (subscriptions) => subscriptions === 1,
  );
  cameras.set('WGQ-C07', crossed, 'State', false);
  expect((await hears('WGQ-C07', 4)).slice(2)).toEqual([
    'line-crossing alarm WGQ-F08',
    'line-crossing restore WGQ-F08',
  ]);
});

it('takes the state at the first subscription for no news', async () => {
  cameras.set('YSP-C09', 'VideoSource/MotionAlarm', 'State', true);
  cameras.set('YSP-C09', 'VideoSource/GlobalSceneChange/ImagingService', 'State', true);
  expect(await hears('YSP-C09', 1)).toEqual(['scene-change tamper YSP-I-F02']);
  const alarms = (await log.entries('alarm.raised')).map(({ data }) => data.alarm);
  expect(alarms.at(-1)).toMatchObject({ kind: 'fence-tampered', severity: 2, entityId: 'YSP-C09' });
});

it('goes on after an answer that is no SOAP, and renews before its time is over', async () => {
  cameras.babble('PVG-C05');
  await until(
    () => cameras.renewals('YSP-C09'),
    (renewals) => renewals > 0,
    40_000,
  );
  cameras.set('PVG-C05', 'RuleEngine/FieldDetector/ObjectsInside', 'IsInside', true);
  expect(await hears('PVG-C05', 1)).toEqual(['field-intrusion alarm PVG-F08']);
});

it('takes what is pushed to the address of that camera alone', async () => {
  const { app } = house;
  const push = (secret: string, body: string) =>
    fetch(`${app.url}/devices/onvif/PVG-C05/notify/${secret}`, { method: 'POST', body });
  const secret = pushSecret('onvif', app.feedPlan.deviceKeys['onvif/PVG-C05'] ?? '');
  const body = encodeNotify([
    {
      topic: 'Device/Trigger/DigitalInput',
      operation: 'Changed',
      atMs: Date.now(),
      source: { InputToken: 'DI_2' },
      data: { LogicalState: '1' },
    },
  ]);
  expect((await push('guess', body)).status).toBe(401);
  expect((await push(secret, '<a/>')).status).toBe(400);
  expect((await push(secret, body)).status).toBe(200);
  expect((await reportsOf('PVG-C05')).at(-1)).toBe('digital-input alarm PVG-F08');
});
