import { createHash } from 'node:crypto';
import { startCameras } from '@ftz/mock-feeds/feeds/hls-camera/device.ts';
import type { CallNews } from '@ftz/shared/contract/call.ts';
import type { DurableDraft, DurableType } from '@ftz/shared/contract/durable-event.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { CallReply, CommandReply } from '@ftz/shared/contract/live-up.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { site } from '@ftz/shared/site/site.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { exampleReading } from '@ftz/shared/state/lane-passage.fixture.ts';
import { taskAskedAt } from '@ftz/shared/state/task.fixture.ts';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type House, startHouse, until } from '#house.ts';
import { openEventLog } from './event-log.ts';

/** How an officer believes an alarm: what he looks at, what is recorded, whom he calls, and who hears of it. */
const areas = ['WGQ' as const];
const nowMs = Date.now();
const draft = <T extends DurableDraft['type']>(type: T, data: object) =>
  ({ type, areas, actor: machine, data }) as unknown as DurableDraft;
const story: DurableDraft[] = [
  draft('alarm.raised', { alarm: exampleAlarm({ kind: 'lane-mismatch', cameraIds: ['WGQ-C01'] }) }),
  draft('incident.opened', { incident: exampleIncident({ kind: 'lane-mismatch' }) }),
  draft('lane.passed', { passage: exampleReading(), late: false, journeyId: null }),
  draft('task.issued', {
    task: taskAskedAt(nowMs, { kind: 'video-inspection' }),
    revealed: null,
  }),
  draft('task.issued', { task: taskAskedAt(nowMs, { id: 'T2' }), revealed: null }),
  {
    type: 'task.accepted',
    areas,
    actor: { kind: 'person', accountId: 'U-patrol', name: 'patrol' },
    data: {
      taskId: 'T2',
      incidentId: 'I1',
      by: { accountId: 'U-patrol', personId: 'U-patrol', name: 'patrol' },
      dues: {},
    },
  },
];

let house: House;
let headEnd: Awaited<ReturnType<typeof startCameras>>;
const sockets: Socket[] = [];
beforeAll(async () => {
  headEnd = await startCameras({
    host: '127.0.0.1',
    port: 0,
    cameras: site.cameras,
    nowMs: Date.now,
  });
  house = await startHouse(
    [
      { username: 'officer', role: 'duty-officer', areas: [...areaIds] },
      { username: 'patrol', role: 'field-officer', areas: [...areas] },
      { username: 'stranger', role: 'duty-officer', areas: ['PVG'] },
      { username: 'auditor', role: 'auditor', areas: [...areaIds] },
    ],
    story,
    { CAMERAS_URL: `http://127.0.0.1:${headEnd.port}` },
  );
});
afterAll(async () => {
  for (const socket of sockets) socket.disconnect();
  await house?.stop();
  await headEnd?.close();
});

async function get(username: string, path: string): Promise<Response> {
  const cookie = await house.signIn(username);
  return fetch(`${house.app.url}${path}`, { headers: { cookie } });
}
async function situationOf(username: string): Promise<Situation> {
  const read = (await (await get(username, '/api/situation')).json()) as { situation: Situation };
  return read.situation;
}
async function act(username: string, name: string, argument: object): Promise<CommandReply> {
  const cookie = await house.signIn(username);
  const response = await fetch(`${house.app.url}/api/commands`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({
      commandId: crypto.randomUUID(),
      name,
      basedOnVersion: null,
      argument,
    }),
  });
  return (await response.json()) as CommandReply;
}
async function logged<T extends DurableType>(type: T, username = 'auditor') {
  return (await openEventLog(house, username)).entries(type);
}

it('notes a viewing once, with what it was for, and who has seen an alarm', async () => {
  const path = '/api/cameras/WGQ-C01/live.m3u8?alarmId=A1';
  for (let i = 0; i < 3; i += 1) expect((await get('officer', path)).status).toBe(200);
  expect((await get('stranger', path)).status).toBe(404);
  const { seenAlarms, alarms } = await until(
    () => situationOf('officer'),
    (situation) => situation.seenAlarms.A1 !== undefined,
  );
  expect(seenAlarms.A1?.by.map(({ name }) => name)).toEqual(['officer']);
  expect(alarms.A1).toMatchObject({ state: 'unacked', version: 1 });
  const viewed = await logged('access.viewed');
  expect(viewed.map(({ data }) => data.viewing)).toEqual([
    { what: 'camera', id: 'WGQ-C01', incidentId: 'I1', piece: null },
  ]);
  // The access log is for its own person and for auditors.
  expect(await logged('access.viewed', 'officer')).toHaveLength(1);
  expect(await logged('access.viewed', 'patrol')).toHaveLength(0);
});

it('lists the evidence by the names that a review task uses, and notes each opening', async () => {
  const { pieces } = (await (await get('officer', '/api/incidents/I1/evidence')).json()) as {
    pieces: { id: string }[];
  };
  const ids = pieces.map(({ id }) => id);
  expect(ids).toEqual(['lane:WGQ-G1-L1/E1', 'seal:ES000001', 'track:V00001', 'camera:WGQ-C01']);
  const piece = encodeURIComponent('seal:ES000001');
  expect((await get('officer', `/api/incidents/I1/evidence?piece=${piece}`)).status).toBe(200);
  expect((await get('officer', '/api/incidents/I1/evidence?piece=none')).status).toBe(404);
  expect((await get('stranger', '/api/incidents/I1/evidence')).status).toBe(404);
  const opened = await until(
    () => logged('access.viewed'),
    (all) => all.filter(({ data }) => data.viewing.what === 'evidence').length === 2,
  );
  expect(opened.map(({ data }) => data.viewing.piece)).toContain('seal:ES000001');
});

