import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { contractVersion } from '@ftz/shared/contract/contract-version.ts';
import type { Disposition, Verdict } from '@ftz/shared/contract/disposition.ts';
import type { DurableDraft, DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { CommandName, CommandReply } from '@ftz/shared/contract/live-up.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { drawSecond } from '@ftz/shared/state/draw-second.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { io } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type House, type HouseAccount, startHouse, until } from '#house.ts';

/** The rule of two people, attacked as somebody inside would: by the API, with what he has. */
const zone = [...areaIds];
const officer = (username: string, more: Partial<HouseAccount> = {}): HouseAccount => ({
  username,
  role: 'duty-officer',
  areas: zone,
  ...more,
});
const accounts: HouseAccount[] = [
  officer('author', { personId: 'P-author' }),
  officer('author-again', { personId: 'P-author' }),
  // Goods that cross areas are judged by another office.
  officer('second', { officeId: 'O-2' }),
  officer('third'),
  officer('toucher', { personId: 'P-toucher' }),
  officer('toucher-again', { personId: 'P-toucher' }),
  officer('watcher', { personId: 'P-watcher' }),
  { username: 'auditor-of-watcher', role: 'auditor', areas: zone, personId: 'P-watcher' },
  officer('unlicensed', { licences: [] }),
  { username: 'field', role: 'field-officer', areas: zone, licences: ['second-review'] },
  { username: 'leader', role: 'shift-leader', areas: zone },
  { username: 'chief', role: 'duty-chief', areas: zone },
  ...(['technician', 'auditor', 'wall', 'expert'] as const).map((role) => ({
    username: role,
    role,
    areas: zone,
  })),
];
const areas = ['WGQ' as const];
const incidents = Array.from({ length: 12 }, (_, i) => i + 1).flatMap((n) => {
  const later = Date.now() + 3_600_000;
  const alarm = exampleAlarm({
    id: `A${n}`,
    incidentId: `I${n}`,
    entityId: `ES${n}`,
    raisedAtMs: Date.now(),
    lastRaisedAtMs: Date.now(),
    acknowledgeDueAtMs: later,
    escalateDueAtMs: later,
  });
  const alarms = [{ alarmId: `A${n}`, why: [{ code: 'first' as const }] }];
  const openedAtMs = Date.now();
  const incident = exampleIncident({ id: `I${n}`, alarms, openedAtMs });
  const common = { areas, actor: machine };
  return [
    { type: 'alarm.raised' as const, ...common, data: { alarm } },
    { type: 'incident.opened' as const, ...common, data: { incident } },
  ];
});
/** Goods that nobody saw arrive. */
const lost: DurableDraft = {
  type: 'journey.declared',
  areas: ['WLP', 'WGQ'],
  actor: machine,
  data: {
    journey: {
      id: 'J1',
      vehicleId: 'V00001',
      plate: '沪A00001',
      containerNo: null,
      sealId: null,
      fromGateId: 'WLP-G1',
      toGateId: 'WGQ-G1',
      fromArea: 'WLP',
      toArea: 'WGQ',
      corridor: [
        [121.6, 31.3],
        [121.7, 31.3],
      ],
      corridorM: 500,
      departedAtMs: Date.now() - 7_200_000,
      dueAtMs: Date.now() - 3_600_000,
      state: 'under-way',
      arrivedAtMs: null,
    },
  },
};
const secret = 'the rope is whole, the sensor lies';
const verdict: Verdict = {
  conclusion: 'false-alarm',
  cause: 'device-fault',
  note: secret,
  evidence: [],
};
const agreed: Verdict = { ...verdict, note: 'seen on the picture' };
const other: Verdict = { ...verdict, conclusion: 'confirmed', cause: 'forced-open', note: 'cut' };

let house: House;
let next = 0;
const cookies = new Map<string, string>();
beforeAll(async () => {
  house = await startHouse(accounts, [...incidents, lost]);
  for (const { username } of accounts) cookies.set(username, await house.signIn(username));
  // The house's clock begins their procedures: one that began after a submission would be left undone.
  await until(
    async () => Object.keys((await situationFor('chief')).procedures).length,
    (begun) => begun === 12,
  );
});
afterAll(() => house?.stop());
afterEach(async () => {
  for (const username of Object.values((await situationFor('chief')).duty).map(nameOf))
    await act(username, 'duty.end', {});
});
const nameOf = ({ person }: Situation['duty'][string]) => person.username;

