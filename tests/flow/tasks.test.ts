import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { CommandName, CommandReply } from '@ftz/shared/contract/live-up.ts';
import { siteTimeLimits } from '@ftz/shared/site/site.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type House, startHouse, until } from '#house.ts';
import { openEventLog } from './event-log.ts';

// Tasks on the real house, for which minutes pass at once.
const roles = {
  officer: 'duty-officer',
  leader: 'shift-leader',
  patrol: 'field-officer',
  partner: 'field-officer',
} as const;
const acceptS = siteTimeLimits.taskAcceptS['mobile-verification'];
const expireS = siteTimeLimits.taskExpireS['mobile-verification'];
const { taskEscalateS, officerSilentS } = siteTimeLimits;
const at = { areas: ['WGQ' as const], actor: machine };
let house: House;
let log: Awaited<ReturnType<typeof openEventLog>>;
const cookies = new Map<string, string>();

beforeAll(async () => {
  house = await startHouse(
    Object.entries(roles).map(([username, role]) => ({ username, role, areas: [...areaIds] })),
    [
      { type: 'alarm.raised', ...at, data: { alarm: exampleAlarm({ gateId: 'WGQ-G1' }) } },
      { type: 'incident.opened', ...at, data: { incident: exampleIncident() } },
    ],
  );
  log = await openEventLog(house, 'leader');
  for (const username of Object.keys(roles)) cookies.set(username, await house.signIn(username));
});
afterAll(() => house?.stop());

async function act(by: keyof typeof roles, name: CommandName, argument: object, more = {}) {
  const command = { commandId: crypto.randomUUID(), name, basedOnVersion: null, argument, ...more };
  const response = await fetch(`${house.app.url}/api/commands`, {
    method: 'POST',
    headers: { cookie: cookies.get(by) ?? '', 'content-type': 'application/json' },
    body: JSON.stringify(command),
  });
  const reply = (await response.json()) as CommandReply;
  return reply.ok ? 'ok' : reply.refusal.code;
}

/** Sends a patrol; answers the task's id. */
async function issue(unitId = 'WGQ-P1'): Promise<string> {
  const before = (await log.entries('task.issued')).length;
  const asked = { incidentId: 'I1', kind: 'mobile-verification', unitId };
  expect(await act('officer', 'task.issue', asked)).toBe('ok');
  const issued = await log.entries('task.issued');
  return issued[before]?.data.task.id ?? '';
}

it('tells the issuer and the shift leader that nobody accepts, and then that another has to go', async () => {
  const taskId = await issue();
  const told = async () =>
    (await log.entries('task.overdue'))
      .filter(({ data }) => data.taskId === taskId)
      .map(({ data }) => data.overdue.told);
  house.pass(acceptS * 1000);
  expect(await until(told, ({ length }) => length > 0)).toEqual(['issuer']);
  house.pass(taskEscalateS * 1000);
  expect(await until(told, ({ length }) => length > 1)).toEqual(['issuer', 'shift-leader']);
  house.pass((expireS - acceptS - taskEscalateS) * 1000);
  await until(
    () => log.entries('task.expired'),
    (entries) => entries.some(({ data }) => data.taskId === taskId),
  );
  expect(await told()).toEqual(['issuer', 'shift-leader']);
});

it('lets a patrol arrive by the code at the gate, and raises an alarm when it falls silent', async () => {
  const taskId = await issue();
  const codes = JSON.parse(readFileSync(join(house.dataDir, 'site-codes.json'), 'utf8'));
  const arrive = (code: string) =>
    act('patrol', 'task.arrive', { taskId, arrival: { how: 'site-code', code } });
  expect(await act('patrol', 'task.accept', { taskId })).toBe('ok');
  expect(await arrive(codes['PVG-G1'])).toBe('wrong-site-code');
  expect(await arrive(codes['WGQ-G1'])).toBe('ok');
  house.pass(officerSilentS * 1000);
  const silence = await until(
    () => log.entries('alarm.raised'),
    (entries) => entries.some(({ data }) => data.alarm.kind === 'officer-silent'),
  );
  const alarm = silence.map(({ data }) => data.alarm).find(({ kind }) => kind === 'officer-silent');
  expect(alarm).toMatchObject({ severity: 1, entityKind: 'unit', entityId: 'WGQ-P1' });
  expect(await act('patrol', 'task.check-in', { taskId })).toBe('ok');
  await until(
    () => log.entries('alarm.returned'),
    (entries) => entries.some(({ data }) => data.alarmId === alarm?.id),
  );
  const result = { finding: 'consistent', note: 'as declared', photoIds: [] };
  expect(await act('patrol', 'task.submit-result', { taskId, result })).toBe('ok');
  expect(await act('patrol', 'task.verify', { taskId })).toBe('not-permitted');
  expect(await act('officer', 'task.verify', { taskId })).toBe('ok');
});

it('keeps what a phone reports of a task that was called off, once, and survives a restart', async () => {
  const taskId = await issue();
  await act('patrol', 'task.accept', { taskId });
  await act('officer', 'task.cancel', { taskId, reason: 'found elsewhere' });
  const result = { finding: 'inconsistent', note: 'rope is cut', photoIds: [] };
  const kept = { actedAtMs: house.nowMs() - 60_000, commandId: crypto.randomUUID() };
  expect(await act('patrol', 'task.submit-result', { taskId, result }, kept)).toBe('ok');
  await house.restart();
  for (const username of Object.keys(roles)) cookies.set(username, await house.signIn(username));
  expect(await act('patrol', 'task.submit-result', { taskId, result }, kept)).toBe('ok');
  log = await openEventLog(house, 'leader');
  const late = await log.entries('task.late-report');
  expect(late).toHaveLength(1);
  expect(late[0]).toMatchObject({
    actedAtMs: kept.actedAtMs,
    data: { report: { act: 'submit-result', deviceAtMs: kept.actedAtMs, result } },
  });
});
