import { contractVersion } from '@ftz/shared/contract/contract-version.ts';
import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import { type CommandName, type CommandReply, commandNames } from '@ftz/shared/contract/live-up.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { exampleOrder } from '@ftz/shared/state/device-order.fixture.ts';
import { exampleDisposition } from '@ftz/shared/state/disposition.fixture.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { exampleReading } from '@ftz/shared/state/lane-passage.fixture.ts';
import { taskAskedAt } from '@ftz/shared/state/task.fixture.ts';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, startHouse, until } from '#house.ts';
import { anyArgument, type Things } from './any-argument.ts';

/**
 * An expert is let into one of two incidents. Every route that the server registers and every act of the
 * contract is tried by him on the other one, and on both when his time is over.
 */
const everyOneMs = 120_000;
const areas = ['WGQ' as const];
const told = { areas, actor: machine };
const numbers = ['1', '2'] as const;
const plates = { '1': '沪A00011', '2': '沪A00022' } as const;
const cameras = { '1': 'WGQ-C01', '2': 'WGQ-C02' } as const;

/** One incident with all that hangs on it, each named after its number. */
const storyOf = (n: (typeof numbers)[number]) => {
  const nowMs = Date.now();
  const alarm = exampleAlarm({
    id: `A-${n}`,
    incidentId: `I-${n}`,
    entityId: `ES-${n}`,
    sealId: `ES-${n}`,
    plate: plates[n],
    vehicleId: `V0000${n}`,
    journeyId: null,
    cameraIds: [cameras[n]],
    acknowledgeDueAtMs: nowMs + 3_600_000,
    escalateDueAtMs: nowMs + 3_600_000,
  });
  const incident = exampleIncident({
    id: `I-${n}`,
    alarms: [{ alarmId: alarm.id, why: [{ code: 'first' as const }] }],
    openedAtMs: nowMs,
  });
  const task = { ...taskAskedAt(nowMs), id: `T-${n}`, incidentId: incident.id };
  const order = { ...exampleOrder(), id: `O-${n}`, incidentId: incident.id };
  const disposition = { ...exampleDisposition(), id: `D-${n}`, incidentId: incident.id };
  return [
    { type: 'alarm.raised' as const, ...told, data: { alarm } },
    { type: 'incident.opened' as const, ...told, data: { incident } },
    { type: 'task.issued' as const, ...told, data: { task, revealed: null } },
    { type: 'device-order.requested' as const, ...told, data: { order } },
    { type: 'disposition.submitted' as const, ...told, data: { disposition } },
    {
      type: 'lane.passed' as const,
      ...told,
      data: { passage: exampleReading({ eventId: `E-${n}`, plate: plates[n] }), late: false },
    },
  ];
};

let photos: Record<string, string> = {};
/** What a field, a part of an address or a query of this name stands for. */
const thingsOf = (n: (typeof numbers)[number]): Things => ({
  incidentId: `I-${n}`,
  intoId: `I-${n}`,
  alarmId: `A-${n}`,
  taskId: `T-${n}`,
  dispositionId: `D-${n}`,
  orderId: `O-${n}`,
  eventId: `E-${n}`,
  entityId: `ES-${n}`,
  laneId: 'WGQ-G1-L1',
  unitId: 'WGQ-P1',
  area: 'WGQ',
  cameraId: cameras[n],
  vehicleId: `V0000${n}`,
  photoId: photos[n] ?? 'none',
  evidenceId: photos[n] ?? 'none',
  uploadId: `P-of-the-guests-test-alone-${n}`,
  clipId: 'none',
  number: '1',
  part: '0',
});
const marksOf = (n: (typeof numbers)[number]) =>
  new RegExp(`"(I|A|T|D|O|E|ES)-${n}"|${plates[n]}${photos[n] ? `|${photos[n]}` : ''}`);