async function act(
  username: string,
  name: CommandName,
  argument: object,
  commandId: string = crypto.randomUUID(),
): Promise<string> {
  const response = await fetch(`${house.app.url}/api/commands`, {
    method: 'POST',
    headers: { cookie: cookies.get(username) ?? '', 'content-type': 'application/json' },
    body: JSON.stringify({ commandId, name, basedOnVersion: null, argument }),
  });
  const reply = (await response.json()) as CommandReply & { code?: string };
  if (reply.code === 'too-many-attempts') {
    // Faster than people may: a session of its own is counted anew.
    cookies.set(username, await house.signIn(username));
    return act(username, name, argument, commandId);
  }
  if (reply.code) return reply.code;
  return reply.ok ? 'ok' : reply.refusal.code;
}
async function read<T>(username: string, path: string): Promise<T> {
  const headers = { cookie: cookies.get(username) ?? '' };
  return (await (await fetch(`${house.app.url}${path}`, { headers })).json()) as T;
}
const situationFor = async (username: string) =>
  (await read<{ situation: Situation }>(username, '/api/situation')).situation;
async function eventsFor(username: string): Promise<DurableEvent[]> {
  const all: DurableEvent[] = [];
  for (let afterSeq = 0; ; ) {
    const page = await read<{ upToSeq: number; events: DurableEvent[] }>(
      username,
      `/api/events?afterSeq=${afterSeq}&limit=1000`,
    );
    if (page.upToSeq === afterSeq) return all;
    all.push(...page.events);
    afterSeq = page.upToSeq;
  }
}
const onDuty = async (...names: string[]) => {
  // Who still owns something stays on duty from the test before.
  for (const name of names)
    expect(await act(name, 'duty.begin', {}), name).toMatch(/ok|wrong-state/);
};
const dispositionOf = async (incidentId: string, username = 'chief'): Promise<Disposition> => {
  const { dispositions } = await situationFor(username);
  const found = Object.values(dispositions).findLast((each) => each.incidentId === incidentId);
  if (!found) throw new Error(`no disposition of ${incidentId}`);
  return found;
};

/** A P1 concluded as false by its author: what every attack is about. */
async function submitted(touch = false): Promise<{ incidentId: string; id: string }> {
  const incidentId = `I${++next}`;
  const alarmId = incidentId.replace('I', 'A');
  const by = touch ? 'toucher' : 'author';
  expect(await act(by, 'alarm.acknowledge', { alarmId })).toBe('ok');
  const said = { incidentId, ...verdict, forcedRestore: null };
  for (const { id } of (await situationFor('author')).procedures[incidentId]?.steps ?? [])
    await act('author', 'procedure.skip-step', { incidentId, stepId: id, reason: 'a test' });
  expect(await act('author', 'disposition.submit', said)).toBe('ok');
  return { incidentId, id: (await dispositionOf(incidentId)).id };
}
const conclude = (who: string, id: string, said = agreed, commandId?: string) =>
  act(who, 'disposition.conclude', { dispositionId: id, ...said }, commandId);
const tracesOf = async (who: string, id: string) =>
  (await eventsFor('auditor')).flatMap(({ type, data, actor }) =>
    type === 'disposition.attempt-refused' &&
    data.dispositionId === id &&
    actor.kind === 'person' &&
    actor.name === who
      ? [data.refusal]
      : [],
  );

it('lets neither the author, nor his other log-in, nor anybody but the drawn one conclude', async () => {
  await onDuty('author', 'author-again', 'second');
  const { id, incidentId } = await submitted();
  const drawn = await dispositionOf(incidentId);
  expect(drawn).toMatchObject({ state: 'second-assigned', second: { name: 'second' } });
  for (const [who, code] of [
    ['author', 'same-person'],
    ['author-again', 'same-person'],
    ['third', 'not-drawn'],
    ['leader', 'not-drawn'],
    ['field', 'not-permitted'],
    ['technician', 'not-permitted'],
    ['auditor', 'not-permitted'],
    ['wall', 'not-permitted'],
    ['expert', 'not-found'],
  ] as const) {
    expect(await act(who, 'disposition.start', { dispositionId: id }), who).toBe(code);
    expect(await conclude(who, id), who).toBe(code);
    expect(await tracesOf(who, id), who).toEqual([code, code]);
  }
  expect(await conclude('second', id), 'not begun').toBe('wrong-state');
  expect((await situationFor('chief')).incidents[incidentId]?.state).toBe('awaiting-disposition');
  expect(await act('second', 'disposition.start', { dispositionId: id })).toBe('ok');
  expect(await conclude('second', id)).toBe('ok');
  const closed = await situationFor('chief');
  expect(closed.incidents[incidentId]).toMatchObject({ state: 'closed' });
  expect(closed.dispositions[id]).toMatchObject({ state: 'locked' });
});

