import { once } from 'node:events';
import { createConnection } from 'node:net';
import { type Act, mayDo } from '@ftz/shared/access/policy.ts';
import { type Role, roles } from '@ftz/shared/contract/account.ts';
import { contractVersion } from '@ftz/shared/contract/contract-version.ts';
import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { CommandReply } from '@ftz/shared/contract/live-up.ts';
import { type CommandName, commandNames } from '@ftz/shared/contract/live-up.ts';
import { site } from '@ftz/shared/site/site.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { exampleOrder } from '@ftz/shared/state/device-order.fixture.ts';
import { exampleDisposition } from '@ftz/shared/state/disposition.fixture.ts';
import { exampleHandOver } from '@ftz/shared/state/hand-over.fixture.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { exampleReading } from '@ftz/shared/state/lane-passage.fixture.ts';
import { exampleOutage } from '@ftz/shared/state/outage.fixture.ts';
import { taskAskedAt } from '@ftz/shared/state/task.fixture.ts';
import { exampleUpstreamOrder } from '@ftz/shared/state/upstream-order.fixture.ts';
import { exampleThrown } from '@ftz/shared/state/wall.fixture.ts';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, startHouse, until } from '#house.ts';

/** Each route and each command once: as long as a busy machine takes for so many answers. */
const everyOneMs = 120_000;

/** Everything in the log lies in WGQ; each role exists for the whole zone and for PVG alone. */
const own = (role: Role) => `own-${role}`;
const foreign = (role: Role) => `foreign-${role}`;
const accounts = roles.flatMap((role) => [
  { username: own(role), role, areas: [...areaIds] },
  { username: foreign(role), role, areas: ['PVG' as const] },
]);
const areas = ['WGQ' as const];
const log = [
  { type: 'alarm.raised' as const, areas, actor: machine, data: { alarm: exampleAlarm() } },
  {
    type: 'incident.opened' as const,
    areas,
    actor: machine,
    data: { incident: exampleIncident() },
  },
  {
    type: 'task.issued' as const,
    areas,
    actor: machine,
    data: { task: taskAskedAt(Date.now()), revealed: null },
  },
  {
    type: 'device-order.requested' as const,
    areas,
    actor: machine,
    data: { order: exampleOrder() },
  },
  {
    type: 'outage.requested' as const,
    areas,
    actor: machine,
    data: { outage: exampleOutage() },
  },
  {
    type: 'disposition.submitted' as const,
    areas,
    actor: machine,
    data: { disposition: exampleDisposition() },
  },
  {
    type: 'device.discovered' as const,
    areas: [],
    actor: machine,
    data: { device: { gateway: 'jt808' as const, deviceId: '13000000001', firstSeenAtMs: 1_000 } },
  },
  {
    type: 'lane.passed' as const,
    areas,
    actor: machine,
    data: { passage: exampleReading(), late: false },
  },
  {
    type: 'hand-over.started' as const,
    areas,
    audience: 'every-area' as const,
    actor: machine,
    data: { handOver: exampleHandOver() },
  },
  {
    type: 'wall.registered' as const,
    areas,
    actor: machine,
    data: { wallId: '1' as const, accountId: `U-${own('wall')}` },
  },
  {
    type: 'wall.thrown' as const,
    areas,
    actor: machine,
    data: { wallId: '1' as const, thrown: exampleThrown({ endsAtMs: Number.MAX_SAFE_INTEGER }) },
  },
  {
    type: 'order.received' as const,
    areas,
    actor: machine,
    data: { order: { ...exampleUpstreamOrder(), areas } },
  },
];