let house: House;
const cookies = new Map<string, string>();
let socket: Socket;
beforeAll(async () => {
  house = await startHouse(
    [
      { username: 'expert', role: 'expert', areas: [...areaIds] },
      { username: 'patrol', role: 'field-officer', areas: [...areaIds] },
      { username: 'chief', role: 'duty-chief', areas: [...areaIds] },
    ],
    numbers.flatMap(storyOf),
  );
  for (const name of ['expert', 'patrol', 'chief']) cookies.set(name, await house.signIn(name));
  photos = { '1': await photograph('1'), '2': await photograph('2') };
  await connect();
  expect(await letInFor(600_000)).toBe('ok');
});
afterAll(async () => {
  socket?.disconnect();
  await house?.stop();
});

/** The socket of the expert. */
async function connect(): Promise<void> {
  socket = io(house.app.url, {
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { cookie: cookies.get('expert') ?? '', origin: house.app.url },
  });
  await new Promise((resolve) => socket.once('connect', () => resolve(null)));
}

async function photograph(n: string): Promise<string> {
  const response = await fetch(`${house.app.url}/api/photos?incidentId=I-${n}`, {
    method: 'POST',
    headers: { cookie: cookies.get('patrol') ?? '', 'content-type': 'image/jpeg' },
    body: Buffer.from('ffd8ff', 'hex'),
  });
  expect(response.status).toBe(201);
  return ((await response.json()) as { id: string }).id;
}

const commandOf = (name: CommandName, argument: object) => ({
  commandId: crypto.randomUUID(),
  name,
  basedOnVersion: null,
  argument,
});
async function post(username: string, name: CommandName, argument: object): Promise<string> {
  const response = await fetch(`${house.app.url}/api/commands`, {
    method: 'POST',
    headers: { cookie: cookies.get(username) ?? '', 'content-type': 'application/json' },
    body: JSON.stringify(commandOf(name, argument)),
  });
  const reply = (await response.json()) as CommandReply & { code?: string };
  const code = reply.code ?? (reply.ok ? 'ok' : reply.refusal.code);
  if (code !== 'too-many-attempts') return code;
  // Faster than people may: a session of its own is counted anew, as is a socket.
  cookies.set(username, await house.signIn(username));
  return post(username, name, argument);
}
async function emit(name: CommandName, argument: object): Promise<string> {
  const reply: CommandReply = await socket.emitWithAck('command', commandOf(name, argument));
  const code = reply.ok ? 'ok' : reply.refusal.code;
  if (code !== 'too-many-attempts') return code;
  socket.disconnect();
  await connect();
  return emit(name, argument);
}
const letInFor = (ms: number) =>
  post('chief', 'incident.invite', {
    incidentId: 'I-1',
    accountId: 'U-expert',
    untilMs: Date.now() + ms,
    question: 'what is in the box?',
  });

const routes = () =>
  house.app.accessTable.filter(
    ({ access, method, url }) =>
      access !== 'public' &&
      access !== 'device' &&
      method !== 'HEAD' &&
      // The only one that ends the session which asks.
      `${method} ${url}` !== 'DELETE /api/session',
  );

/** Asks a route about this incident, in its address, its query and its body at once. */
async function ask({ method, url }: { method: string; url: string }, things: Things) {
  const path = url.replace(/:(\w+)/g, (_, name: string) => String(things[name] ?? 'none'));
  const query = new URLSearchParams(
    Object.entries(things).map(([name, value]) => [name, String(value)]),
  );
  const bodied = method !== 'GET' && method !== 'DELETE';
  const response = await fetch(`${house.app.url}${path}?${query}`, {
    method,
    headers: {
      cookie: cookies.get('expert') ?? '',
      ...(bodied
        ? { 'content-type': url === '/api/photos' ? 'image/jpeg' : 'application/json' }
        : {}),
    },
    ...(bodied
      ? { body: url === '/api/photos' ? Buffer.from('ffd8ff', 'hex') : JSON.stringify(things) }
      : {}),
  });
  return { status: response.status, text: await response.text() };
}