it('draws nobody who took part, has no licence or watches as an auditor; and the draw can be made again', async () => {
  await onDuty('author', 'toucher-again', 'watcher', 'unlicensed', 'field', 'second', 'third');
  const { id, incidentId } = await submitted(true);
  const { draws, second } = await dispositionOf(incidentId);
  expect(draws[0]?.candidates.map(({ name }) => name).sort()).toEqual(['second', 'third']);
  expect(draws[0]?.excluded.map(({ accountId, why }) => `${accountId} ${why}`).sort()).toEqual([
    'U-author is-author',
    'U-field role',
    'U-toucher-again took-part',
    'U-unlicensed no-licence',
    'U-watcher role',
  ]);
  // An outsider, from the log alone.
  const entry = (await eventsFor('auditor')).findLast(
    (event) => event.type === 'disposition.drawn' && event.data.dispositionId === id,
  );
  const draw = entry?.type === 'disposition.drawn' ? entry.data.draw : null;
  expect(draw && drawSecond(draw.candidates, draw.seed)).toEqual(second);
});

it('tells nobody the first conclusion by any door before the second has recorded his own', async () => {
  await onDuty('author', 'second');
  const heard: string[] = [];
  const socket = io(house.app.url, {
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { cookie: cookies.get('second') ?? '', origin: house.app.url },
  });
  socket.onAny((name, message) => heard.push(JSON.stringify([name, message])));
  await new Promise((resolve) => socket.once('connect', () => resolve(null)));
  const { seq } = await situationFor('second');
  const welcomed = new Promise<{ epoch: string }>((resolve) => socket.once('welcome', resolve));
  await socket.emitWithAck('sync', { contractVersion, have: null });
  const { epoch } = await welcomed;
  await until(
    () => socket.emitWithAck('sync', { contractVersion, have: { epoch, seq } }),
    (refusal) => refusal === null,
  );
  const { id, incidentId } = await submitted();
  await act('second', 'disposition.start', { dispositionId: id });
  await until(
    () => heard,
    (all) => all.some((text) => text.includes('disposition.started')),
  );
  const doors = async (who: string) =>
    JSON.stringify([
      (await dispositionOf(incidentId, who)).first,
      (await eventsFor(who)).filter(({ data }) => JSON.stringify(data).includes(`"${id}"`)),
      (await situationFor(who)).incidents[incidentId],
    ]);
  for (const who of ['second', 'third', 'leader', 'chief', 'author-again', 'wall', 'technician']) {
    const told = await doors(who);
    expect(told, who).not.toContain(secret);
    expect(told, who).not.toMatch(/false-alarm|closed-as-false|device-fault/);
  }
  expect(await doors('author')).toContain(secret);
  expect(await doors('auditor')).toContain(secret);
  const mine = heard.filter((text) => text.includes(id));
  expect(mine.length).toBeGreaterThan(0);
  for (const text of mine) expect(text).not.toContain(secret);
  expect(await conclude('second', id)).toBe('ok');
  expect(await doors('third')).toContain(secret);
  socket.disconnect();
});

it('takes a replayed request once, in two tabs or ten', async () => {
  await onDuty('author', 'second');
  const { id } = await submitted();
  await act('second', 'disposition.start', { dispositionId: id });
  const commandId = crypto.randomUUID();
  const both = await Promise.all([
    conclude('second', id, agreed, commandId),
    conclude('second', id, agreed, commandId),
    conclude('second', id, other),
  ]);
  expect(both.filter((code) => code === 'ok').length).toBeLessThanOrEqual(2);
  expect(await conclude('second', id, agreed, commandId)).toMatch(/ok|wrong-state/);
  expect(await conclude('second', id, agreed)).toBe('wrong-state');
  // His request, sent by another: it is judged as the other's.
  expect(await conclude('third', id, agreed, commandId)).toBe('not-drawn');
  const concluded = (await eventsFor('auditor')).filter(
    ({ type, data }) => type === 'disposition.concluded' && data.dispositionId === id,
  );
  expect(concluded).toHaveLength(1);
  expect(await tracesOf('second', id)).toContain('wrong-state');
});

it('has a dissent of a P1 settled by the duty chief, and by nobody who signed', async () => {
  await onDuty('author', 'second', 'leader');
  const { id, incidentId } = await submitted();
  const drawn = (await dispositionOf(incidentId)).second?.name ?? '';
  await act(drawn, 'disposition.start', { dispositionId: id });
  expect(await conclude(drawn, id, other)).toBe('ok');
  expect(await dispositionOf(incidentId)).toMatchObject({ state: 'adjudication' });
  const settle = (who: string) =>
    act(who, 'disposition.adjudicate', { dispositionId: id, ...other });
  expect(await settle('author')).toBe('not-permitted');
  expect(await settle('leader')).toBe(drawn === 'leader' ? 'same-person' : 'duty-chief-needed');
  expect(await settle('chief')).toBe('ok');
  const { incidents, dispositions } = await situationFor('chief');
  expect(incidents[incidentId]).toMatchObject({ state: 'closed', conclusion: 'confirmed' });
  expect(dispositions[id]).toMatchObject({ state: 'locked', adjudicator: { name: 'chief' } });
});