it('holds by one officer, and releases against the comparison by nobody alone', async () => {
  const ruling = { laneId: 'WGQ-G1-L1', eventId: 'E1', incidentId: 'I1', reason: 'plate differs' };
  const rule = (username: string, decision: string) =>
    act(username, 'lane.decide', { ...ruling, decision });
  expect(await rule('officer', 'release')).toMatchObject({
    refusal: { code: 'second-person-needed' },
  });
  expect(await rule('stranger', 'hold')).toMatchObject({ refusal: { code: 'not-found' } });
  expect(await rule('patrol', 'hold')).toMatchObject({ refusal: { code: 'not-permitted' } });
  expect(await rule('officer', 'hold')).toMatchObject({ ok: true });
  const { laneReads, incidents } = await situationOf('officer');
  // This lane asks nothing: the ruling reaches nobody but the record, and says so.
  expect(laneReads['WGQ-G1-L1/E1']?.decision).toMatchObject({ ruling: 'hold', reaches: 'record' });
  expect(incidents.I1?.timeline.at(-1)).toMatchObject({ type: 'lane.desk-decided' });
});

it('records an inspection before it says so, and what it kept is what its hash says', async () => {
  const cameraIds = ['WGQ-C01'];
  const foreign = await act('stranger', 'inspection.begin', { taskId: 'T1', cameraIds });
  expect(foreign).toMatchObject({ refusal: { code: 'not-found' } });
  expect(await act('officer', 'inspection.begin', { taskId: 'T1', cameraIds })).toMatchObject({
    ok: true,
  });
  await until(
    () => situationOf('officer'),
    ({ inspections }) => (inspections.T1?.recordingSinceMs ?? null) !== null,
  );
  await act('officer', 'inspection.end', { taskId: 'T1' });
  const { inspections } = await until(
    () => situationOf('officer'),
    (situation) => (situation.inspections.T1?.clips[0]?.sha256 ?? null) !== null,
  );
  const clip = inspections.T1?.clips[0];
  const played = await get('officer', `/api/clips/${clip?.id}`);
  const bytes = Buffer.from(await played.arrayBuffer());
  expect(played.headers.get('content-type')).toBe('video/mp4');
  expect(bytes.subarray(4, 8).toString()).toBe('ftyp');
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(clip?.sha256);
  expect((await get('stranger', `/api/clips/${clip?.id}`)).status).toBe(404);
});

async function page(username: string) {
  const socket = io(house.app.url, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    extraHeaders: { cookie: await house.signIn(username), origin: house.app.url },
  });
  sockets.push(socket);
  const heard: CallNews[] = [];
  socket.on('call', (news: CallNews) => heard.push(news));
  await until(
    () => socket.connected,
    (connected) => connected,
  );
  const say = (signal: object): Promise<CallReply> => socket.emitWithAck('call', signal);
  return { heard, say, socket };
}

it('carries a call between the desk and the crew of its task, and no others', async () => {
  const [desk, phone, other] = [
    await page('officer'),
    await page('patrol'),
    await page('stranger'),
  ];
  const callId = crypto.randomUUID();
  const code = (reply: CallReply) => (reply.ok ? 'ok' : reply.refusal.code);
  expect(code(await other.say({ kind: 'ring', callId, taskId: 'T2' }))).toBe('not-found');
  expect(code(await desk.say({ kind: 'ring', callId, taskId: 'T2' }))).toBe('ok');
  await until(
    () => phone.heard,
    (heard) => heard.length === 1,
  );
  expect(phone.heard[0]).toMatchObject({ kind: 'ringing', from: 'officer', taskId: 'T2' });
  expect(code(await other.say({ kind: 'accept', callId }))).toBe('not-found');
  const offer = { kind: 'description', callId, type: 'offer', sdp: 'v=0' };
  expect(code(await desk.say(offer))).toBe('wrong-state');
  expect(code(await phone.say({ kind: 'accept', callId }))).toBe('ok');
  expect(code(await desk.say(offer))).toBe('ok');
  expect(code(await other.say(offer))).toBe('not-found');
  expect(code(await desk.say({ ...offer, sdp: 'x'.repeat(30_000) }))).toBe('bad-request');
  await until(
    () => phone.heard,
    (heard) => heard.length === 2,
  );
  expect(desk.heard).toEqual([{ kind: 'accepted', callId }]);
  expect(other.heard).toEqual([]);
  phone.socket.disconnect();
  await until(
    () => desk.heard,
    (heard) => heard.some((news) => news.kind === 'over' && news.why === 'connection-lost'),
  );
  const [ended] = await until(
    () => logged('call.ended'),
    (all) => all.length === 1,
  );
  expect(ended?.data).toMatchObject({ callId, taskId: 'T2', why: 'connection-lost' });
  expect((await logged('call.started'))[0]?.data.call).toMatchObject({
    from: { name: 'officer' },
    to: { name: 'patrol' },
  });
  expect((await situationOf('officer')).calls).toEqual({});
});
