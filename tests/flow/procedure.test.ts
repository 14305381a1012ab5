import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { CommandName, CommandReply } from '@ftz/shared/contract/live-up.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { applyAll } from '@ftz/shared/state/apply-durable.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type House, startHouse, until } from '#house.ts';

const areas = ['WGQ' as const];
let house: House;
const cookies = new Map<string, string>();

beforeAll(async () => {
  const people = [
    { username: 'officer', role: 'duty-officer' as const, areas },
    { username: 'leader', role: 'shift-leader' as const, areas: [...areaIds] },
    { username: 'chief', role: 'duty-chief' as const, areas: [...areaIds] },
    { username: 'airport', role: 'duty-officer' as const, areas: ['PVG' as const] },
    { username: 'wall', role: 'wall' as const, areas },
  ];
  house = await startHouse(people, [
    { type: 'alarm.raised', areas, actor: machine, data: { alarm: exampleAlarm() } },
    { type: 'incident.opened', areas, actor: machine, data: { incident: exampleIncident() } },
  ]);
  for (const { username } of people) cookies.set(username, await house.signIn(username));
});
afterAll(() => house?.stop());

const headersOf = (who: string) => ({ cookie: cookies.get(who) ?? '' });

async function act(who: string, name: CommandName, argument: object): Promise<string> {
  const response = await fetch(`${house.app.url}/api/commands`, {
    method: 'POST',
    headers: { ...headersOf(who), 'content-type': 'application/json' },
    body: JSON.stringify({ commandId: crypto.randomUUID(), name, basedOnVersion: null, argument }),
  });
  const reply = (await response.json()) as CommandReply | { code: string };
  if ('code' in reply) return reply.code;
  return reply.ok ? 'ok' : reply.refusal.code;
}

async function situationOf(who: string): Promise<Situation> {
  const response = await fetch(`${house.app.url}/api/situation`, { headers: headersOf(who) });
  return ((await response.json()) as { situation: Situation }).situation;
}
const ref = (stepId: string) => ({ incidentId: 'I1', stepId });
const stepOf = (situation: Situation, stepId: string) =>
  situation.procedures['I1']?.steps.find(({ id }) => id === stepId);

it('begins by itself, ticks itself, and keeps over a restart what was skipped until a supervisor saw it', async () => {
  await until(
    () => situationOf('officer'),
    ({ procedures }) => 'I1' in procedures,
  );
  expect(await act('officer', 'alarm.acknowledge', { alarmId: 'A1' })).toBe('ok');
  expect(stepOf(await situationOf('officer'), 'acknowledge')?.tickedBy).toBe('alarm-acknowledged');
  const reason = 'no power left';
  expect(await act('officer', 'procedure.skip-step', { ...ref('read-seal'), reason })).toBe('ok');
  expect(await act('airport', 'procedure.tick-step', ref('open-camera'))).toBe('not-found');
  await house.restart();
  expect(await act('leader', 'procedure.skip-seen', { incidentId: 'I1' })).toBe('ok');
  expect(stepOf(await situationOf('officer'), 'read-seal')).toMatchObject({
    state: 'skipped',
    seenBy: 'leader',
  });
});

it('plays an incident again from its own entries, to those who may see it', async () => {
  const read = async (who: string) =>
    fetch(`${house.app.url}/api/incidents/I1/events`, { headers: headersOf(who) });
  expect((await read('airport')).status).toBe(404);
  const { events, isWhole } = await (await read('officer')).json();
  expect(isWhole).toBe(true);
  const played = applyAll(emptySituation(), events);
  const live = await situationOf('officer');
  expect(played.incidents['I1']?.timeline).toEqual(live.incidents['I1']?.timeline);
  expect(played.procedures['I1']).toEqual(live.procedures['I1']);
});

it('throws to a wall by rank, and back by its time', async () => {
  const content = { kind: 'incident', incidentId: 'I1' };
  const thrown = (who: string, ttlS: number | null) =>
    act(who, 'wall.throw', { wallId: '1', content, ttlS });
  expect(await thrown('officer', null)).toBe('wall-absent');
  expect(await act('wall', 'wall.register', { wallId: '1' })).toBe('ok');
  // Two directors at once: one after the other, and the last of them stays.
  expect(await Promise.all([thrown('chief', 60), thrown('chief', 60)])).toEqual(['ok', 'ok']);
  expect(await thrown('officer', null)).toBe('outranked');
  expect((await situationOf('airport')).walls['1']?.thrown).toBeNull();
  expect((await situationOf('wall')).walls['1']?.thrown?.byName).toBe('chief');
  house.pass(60_000);
  await until(
    () => situationOf('wall'),
    ({ walls }) => walls['1']?.thrown === null,
  );
  expect(await thrown('officer', null)).toBe('ok');
});