it('writes goods off by two, and never by who asks for it, at once or twice', async () => {
  await onDuty('author', 'author-again', 'second');
  const argument = {
    act: 'journey-written-off',
    entityId: 'J1',
    area: 'WGQ',
    incidentId: null,
    alreadyDone: false,
    ...verdict,
    conclusion: 'justified',
  };
  const propose = (who: string, change: object = {}) =>
    act(who, 'disposition.propose', { ...argument, cause: 'other', ...change });
  for (const who of ['field', 'technician', 'auditor', 'wall'])
    expect(await propose(who), who).toBe('not-permitted');
  expect(await propose('expert')).toBe('not-found');
  expect(await propose('author', { entityId: 'J9' })).toBe('not-found');
  // That it is done already is a word for emergencies.
  expect(await propose('author', { alreadyDone: true })).toBe('no-emergency');
  const both = await Promise.all([propose('author'), propose('author-again')]);
  expect(both.sort()).toEqual(['disposition-pending', 'ok']);
  const stateOf = async () => (await situationFor('chief')).journeys.J1?.state;
  const { dispositions } = await situationFor('chief');
  const pending = Object.values(dispositions).find(({ subject }) => subject.kind === 'act');
  const id = pending?.id ?? '';
  expect(pending).toMatchObject({ second: { name: 'second' }, areas: ['WLP', 'WGQ'] });
  const agree: Verdict = { ...agreed, conclusion: 'justified', cause: 'other' };
  for (const who of ['author', 'author-again']) {
    expect(await act(who, 'disposition.start', { dispositionId: id }), who).toBe('same-person');
    expect(await conclude(who, id, agree), who).toBe('same-person');
  }
  expect(await conclude('second', id, agree), 'not begun').toBe('wrong-state');
  expect(await stateOf()).toBe('under-way');
  expect(await act('second', 'disposition.start', { dispositionId: id })).toBe('ok');
  expect(await conclude('second', id, agree)).toBe('ok');
  expect(await stateOf()).toBe('written-off');
  expect(await propose('author')).toBe('wrong-state');
  const written = (await eventsFor('auditor')).filter(({ type }) => type === 'journey.written-off');
  expect(written).toHaveLength(1);
});

const accountsFile = () => new DatabaseSync(join(house.dataDir, 'command-center.db'));

it('draws another when the drawn one goes, loses his role, or had a hand in it meanwhile', async () => {
  await onDuty('author', 'second');
  const { id, incidentId } = await submitted();
  await onDuty('third');
  expect(await act('second', 'incident.note', { incidentId, text: 'let me help' })).toBe('ok');
  const redrawn = await until(
    () => dispositionOf(incidentId),
    ({ second }) => second?.name === 'third',
  );
  expect(redrawn.draws.at(-1)?.why).toBe('no-longer-eligible');
  expect(await act('second', 'disposition.start', { dispositionId: id })).toBe('not-drawn');
  await act('third', 'duty.end', {});
  const waiting = await until(
    () => dispositionOf(incidentId),
    ({ state }) => state === 'submitted',
  );
  expect(waiting).toMatchObject({ second: null, waitingFor: 'anybody' });
  expect((await situationFor('chief')).incidents[incidentId]?.state).toBe('awaiting-disposition');
});

it('forgets nothing over a restart, and ends with the role and the account of the second', async () => {
  await onDuty('author', 'second');
  const { id, incidentId } = await submitted();
  await act('second', 'disposition.start', { dispositionId: id });
  await house.restart();
  expect(await dispositionOf(incidentId)).toMatchObject({ state: 'second-blind', first: null });
  const file = accountsFile();
  file.exec("UPDATE account SET role = 'technician' WHERE username = 'second'");
  file.close();
  expect(await conclude('second', id)).toBe('not-permitted');
  await until(
    () => dispositionOf(incidentId),
    ({ state }) => state === 'submitted',
  );
  const again = accountsFile();
  again.exec("UPDATE account SET role = 'duty-officer', disabled = 1 WHERE username = 'second'");
  again.close();
  expect(await conclude('second', id)).toBe('not-signed-in');
  expect((await dispositionOf(incidentId)).verdict).toBeNull();
});