/** A stranger that would speak for nothing, in the area that the foreign people must learn nothing of. */
const deviceOfWgq = {
  gateway: 'jt808',
  deviceId: '13000000002',
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

const gateOfWgq = { kind: null, entityKind: 'gate', entityId: 'WGQ-G1' };

/** What stands in the place of a route's parameters: things of WGQ that exist. */
const examples: Record<string, string> = {
  ':vehicleId': 'V00001',
  ':cameraId': 'WGQ-C01',
  ':number': '1',
  ':part': '0',
  ':startsAtMs': '1000',
  ':init': 'init-0123456789abcdef',
  ':incidentId': 'I1',
  ':photoId': 'none',
  ':clipId': 'none',
  ':uploadId': 'Pnobody-ever-began-this-one',
};
const queries: Record<string, string> = {
  'GET /api/devices/frames': '?gateway=perimeter-dc09',
  'GET /api/suggested-units': '?incidentId=I1&kind=review',
  'POST /api/photos': '?incidentId=I1',
  'GET /api/colleagues': '?incidentId=I1',
  'POST /api/uploads': '',
  'PATCH /api/uploads/:uploadId': '?offset=0',
  'GET /api/cameras/:cameraId/recorded': '?from=1000&to=2000',
  'GET /api/cameras/:cameraId/playlist': '?from=1000&to=2000',
  'GET /api/incidents/:incidentId/clips/:cameraId/films': '?from=1000&to=2000',
  'GET /api/incidents/:incidentId/clips/:cameraId/film.mp4': '?from=1000&to=2000',
};
/** Bodies that pass validation, so that the policy and not the schema answers. */
const bodies: Record<string, { type: string; body: string }> = {
  'POST /api/photos': { type: 'image/jpeg', body: '\u00ff\u00d8\u00ff' },
  'POST /api/uploads': {
    type: 'application/json',
    body: JSON.stringify({
      uploadId: 'Pof-the-access-test-alone',
      incidentId: 'I1',
      taskId: null,
      sha256: '0'.repeat(64),
      sizeBytes: 100,
      mediaType: 'image/jpeg',
      capturedAtMs: 1,
    }),
  },
  'PATCH /api/uploads/:uploadId': { type: 'application/offset+octet-stream', body: 'piece' },
  'POST /api/cameras/:cameraId/steering': {
    type: 'application/json',
    body: JSON.stringify({ act: 'stop' }),
  },
  'POST /api/commands': {
    type: 'application/json',
    body: JSON.stringify({
      commandId: 'c-none-0001',
      name: 'incident.note',
      basedOnVersion: null,
      argument: { incidentId: 'none', text: 'x' },
    }),
  },
};

let house: House;
const cookies = new Map<string, string>();

beforeAll(async () => {
  house = await startHouse(accounts, log);
  for (const { username } of accounts) cookies.set(username, await house.signIn(username));
});
afterAll(() => house?.stop());

function ask(route: { method: string; url: string }, cookie?: string) {
  const key = `${route.method} ${route.url}`;
  const path = Object.entries(examples).reduce(
    (url, [name, value]) => url.replace(name, value),
    route.url,
  );
  const sent = bodies[key];
  return fetch(`${house.app.url}${path}${queries[key] ?? ''}`, {
    method: route.method,
    headers: { ...(cookie ? { cookie } : {}), ...(sent ? { 'content-type': sent.type } : {}) },
    ...(sent ? { body: sent.body } : {}),
  });
}
/** The code of a gate is drawn by dice: now and then it spells the name of an area by itself. */
const exceptDrawn = (key: string, value: unknown) => (key === 'code' ? undefined : value);

const guarded = () =>
  house.app.accessTable.filter(
    ({ access, method }) => access !== 'public' && access !== 'device' && method !== 'HEAD',
  );

describe('every route', () => {
  it('says who may use it, and the public ones are these', () => {
    const open = house.app.accessTable.filter(
      ({ access, url }) => access === 'public' && !url.startsWith('/docs'),
    );
    expect(house.app.accessTable.some(({ access }) => access === 'nobody')).toBe(false);
    const api = open.filter(({ url, method }) => url.startsWith('/api') && method !== 'HEAD');
    expect(api.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST /api/session',
      'POST /api/walls/nonce',
      'POST /api/walls/session',
    ]);
    expect(guarded().length).toBeGreaterThan(10);
  });

  it('is closed to who is not signed in', async () => {
    for (const route of guarded()) {
      expect((await ask(route)).status, `${route.method} ${route.url}`).toBe(401);
      const forged = await ask(route, '__Host-session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA');
      expect(forged.status, `${route.method} ${route.url}`).toBe(401);
    }
  });

  it('is closed to pages of other sites', async () => {
    for (const { method, url } of guarded().filter((route) => route.method !== 'GET')) {
      const response = await fetch(`${house.app.url}${url}`, {
        method,
        headers: { cookie: cookies.get(own('duty-officer')) ?? '', origin: 'https://evil.example' },
      });
      expect(response.status, `${method} ${url}`).toBe(403);
    }
  });

  it.each(roles)('does for %s what the policy says', { timeout: everyOneMs }, async (role) => {
    for (const route of guarded().filter(({ method }) => method !== 'DELETE')) {
      const { status } = await ask(route, cookies.get(own(role)));
      const allowed =
        route.access === 'signed-in' ||
        mayDo(
          { accountId: '', username: '', role, areas: [...areaIds] },
          route.access as Act,
          null,
        );
      const where = `${route.method} ${route.url} as ${role}`;
      if (allowed) expect([401, 403], where).not.toContain(status);
      else expect(status, where).toBe(403);
    }
  });

  it.each(roles)(
    'tells %s of another area nothing of this one',
    { timeout: everyOneMs },
    async (role) => {
      for (const route of guarded().filter(({ method }) => method !== 'DELETE')) {
        const response = await ask(route, cookies.get(foreign(role)));
        const where = `${route.method} ${route.url} as foreign ${role}`;
        const named =
          /:(vehicleId|cameraId|incidentId)/.test(route.url) ||
          `${route.method} ${route.url}` in queries;
        if (named) expect([403, 404], where).toContain(response.status);
        const { geography: _map, ...answer } = (await response.json().catch(() => ({}))) as Record<
          string,
          unknown
        >;
        expect(JSON.stringify(answer, exceptDrawn), where).not.toMatch(
          /WGQ|"A1"|"I1"|"T1"|"O1"|"H1"|"D1"/,
        );
      }
    },
  );
});

