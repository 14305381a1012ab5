import { simulatedLanes } from '@ftz/mock-feeds/feeds/lane-jgst14/device.ts';
import {
  commandDoneXml,
  encodeFrame,
  gatherXml,
  type LaneDialect,
  type LaneVehicle,
  laneDialects,
  manualCheckXml,
  operateFeedbackXml,
  registerXml,
  smartGatherXml,
  supervisionXml,
  textIn,
  zoneTime,
} from '@ftz/mock-feeds/feeds/lane-jgst14/encode.ts';
import { ask, exchange } from '@ftz/mock-feeds/feeds/lane-jgst14/traditional-lane.ts';
import type { DurableDraft, DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { Journey } from '@ftz/shared/contract/journey.ts';
import { fleetVehicle } from '@ftz/shared/site/fleet.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { type House, metric, startHouse, until } from '#house.ts';
import { surroundingsOf } from '#surroundings.ts';

/** Lanes over real sockets: what they read, what the house answers, and what it keeps of both. */

const little = { areaId: '2201000200', channelNo: '2201000201', direction: 'I' } as const;
const big = { areaId: '2202000200', channelNo: '2202000201', direction: 'I' } as const;
const smart = { areaId: '2203000200', channelNo: '2203000201', direction: 'I' } as const;
const gates = { little: 'WGQ-G2', big: 'YSP-L2', smart: 'PVG-G2' } as const;
/** Trucks without a seal of their own. */
const trucks = {
  little: fleetVehicle(2),
  big: fleetVehicle(4),
  smart: fleetVehicle(6),
  mute: fleetVehicle(8),
  wrong: fleetVehicle(10),
  supervised: fleetVehicle(12),
};

function journeyTo(
  toGateId: string,
  toArea: Journey['toArea'],
  n: keyof typeof trucks,
): DurableDraft {
  const { id: vehicleId, plate, containerNo } = trucks[n];
  const nowMs = Date.now();
  const journey: Journey = {
    id: `J-${n}`,
    vehicleId,
    plate,
    containerNo,
    sealId: null,
    grossWeightKg: 20_000,
    fromGateId: 'WLP-G1',
    toGateId,
    fromArea: 'WLP',
    toArea,
    corridor: [
      [121.6, 31.3],
      [121.7, 31.3],
    ],
    corridorM: 5_000,
    departedAtMs: nowMs - 3_600_000,
    dueAtMs: nowMs + 3_600_000,
    state: 'under-way',
    arrivedAtMs: null,
  };
  return { type: 'journey.declared', areas: ['WLP', toArea], actor: machine, data: { journey } };
}

const supervised: DurableDraft = {
  type: 'device.registered',
  areas: ['YSP'],
  actor: machine,
  data: {
    device: {
      gateway: 'lane-jgst14',
      deviceId: 'LBS01T000001',
      area: 'YSP',
      point: null,
      vehicleId: trucks.supervised.id,
      sealId: null,
      gateId: null,
      cameraId: null,
      silentAfterS: null,
      model: null,
      datum: 'WGS84',
      trust: 'low',
    },
  },
};

let house: House;
beforeAll(async () => {
  house = await startHouse(
    [{ username: 'officer', role: 'duty-officer', areas: [...areaIds] }],
    [
      journeyTo(gates.little, 'WGQ', 'little'),
      journeyTo(gates.big, 'YSP', 'big'),
      journeyTo(gates.smart, 'PVG', 'smart'),
      journeyTo(gates.big, 'YSP', 'mute'),
      journeyTo(gates.little, 'WGQ', 'wrong'),
      supervised,
    ],
    { LANE_TOLERANCE: '300kg/2%' },
  );
});
afterAll(() => house?.stop());

const address = () => ({ host: '127.0.0.1', port: house.app.feedPlan.ports['lane-jgst14'] });
const keyOf = (id: string) => house.app.feedPlan.deviceKeys[`lane-jgst14/${id}`] ?? '';
const frames = (result: string) =>
  metric(house.app.url, 'ftz_device_frames_total', `gateway="lane-jgst14",result="${result}"`);
let cookie = '';
async function ofHouse<T>(path: string): Promise<T> {
  cookie ||= await house.signIn('officer');
  const response = await fetch(`${house.app.url}${path}`, { headers: { cookie } });
  return (await response.json()) as T;
}
const events = async () =>
  (await ofHouse<{ events: DurableEvent[] }>('/api/events?limit=1000')).events;
let numbers = 0;
const nextName = () => `${zoneTime(Date.now(), 14)}${String(++numbers).padStart(6, '0')}`;
const loadOf = (n: keyof typeof trucks, change: Partial<LaneVehicle> = {}): LaneVehicle => ({
  plate: trucks[n].plate,
  containerNo: trucks[n].containerNo,
  sealId: null,
  weightKg: 20_100,
  cardNo: '0900000001',
  ...change,
});
type Lane = typeof little | typeof big;

const register = (dialect: LaneDialect, lane: Lane, key = keyOf(lane.channelNo)) =>
  ask(address(), dialect, 0x61, lane, registerXml(lane, nextName(), key));
const gather = (dialect: LaneDialect, lane: Lane, seqNo: string, vehicle: LaneVehicle) =>
  ask(address(), dialect, 0x21, lane, gatherXml(lane, seqNo, vehicle));
const feedBack = (dialect: LaneDialect, lane: Lane, seqNo: string, word: string) =>
  exchange(
    address(),
    encodeFrame(dialect, 0x32, lane, commandDoneXml(lane, seqNo, word)),
    'nothing',
  );

async function post(path: string, key: string, xml: string) {
  const response = await fetch(`${house.app.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'text/xml' },
    body: xml,
  });
  return { status: response.status, text: await response.text() };
}
const postSmart = (xml: string, key = keyOf(smart.channelNo)) =>
  post(`/devices/lanes/${smart.channelNo}/jgst14`, key, xml);
const decisionOf = async (sessionId: string) => {
  const decided = (await events()).flatMap((event) =>
    event.type === 'lane.decided' && event.data.decision.sessionId === sessionId
      ? [event.data.decision]
      : [],
  );
  expect(decided).toHaveLength(1);
  return decided[0];
};

const mute = { seqNo: '', releasedAtMs: 0 };

it('refers everything to a person until the lane has registered with its key', async () => {
  const seqNo = nextName();
  const answer = await gather(laneDialects.big, big, seqNo, loadOf('big'));
  expect(textIn(answer ?? '', 'CHECK_RESULT')).toMatch(/^11/);
  expect((await decisionOf(seqNo))?.comparison[0]).toMatchObject({
    item: 'lane',
    verdict: 'unsure',
  });
  expect(await register(laneDialects.big, big, 'a wrong key of some length')).toContain(
    '<RIGHTS>0<',
  );
  expect(await register(laneDialects.big, big)).toContain('<RIGHTS>2<');
});

it('releases a truck that is as its papers say, and hears no word of it', async () => {
  mute.seqNo = nextName();
  const answer = await gather(laneDialects.big, big, mute.seqNo, loadOf('mute'));
  mute.releasedAtMs = Date.now();
  expect(textIn(answer ?? '', 'CHECK_RESULT')).toMatch(/^00/);
});

it.each([
  ['little-endian, GB 2312', laneDialects.little, little, 'little'],
  ['big-endian, UTF-8', laneDialects.big, big, 'big'],
] as const)('%s: register, gather, release, feedback; the journey has arrived', async (...row) => {
  const [, dialect, lane, truck] = row;
  await register(dialect, lane);
  const seqNo = nextName();
  const answer = (await gather(dialect, lane, seqNo, loadOf(truck))) ?? '';
  const word = textIn(answer, 'CHECK_RESULT') ?? '';
  expect(word).toMatch(/^00[0-9A-Za-z]{18}$/);
  expect(answer).toContain(`SEQ_NO="${seqNo}"`);
  expect(answer.slice(0, 4)).toBe('\xe2\x5c\x4b\x89');
  await feedBack(dialect, lane, seqNo, word);
  const log = await until(events, (all) =>
    all.some(({ type, data }) => type === 'lane.fed-back' && data.feedback.sessionId === seqNo),
  );
  const ofJourney = log.filter(
    ({ type, data }) => type === 'journey.arrived' && data.journeyId === `J-${truck}`,
  );
  expect(ofJourney).toHaveLength(1);
  expect(await decisionOf(seqNo)).toMatchObject({ result: 'release', plate: trucks[truck].plate });
});

it('gives the same answer to the same message, and keeps it once', async () => {
  const seqNo = nextName();
  const first = await gather(laneDialects.little, little, seqNo, loadOf('wrong', { weightKg: 0 }));
  const before = await frames('duplicate');
  const again = await gather(laneDialects.little, little, seqNo, loadOf('wrong', { weightKg: 0 }));
  expect(again).toBe(first);
  expect(textIn(first ?? '', 'CHECK_RESULT')).toMatch(/^11/);
  expect(await frames('duplicate')).toBe(before + 1);
  expect(await decisionOf(seqNo)).toMatchObject({ result: 'manual' });
});

it('holds a truck with another container, and raises the alarm', async () => {
  const seqNo = nextName();
  const other = loadOf('wrong', { containerNo: fleetVehicle(99).containerNo });
  const answer = await gather(laneDialects.little, little, seqNo, other);
  expect(textIn(answer ?? '', 'CHECK_RESULT')).toMatch(/^11z/);
  expect(await decisionOf(seqNo)).toMatchObject({ result: 'alarm' });
  const raised = async () =>
    (await events()).flatMap((event) => (event.type === 'alarm.raised' ? [event.data.alarm] : []));
  // Beside it stands the one that told of a lane which registered with a wrong key.
  const alarms = await until(raised, (all) => all.some(({ kind }) => kind === 'lane-mismatch'));
  expect(alarms.find(({ kind }) => kind === 'lane-mismatch')?.plate).toBe(trucks.wrong.plate);
  // Nobody has closed it: as its papers say by now, it does not leave by itself.
  const next = await gather(laneDialects.little, little, nextName(), loadOf('wrong'));
  expect(textIn(next ?? '', 'CHECK_RESULT')).toMatch(/^[1w]1/);
});

it('a smart lane: referred, released by a person, fed back', async () => {
  const sessionId = nextName();
  const wrapped = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${smartGatherXml(smart, sessionId, loadOf('smart', { weightKg: 0 }))}</s:Body></s:Envelope>`;
  const answer = await postSmart(wrapped);
  expect(answer.text).toContain('soap:Envelope');
  expect([answer.status, textIn(answer.text, 'CHECK_RESULT')]).toEqual([200, 'M']);
  expect(textIn(answer.text, 'SESSION_ID')).toBe(sessionId);
  const anonymous = manualCheckXml(smart, sessionId, 1, '');
  expect((await postSmart(anonymous)).status).toBe(400);
  expect((await postSmart(manualCheckXml(smart, sessionId, 1, '2200001'))).status).toBe(200);
  expect((await postSmart(operateFeedbackXml(smart, sessionId, 1))).status).toBe(200);
  const log = await events();
  const ofSession = log.filter((event) => JSON.stringify(event.data).includes(sessionId));
  expect(ofSession.map(({ type }) => type)).toEqual([
    'lane.passed',
    'lane.decided',
    'lane.checked',
    'lane.fed-back',
  ]);
  expect(ofSession[2]).toMatchObject({
    data: { check: { result: 'release', operatorId: '2200001' } },
  });
  expect(
    log.some(({ type, data }) => type === 'journey.arrived' && data.journeyId === 'J-smart'),
  ).toBe(true);
});

it('refuses and counts what is damaged, and lives on', async () => {
  const before = await frames('bad');
  const whole = encodeFrame(
    laneDialects.little,
    0x21,
    little,
    gatherXml(little, nextName(), loadOf('little')),
  );
  const damaged = Buffer.from(whole);
  damaged[damaged.length - 1] = 0;
  const cut = whole.subarray(0, whole.length - 5);
  for (const bytes of [
    damaged,
    cut,
    Buffer.from('GET / HTTP/1.1\r\nHost: a\r\nAccept: everything\r\n\r\n'),
  ])
    expect((await exchange(address(), bytes, 'nothing'))?.length).toBe(0);
  expect((await postSmart('<GATHER_INFO>')).status).toBe(400);
  expect((await postSmart('<!DOCTYPE a><GATHER_INFO/>')).status).toBe(400);
  expect(
    (await postSmart(smartGatherXml(smart, nextName(), loadOf('smart')), 'a wrong key')).status,
  ).toBe(401);
  await until(
    () => frames('bad'),
    (count) => count === before + 6,
  );
  expect(await register(laneDialects.paper, big)).toContain('<RIGHTS>2<');
});

it('shows a truck where its supervision platform says that it is', async () => {
  const place = (fixed: 0 | 1) =>
    `<DeviceID>LBS01T000001</DeviceID><RTCTime>${zoneTime(Date.now(), 17)}</RTCTime><Position><Longitude>121.93</Longitude><Latitude>30.88</Latitude><Speed>36</Speed><Direction>360</Direction><Flag>${fixed}</Flag></Position>`;
  const xml = supervisionXml('LBS01', 1, [place(1), '<DeviceID>x</DeviceID>']);
  const answer = await post('/devices/supervision/LBS01', keyOf('LBS01'), xml);
  expect([answer.status, JSON.parse(answer.text)]).toEqual([202, { accepted: 1, refused: 1 }]);
  type Seen = { vehicle: { id: string }; fix: unknown };
  const { vehicles } = await ofHouse<{ vehicles: Seen[] }>('/api/vehicles');
  const truck = vehicles.find(({ vehicle }) => vehicle.id === trucks.supervised.id);
  expect(truck?.fix).toMatchObject({ point: [121.93, 30.88], headingDeg: 0, speedKph: 36 });
  expect((await post('/devices/supervision/LBS01', 'a wrong key', xml)).status).toBe(401);
});

it('lives with its simulated lanes, all of them answered, without an alarm', async () => {
  const before = (await events()).filter(({ type }) => type === 'alarm.raised').length;
  const kind = await simulatedLanes(surroundingsOf(house));
  onTestFinished(kind.close);
  await kind.online;
  const log = await events();
  const passed = log.filter(
    ({ type, data }) => type === 'lane.passed' && /^沪E[KLM]\d{4}$/.test(data.passage.plate ?? ''),
  );
  expect(passed).toHaveLength(3);
  expect(log.filter(({ type }) => type === 'alarm.raised')).toHaveLength(before);
});

it('measures how long lanes wait', async () => {
  const text = await (await fetch(`${house.app.url}/metrics`)).text();
  const count = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
  const within = Number(/ftz_lane_decision_seconds_bucket\{le="10"\} (\d+)/.exec(text)?.[1]);
  expect(count('ftz_lane_decision_seconds_count')).toBeGreaterThan(5);
  expect(within).toBe(count('ftz_lane_decision_seconds_count'));
});

it('raises the gravest alarm when a release is not fed back within half a minute', async () => {
  const alarms = async () =>
    (await events()).flatMap((event) => (event.type === 'alarm.raised' ? [event.data.alarm] : []));
  expect((await alarms()).some(({ kind }) => kind === 'lane-no-feedback')).toBe(false);
  house.pass(30_000);
  const raised = await until(alarms, (all) => all.some(({ kind }) => kind === 'lane-no-feedback'));
  const ours = raised.filter(({ kind }) => kind === 'lane-no-feedback');
  expect(ours).toMatchObject([
    {
      severity: 1,
      entityId: `${big.channelNo} ${mute.seqNo}`,
      gateId: gates.big,
      plate: trucks.mute.plate,
    },
  ]);
  expect(ours[0]?.raisedAtMs).toBeGreaterThan(mute.releasedAtMs + 25_000);
  await feedBack(laneDialects.big, big, mute.seqNo, '0'.repeat(20));
  await until(events, (all) => all.some(({ type }) => type === 'alarm.returned'));
});
