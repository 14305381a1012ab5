import { pushSecret } from '@ftz/bff/adapters/push-secret.ts';
import { type IsapiCameras, openIsapiCameras } from '@ftz/mock-feeds/feeds/isapi/device.ts';
import { encodeAlertXml, encodePart } from '@ftz/mock-feeds/feeds/isapi/encode.ts';
import { noJournal } from '@ftz/mock-feeds/feeds/journal.ts';
import { encodeZoneEvent } from '@ftz/mock-feeds/feeds/perimeter-dc09/encode.ts';
import { createRandom } from '@ftz/mock-feeds/sim/random.ts';
import type { AlarmKind } from '@ftz/shared/contract/alarm.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import { site } from '@ftz/shared/site/site.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPanelLine } from '#faults/harness/panel-line.ts';
import { type House, startHouse, until } from '#house.ts';
import { freePort } from '#launched-product.ts';
import { openEventLog } from './event-log.ts';

// Cameras with digest authentication and endless streams, over real sockets. WGQ-C05 watches WGQ-F02.
let house: House;
let log: Awaited<ReturnType<typeof openEventLog>>;
let cameras: IsapiCameras;

beforeAll(async () => {
  const url = `http://127.0.0.1:${await freePort()}`;
  const technician = { username: 'technician', role: 'technician' as const, areas: [...areaIds] };
  house = await startHouse([technician], [], { ISAPI_URL: url });
  log = await openEventLog(house, 'technician');
  cameras = await openIsapiCameras(
    {
      plan: house.app.feedPlan,
      site,
      randomOf: (label) => createRandom(1, label),
      nowMs: Date.now,
      journal: noJournal,
      say: () => {},
    },
    url,
  );
  await cameras.online;
});
afterAll(async () => {
  await cameras?.close();
  await house?.stop();
});

const reportsOf = async (account: string) =>
  (await log.entries('fence.reported'))
    .map(({ data }) => data.report)
    .filter((report) => report.account === account)
    .map(({ code, signal, segmentId }) => `${code} ${signal} ${segmentId}`);
const alarmOf = async (entityId: string, kind: AlarmKind) =>
  (await log.entries('alarm.raised'))
    .map(({ data }) => data.alarm)
    .find((alarm) => alarm.entityId === entityId && alarm.kind === kind);
const hears = (account: string, count: number) =>
  until(
    () => reportsOf(account),
    (reports) => reports.length >= count,
    25_000,
  );

it('lives, and raises nothing by default', async () => {
  await until(
    () => log.deviceState('isapi', 'WGQ-C05'),
    (state) => state === 'alive',
  );
  expect(await log.entries('fence.reported')).toEqual([]);
});

it('reports a crossing that is said each second once, and its end', async () => {
  cameras.raise('WGQ-C05', 'linedetection', 'north');
  expect(await hears('WGQ-C05', 1)).toEqual(['line-crossing alarm WGQ-F02']);
  await new Promise((resolve) => setTimeout(resolve, 3_500));
  cameras.clear('WGQ-C05', 'linedetection');
  expect(await hears('WGQ-C05', 2)).toEqual([
    'line-crossing alarm WGQ-F02',
    'line-crossing restore WGQ-F02',
  ]);
  expect(await alarmOf('WGQ-F02', 'fence-alarm')).toMatchObject({ severity: 3 });
});

it('is confirmed by the panel of the same stretch within a minute', async () => {
  const line = openPanelLine(house.app.feedPlan.ports['perimeter-dc09']);
  const event = { account: '1001', zone: 2, code: 'BA', atMs: Date.now() };
  const acked = new Promise<void>((resolve) =>
    line.send({ seq: 9, frame: encodeZoneEvent({ ...event, seq: 9 }), onAcked: resolve }),
  );
  await acked;
  line.close();
  const repeats = await log.entries('alarm.repeated');
  expect(repeats.at(-1)?.data).toMatchObject({
    severity: 1,
    facts: [
      { name: 'code', value: 'BA' },
      { name: 'second-sensor', value: 'camera' },
    ],
  });
});

it('ends what a camera only stops saying, in JSON too, and takes up a line that broke', async () => {
  cameras.raise('WGQ-C06', 'fielddetection');
  await hears('WGQ-C06', 1);
  cameras.drop('WGQ-C06');
  await until(
    () => cameras.streams('WGQ-C06'),
    (streams) => streams === 1,
  );
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect(await reportsOf('WGQ-C06')).toHaveLength(1);
  cameras.clear('WGQ-C06', 'fielddetection', true);
  expect(await hears('WGQ-C06', 2)).toEqual([
    'field-intrusion alarm WGQ-F05',
    'field-intrusion restore WGQ-F05',
  ]);
});

it('raises a covered camera as an alarm of the camera', async () => {
  cameras.raise('YSP-C05', 'shelteralarm');
  await hears('YSP-C05', 1);
  expect(await alarmOf('YSP-C05', 'fence-tampered')).toMatchObject({
    severity: 2,
    entityKind: 'device',
  });
  cameras.clear('YSP-C05', 'shelteralarm');
  expect((await hears('YSP-C05', 2)).at(-1)).toContain('tamper-restore');
});

it('keeps garbage of the stream for a technician, and hears what follows', async () => {
  cameras.babble('PVG-C03', encodePart('application/xml', '<EventNotificationAlert><oops', 7));
  cameras.babble('PVG-C03', Buffer.alloc(3000, 0x0d));
  cameras.raise('PVG-C03', 'linedetection');
  await hears('PVG-C03', 1);
  const reasons = (await log.badFrames('isapi')).map(({ reason }) => reason);
  expect(reasons).toContain('xml-malformed');
});

it('takes what is pushed to the address of that camera alone', async () => {
  const { app } = house;
  const key = app.feedPlan.deviceKeys['isapi/YSP-C05'] ?? '';
  const body = encodeAlertXml({
    channelId: 1,
    atMs: Date.now(),
    eventType: 'regionEntrance',
    state: 'active',
    count: 1,
  });
  const push = (secret: string, text = body) =>
    fetch(`${app.url}/devices/isapi/YSP-C05/${secret}`, {
      method: 'POST',
      headers: { 'content-type': 'application/xml' },
      body: text,
    });
  expect((await push(key)).status).toBe(401);
  expect((await push(pushSecret('onvif', key))).status).toBe(401);
  const before = (await reportsOf('YSP-C05')).length;
  expect((await push(pushSecret('isapi', key))).status).toBe(200);
  expect((await reportsOf('YSP-C05')).slice(before)).toEqual(['region-entrance alarm YSP-L-F02']);
});