type Told = Pick<DurableEvent, 'type' | 'audience'>;
/** His own looks, and the word that his time is over, are told to him for good; nothing else is. */
const isOwn = ({ type, audience }: Told) =>
  type === 'incident.guest-left' ||
  (typeof audience === 'object' && 'only' in audience && audience.only.includes('U-expert'));
function withoutOwn(text: string): string {
  if (!text.startsWith('{"upToSeq"')) return text;
  return JSON.stringify((JSON.parse(text) as { events: Told[] }).events.filter((e) => !isOwn(e)));
}

async function replayed(): Promise<string> {
  const heard = <T>(event: string) => new Promise<T>((resolve) => socket.once(event, resolve));
  const welcomed = heard<{ epoch: string }>('welcome');
  await until(
    () => socket.emitWithAck('sync', { contractVersion, have: null }),
    (refusal) => refusal === null,
  );
  const { epoch } = await welcomed;
  const events = heard<{ events: DurableEvent[] }>('events');
  await until(
    () => socket.emitWithAck('sync', { contractVersion, have: { epoch, seq: 0 } }),
    (refusal) => refusal === null,
  );
  return JSON.stringify((await events).events.filter((event) => !isOwn(event)));
}

const closed = ['not-found', 'not-permitted'];
async function isShut(n: (typeof numbers)[number]): Promise<void> {
  const marks = marksOf(n);
  for (const route of routes()) {
    const where = `${route.method} ${route.url} about I-${n}`;
    const { status, text } = await ask(route, thingsOf(n));
    expect(withoutOwn(text), where).not.toMatch(marks);
    if (/:(incidentId|cameraId|vehicleId|photoId|clipId|uploadId)/.test(route.url))
      expect([400, 403, 404], where).toContain(status);
    if (route.method !== 'GET') expect(status, where).toBeGreaterThanOrEqual(400);
  }
  for (const name of commandNames) {
    const argument = anyArgument(name, thingsOf(n));
    expect(closed, `${name} over HTTP, on I-${n}`).toContain(await post('expert', name, argument));
    expect(closed, `${name} over the socket, on I-${n}`).toContain(await emit(name, argument));
  }
  expect(await replayed()).not.toMatch(marks);
}

it('has routes and acts to try', () => {
  expect(routes().length).toBeGreaterThan(20);
  expect(commandNames.length).toBeGreaterThan(80);
});

describe('an expert who is let into one incident', () => {
  it('sees it, and may speak on it', async () => {
    const { text } = await ask({ method: 'GET', url: '/api/situation' }, thingsOf('1'));
    expect(text).toMatch(/"I-1"/);
    expect(text).toMatch(/"A-1"/);
    const picture = { method: 'GET', url: '/api/photos/:photoId' };
    expect((await ask(picture, thingsOf('1'))).status).toBe(200);
    expect(await post('expert', 'incident.note', { incidentId: 'I-1', text: 'wood' })).toBe('ok');
    expect(await replayed()).toMatch(/"I-1"/);
  });

  it('does nothing there but speak', { timeout: everyOneMs }, async () => {
    for (const name of commandNames) {
      const code = await emit(name, anyArgument(name, thingsOf('1')));
      if (name === 'incident.note') expect(code).toBe('ok');
      else if (name === 'mention.read') expect(code).not.toBe('ok');
      else expect(closed, name).toContain(code);
    }
  });

  it('is told nothing of the other by any route or act', { timeout: everyOneMs }, () =>
    isShut('2'),
  );

  it('is out when his time is over, of both, by every route and act', {
    timeout: everyOneMs,
  }, async () => {
    expect(await letInFor(500)).toBe('ok');
    const situation = async (): Promise<Situation> => {
      const headers = { cookie: cookies.get('chief') ?? '' };
      const response = await fetch(`${house.app.url}/api/situation`, { headers });
      return ((await response.json()) as { situation: Situation }).situation;
    };
    await until(situation, ({ incidents }) => incidents['I-1']?.guests.length === 0);
    await isShut('1');
    await isShut('2');
  });
});