/** Bytes that are no frame, on the port of the vehicle terminals, until they have been kept. */
async function sendGarbage() {
  const socket = createConnection(house.app.feedPlan.ports.jt808, '127.0.0.1');
  socket.end(Buffer.from('7e0200deadbeef7e', 'hex'));
  await once(socket, 'close');
}

describe('what belongs to no area', () => {
  const devicesFor = async (username: string) => {
    const headers = { cookie: cookies.get(username) ?? '' };
    const response = await fetch(`${house.app.url}/api/devices`, { headers });
    return (await response.json()) as {
      unknown: { deviceId: string }[];
      badFrames: { gateway: string; hex: string }[];
    };
  };

  it('is shown to technicians of the whole zone alone', async () => {
    await sendGarbage();
    const whole = await until(
      () => devicesFor(own('technician')),
      ({ badFrames }) => badFrames.length > 0,
    );
    expect(whole.badFrames[0]).toMatchObject({ gateway: 'jt808' });
    expect(whole.badFrames[0]?.hex).toContain('deadbeef');
    expect(whole.unknown.map(({ deviceId }) => deviceId)).toEqual(['13000000001']);
    const ofOneArea = await devicesFor(foreign('technician'));
    expect(ofOneArea).toMatchObject({ unknown: [], badFrames: [] });
  });
});

