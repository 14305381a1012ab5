import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
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

// Tasks on the real house, whose people have seconds instead of minutes.
const roles = {
  officer: 'duty-officer',
  leader: 'shift-leader',
  patrol: 'field-officer',
  partner: 'field-officer',
} as const;
const folder = mkdtempSync(join(tmpdir(), 'ftz-limits-'));
const all = (seconds: number) => ({
  review: seconds,
  'video-inspection': seconds,
  'mobile-verification': seconds,
  emergency: seconds,
});
const at = { areas: ['WGQ' as const], actor: machine };
let house: House;
let log: Awaited<ReturnType<typeof openEventLog>>;
const cookies = new Map<string, string>();

beforeAll(async () => {
  const limits = {
    ...siteTimeLimits,
    taskAcceptS: all(1),
    taskExpireS: all(10),
    taskEscalateS: 1,
    checkInS: 1,
    officerSilentS: 2,
  };
  const file = join(folder, 'limits.json');
  writeFileSync(file, JSON.stringify(limits));
  house = await startHouse(
    Object.entries(roles).map(([username, role]) => ({ username, role, areas: [...areaIds] })),
    [
      { type: 'alarm.raised', ...at, data: { alarm: exampleAlarm({ gateId: 'WGQ-G1' }) } },
      { type: 'incident.opened', ...at, data: { incident: exampleIncident() } },
    ],
    { TIME_LIMITS_FILE: file },
  );
  log = await openEventLog(house, 'leader');
  for (const username of Object.keys(roles)) cookies.set(username, await house.signIn(username));
}, 60_000);
afterAll(async () => {
  await house?.stop();
  rmSync(folder, { recursive: true, force: true });
});

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
  await until(
    () => log.entries('task.expired'),
    (entries) => entries.some(({ data }) => data.taskId === taskId),
    60_000,
  );
  const told = (await log.entries('task.overdue')).filter(({ data }) => data.taskId === taskId);
  expect(told.map(({ data }) => data.overdue.told)).toEqual(['issuer', 'shift-leader']);
}, 90_000);

it('lets a patrol arrive by the code at the gate, and raises an alarm when it falls silent', async () => {
  const taskId = await issue();
  const codes = JSON.parse(readFileSync(join(house.dataDir, 'site-codes.json'), 'utf8'));
  const arrive = (code: string) =>
    act('patrol', 'task.arrive', { taskId, arrival: { how: 'site-code', code } });
  expect(await act('patrol', 'task.accept', { taskId })).toBe('ok');
  expect(await arrive(codes['PVG-G1'])).toBe('wrong-site-code');
  expect(await arrive(codes['WGQ-G1'])).toBe('ok');
  const silence = await until(
    () => log.entries('alarm.raised'),
    (entries) => entries.some(({ data }) => data.alarm.kind === 'officer-silent'),
    30_000,
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
}, 90_000);

it('keeps what a phone reports of a task that was called off, once, and survives a restart', async () => {
  const taskId = await issue();
  await act('patrol', 'task.accept', { taskId });
  await act('officer', 'task.cancel', { taskId, reason: 'found elsewhere' });
  const result = { finding: 'inconsistent', note: 'rope is cut', photoIds: [] };
  const kept = { actedAtMs: Date.now() - 60_000, commandId: crypto.randomUUID() };
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
}, 120_000);
