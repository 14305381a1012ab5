import { contractVersion } from '@ftz/shared/contract/contract-version.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { type House, startHouse, until } from '#house.ts';
import type { MissedByDesk } from '#load/desk-fold.ts';
import { type HeadlessDesk, openHeadlessDesk } from '#load/headless-desk.ts';

const areas = ['WGQ' as const];
const log = [
  { type: 'alarm.raised' as const, areas, actor: machine, data: { alarm: exampleAlarm() } },
  {
    type: 'incident.opened' as const,
    areas,
    actor: machine,
    data: { incident: exampleIncident() },
  },
];

let house: House;
let cookie: string;
beforeAll(async () => {
  const accounts = [
    { username: 'officer', role: 'duty-officer' as const, areas },
    { username: 'airport', role: 'duty-officer' as const, areas: ['PVG' as const] },
  ];
  house = await startHouse(accounts, log);
  cookie = await house.signIn('officer');
});
afterAll(() => house?.stop());

async function openDesk(as = cookie) {
  const missed: MissedByDesk[] = [];
  const snapshots: number[] = [];
  const welcomes: string[] = [];
  const desk = openHeadlessDesk({
    url: house.app.url,
    cookie: as,
    onWelcome: ({ resume }) => welcomes.push(resume),
    onMissed: (what) => missed.push(what),
    onSnapshot: ({ seq }) => snapshots.push(seq),
  });
  onTestFinished(() => desk.close());
  await until(
    () => welcomes.at(-1),
    (resume) => resume === 'replay',
  );
  return { desk, missed, snapshots, welcomes };
}

async function situationOf(as: string): Promise<Situation> {
  const response = await fetch(`${house.app.url}/api/situation`, { headers: { cookie: as } });
  return ((await response.json()) as { situation: Situation }).situation;
}

async function act(name: string, argument: object, basedOnVersion: number | null = null) {
  const response = await fetch(`${house.app.url}/api/commands`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ commandId: crypto.randomUUID(), name, basedOnVersion, argument }),
  });
  expect(response.status).toBe(200);
  return ((await response.json()) as { seq: number }).seq;
}
const note = (text: string) => act('incident.note', { incidentId: 'I1', text });
const standsAt = (desk: HeadlessDesk, seq: number) =>
  until(
    () => desk.situation().seq,
    (stands) => stands >= seq,
  );

it('a desk reads the situation once, then folds what a fresh reader is told', async () => {
  const { desk, snapshots } = await openDesk();
  await act('alarm.acknowledge', { alarmId: 'A1' }, 1);
  const last = await note('on the way');
  await standsAt(desk, last);
  expect(desk.situation()).toEqual(await situationOf(cookie));
  expect(desk.situation().alarms.A1?.state).toBe('acked');
  expect(snapshots.length).toBe(1);
  expect(desk.faults).toEqual([]);
});

it('a desk that was cut off is sent what it missed, and knows how much that was', async () => {
  const { desk, missed, snapshots } = await openDesk();
  const before = desk.applied.length;
  desk.socket.disconnect();
  await note('one');
  const last = await note('two');
  desk.socket.connect();
  await standsAt(desk, last);
  expect(missed).toEqual([{ events: 2, alarms: 0, critical: 0 }]);
  expect(desk.applied.length).toBe(before + 2);
  expect(desk.situation()).toEqual(await situationOf(cookie));
  expect(snapshots.length).toBe(1);
  expect(desk.faults).toEqual([]);
});

it('a desk of another area folds nothing, and stands where the log does when it comes back', async () => {
  const { desk } = await openDesk(await house.signIn('airport'));
  const last = await note('not for the airport');
  desk.socket.disconnect().connect();
  await standsAt(desk, last);
  expect(desk.applied).toEqual([]);
  expect(desk.situation()).toMatchObject({ alarms: {}, incidents: {} });
  expect(desk.faults).toEqual([]);
});

it('a desk that asks more often than it may asks again later', async () => {
  const { desk, welcomes } = await openDesk();
  const before = welcomes.length;
  const malformed = { contractVersion, have: { epoch: '', seq: -1 } };
  const refusals = await Promise.all(
    Array.from({ length: 12 }, () => desk.socket.emitWithAck('sync', malformed as never)),
  );
  expect(refusals.at(-1)).toMatchObject({ code: 'too-many-attempts' });
  // As if it had come back.
  for (const sync of desk.socket.listeners('connect')) sync();
  await until(
    () => welcomes.length,
    (count) => count === before + 1,
  );
  const last = await note('and is told');
  await standsAt(desk, last);
  expect(desk.faults).toEqual([]);
});