describe('the live socket', () => {
  const sockets: Socket[] = [];
  afterAll(() => {
    for (const socket of sockets) socket.disconnect();
  });

  function connect(cookie: string | undefined, origin: string | undefined) {
    const socket = io(house.app.url, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      extraHeaders: { ...(cookie ? { cookie } : {}), ...(origin ? { origin } : {}) },
    });
    sockets.push(socket);
    return new Promise<Socket | null>((resolve) => {
      socket.on('connect', () => resolve(socket));
      socket.on('connect_error', () => resolve(null));
    });
  }

  it('refuses strangers, foreign pages and pages without an origin', async () => {
    const cookie = cookies.get(own('duty-officer'));
    expect(await connect(undefined, house.app.url)).toBeNull();
    expect(await connect(cookie, 'https://evil.example')).toBeNull();
    expect(await connect(cookie, 'null')).toBeNull();
    expect(await connect(cookie, undefined)).toBeNull();
    expect(await connect(cookie, house.app.url)).not.toBeNull();
  });

  /** Acts on oneself, and on who hangs in the hall: they lie in no area. */
  const onOneself: readonly CommandName[] = [
    'duty.begin',
    'duty.end',
    'hand-over.start',
    'hand-over.note',
    'wall.register',
    'wall.enrol',
    'wall.refuse',
    'wall.revoke',
    'wall.set-scene',
    'wall.join',
    'wall.part',
    'scene.save',
    'scene.remove',
  ];
  const on = (wallId: string) => ({ wallId, column: 0, row: 0 });
  const verdict = { conclusion: 'confirmed', cause: 'other', note: '', evidence: [] };
  const argumentOf: Record<CommandName, object> = {
    'duty.begin': {},
    'duty.end': {},
    'roster.plan': {
      slots: [{ day: '2026-01-01', shiftId: 'day', seatId: 'desk-wgq', accountId: null }],
    },
    'hand-over.start': { toAccountId: 'nobody' },
    'hand-over.tick': { handOverId: 'H1', itemKey: 'sound-test/desk' },
    'hand-over.note': { text: 'x' },
    'hand-over.sign': { handOverId: 'H1' },
    'hand-over.refuse': { handOverId: 'H1', reason: 'x' },
    'hand-over.cancel': { handOverId: 'H1' },
    'hand-over.reassign': { handOverId: 'H1', toAccountId: 'nobody' },
    'alarm.acknowledge': { alarmId: 'A1' },
    'alarm.acknowledge-many': { alarms: [{ alarmId: 'A1', version: 99 }], reason: 'x' },
    'alarm.escalate': { alarmId: 'A1' },
    'alarm.shelve': { alarmId: 'A1', forS: null, oneShot: false, reason: 'x' },
    'alarm.unshelve': { alarmId: 'A1' },
    'outage.request': { source: gateOfWgq, untilMs: 1, workOrder: 'W1', reason: 'x' },
    'outage.authorise': { outageId: 'X1' },
    'outage.refuse': { outageId: 'X1', reason: 'x' },
    'outage.plan': { source: gateOfWgq, fromMs: 0, untilMs: 1, reason: 'x' },
    'outage.confirm': { outageId: 'X1' },
    'outage.end': { outageId: 'X1' },
    'flood.ask-help': { area: 'WGQ' },
    'incident.claim': { incidentId: 'I1' },
    'incident.release': { incidentId: 'I1' },
    'incident.transfer': { incidentId: 'I1', to: 'nobody' },
    'incident.accept-transfer': { incidentId: 'I1' },
    'incident.decline-transfer': { incidentId: 'I1' },
    'incident.note': { incidentId: 'I1', text: 'x' },
    'mention.read': { incidentId: 'I1', noteSeq: 1 },
    'incident.monitor': { incidentId: 'I1', untilMs: 1, reason: 'x' },
    'incident.merge': { incidentId: 'I1', intoId: 'I1', reason: 'x' },
    'incident.unmerge': { incidentId: 'I1', reason: 'x' },
    'incident.split': { incidentId: 'I1', alarmIds: ['A1'], reason: 'x' },
    // Taken down and thrown anew by whoever may: there is always something for the next one.
    'wall.register': { wallId: '2' },
    'wall.enrol': { code: '23456789', wallId: '3', areas: ['WGQ'] },
    'wall.refuse': { code: '23456789' },
    'wall.revoke': { wallId: '1' },
    'wall.throw': { wallId: '1', content: { kind: 'incident', incidentId: 'I1' }, ttlS: null },
    'wall.take-back': { wallId: '1' },
    'wall.set-scene': { wallId: '1', sceneId: 'overview' },
    'wall.join': {
      joint: { columns: 1, rows: 1, screens: [on('1'), on('2')], gapX: 0, gapY: 0 },
    },
    'wall.part': { wallId: '1' },
    'scene.save': {
      scene: {
        id: 'own',
        nameZh: 'x',
        nameEn: 'x',
        look: 'auto',
        panes: [{ part: 'bar', x: 0, y: 0, w: 32, h: 2, area: null, cameraIds: [] }],
      },
    },
    'scene.remove': { sceneId: 'own' },
    'procedure.tick-step': { incidentId: 'I1', stepId: 'acknowledge' },
    'procedure.skip-step': { incidentId: 'I1', stepId: 'acknowledge', reason: 'x' },
    'procedure.untick-step': { incidentId: 'I1', stepId: 'acknowledge' },
    'procedure.skip-seen': { incidentId: 'I1' },
    'disposition.submit': { incidentId: 'I1', ...verdict, forcedRestore: null },
    'disposition.propose': {
      act: 'barrier-opened-by-hand',
      entityId: 'L1',
      area: 'WGQ',
      incidentId: null,
      alreadyDone: false,
      ...verdict,
      conclusion: 'justified',
    },
    'disposition.start': { dispositionId: 'D1' },
    'disposition.conclude': { dispositionId: 'D1', ...verdict },
    'disposition.return': { dispositionId: 'D1', reason: 'x' },
    'disposition.adjudicate': { dispositionId: 'D1', ...verdict },
    'disposition.amend': { dispositionId: 'D1', ...verdict },
    'incident.reopen': { incidentId: 'I1', reason: 'x' },
    'incident.invite': { incidentId: 'I1', accountId: 'nobody', untilMs: 1, question: 'x' },
    'incident.uninvite': { incidentId: 'I1', accountId: 'nobody' },
    'emergency.declare': { incidentId: 'I1', reason: 'x' },
    'emergency.drill': { area: 'WGQ', kind: 'radiation', reason: 'x' },
    'emergency.confirm': { incidentId: 'I1' },
    'emergency.report': { incidentId: 'I1', text: 'x' },
    'emergency.stand-down': { incidentId: 'I1', note: 'x' },
    'emergency.review': { incidentId: 'I1', note: 'x' },
    'order.acknowledge': { orderId: 'O1', note: null },
    'task.issue': { incidentId: 'I1', kind: 'review', unitId: 'nobody' },
    'lane.decide': {
      laneId: 'WGQ-G1-L1',
      eventId: 'E1',
      incidentId: null,
      decision: 'hold',
      reason: 'x',
    },
    'inspection.begin': { taskId: 'T1', cameraIds: ['WGQ-C01'] },
    'inspection.choose-cameras': { taskId: 'T1', cameraIds: ['WGQ-C01'] },
    'inspection.end': { taskId: 'T1' },
    'task.accept': { taskId: 'T1' },
    'task.join': { taskId: 'T1' },
    'task.depart': { taskId: 'T1' },
    'task.arrive': { taskId: 'T1', arrival: { how: 'by-hand', reason: 'x', point: null } },
    'task.start': { taskId: 'T1' },
    'task.check-in': { taskId: 'T1' },
    'task.open-evidence': { taskId: 'T1', evidenceId: 'x' },
    'task.bookmark': {
      taskId: 'T1',
      bookmark: { cameraId: 'WGQ-C01', atMs: 1, finding: 'consistent', note: '', photoId: null },
    },
    'task.ask-opening': { taskId: 'T1', what: 'open-goods', reason: 'x' },
    'task.confirm-opening': { taskId: 'T1' },
    'task.scan-seal': {
      taskId: 'T1',
      which: 'old',
      sealNo: 'x',
      containerNo: null,
      photoIds: [],
    },
    'task.record-witness': { taskId: 'T1', witness: { refused: 'x' } },
    'task.suspend': { taskId: 'T1', reason: 'x' },
    'task.resume': { taskId: 'T1' },
    'task.submit-result': {
      taskId: 'T1',
      result: { finding: 'consistent', note: '', photoIds: [] },
    },
    'task.decline': { taskId: 'T1', reason: 'x' },
    'task.cancel': { taskId: 'T1', reason: 'x' },
    'task.return': { taskId: 'T1', reason: 'x' },
    'task.verify': { taskId: 'T1' },
    'unit.join': { unitId: 'WGQ-P1' },
    'unit.leave': { unitId: 'WGQ-P1' },
    'unit.report-position': { unitId: 'WGQ-P1', point: [121.6, 31.3], accuracyM: 5 },
    'unit.set-out-of-service': { unitId: 'WGQ-P1', reason: 'x' },
    'unit.return-to-service': { unitId: 'WGQ-P1' },
    'unit.distress': { unitId: 'WGQ-P1' },
    'unit.end-distress': { unitId: 'WGQ-P1', reason: 'x' },
    'device.register': { device: deviceOfWgq },
    'device.unregister': { gateway: 'perimeter-dc09', deviceId: '1001' },
    'device.unpin': { gateway: 'perimeter-dc09', deviceId: '1001' },
    'device-order.request': {
      gateway: 'perimeter-dc09',
      deviceId: site.panels.find(({ area }) => area === 'WGQ')?.account,
      act: { name: 'unlock' },
      incidentId: null,
      reason: 'x',
    },
    'device-order.authorise': { orderId: 'O1' },
    'device-order.withdraw': { orderId: 'O1', reason: 'x' },
  };

  /** Says every act there is, faster than one socket may: a new one goes on where it is told to wait. */
  function speakerOf(username: string) {
    let socket: Socket | null = null;
    return async function send(name: CommandName): Promise<string> {
      socket ??= await connect(cookies.get(username), house.app.url);
      const command = {
        commandId: crypto.randomUUID(),
        name,
        basedOnVersion: 99,
        argument: argumentOf[name],
      };
      const reply: CommandReply = await socket?.emitWithAck('command', command);
      const code = reply.ok ? 'ok' : reply.refusal.code;
      if (code !== 'too-many-attempts') return code;
      socket = null;
      return send(name);
    };
  }

  it.each(roles)('obeys %s as far as the policy says', { timeout: everyOneMs }, async (role) => {
    const [sendMine, sendTheirs] = [speakerOf(own(role)), speakerOf(foreign(role))];
    const principal = { accountId: '', username: '', role, areas: [...areaIds] };
    for (const name of commandNames) {
      const code = await sendMine(name);
      // No area opens anything to an expert, and he is invited into nothing here.
      if (role === 'expert') expect(['not-found', 'not-permitted'], name).toContain(code);
      else if (mayDo(principal, name, null)) expect(code, name).not.toBe('not-permitted');
      else expect(code, name).toBe('not-permitted');
      if (onOneself.includes(name)) continue;
      expect(await sendTheirs(name), name).toBe('not-found');
    }
  });

  it('shows a foreign area nothing, and its own people everything', async () => {
    const toldTo = async (username: string) => {
      const socket = await connect(cookies.get(username), house.app.url);
      const heard = (event: string) =>
        new Promise<{ epoch: string; events: DurableEvent[] }>((resolve) =>
          socket?.once(event, resolve),
        );
      const sync = (have: object | null) =>
        socket?.emitWithAck('sync', { contractVersion, have }).catch(() => null);
      const welcomed = heard('welcome');
      await sync(null);
      const { epoch } = await welcomed;
      const replayed = heard('events');
      // It may still be busy with the first answer.
      await until(
        () => sync({ epoch, seq: 0 }),
        (refusal) => refusal === null,
      );
      // Who is on duty in several areas, and a screen of the hall with its scene, is named to each of them.
      const { events } = await replayed;
      return JSON.stringify(
        events.filter(({ type }) => !/^duty|^wall.(registered|scene-set)/.test(type)),
      );
    };
    expect(await toldTo(foreign('duty-officer'))).not.toMatch(/WGQ|"A1"|"I1"|"T1"|"O1"|"H1"|"D1"/);
    expect(await toldTo(own('duty-officer'))).toMatch(/"A1"/);
  });

  it('ends with its session', async () => {
    const cookie = await house.signIn(own('auditor'));
    const socket = await connect(cookie, house.app.url);
    const ended = new Promise((resolve) => socket?.on('disconnect', resolve));
    await fetch(`${house.app.url}/api/session`, { method: 'DELETE', headers: { cookie } });
    await ended;
    expect(await connect(cookie, house.app.url)).toBeNull();
  });
});
