import { statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { CommandName, CommandReply } from '@ftz/shared/contract/live-up.ts';
import type { PushKey, PushNews } from '@ftz/shared/contract/push.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type House, metric, startHouse, until } from '#house.ts';
import { type PushedBrowser, startPushService, vapidClaims } from '#push-service.ts';
import { openEventLog } from './event-log.ts';

// Phones whose page is closed, rung by the real house through a push service over TLS.
const withinMs = 5_000;
const whole = [...areaIds];
const people: { username: string; role: 'duty-officer' | 'field-officer'; areas: AreaId[] }[] = [
  { username: 'officer', role: 'duty-officer', areas: whole },
  { username: 'patrol', role: 'field-officer', areas: whole },
  { username: 'partner', role: 'field-officer', areas: whole },
  { username: 'airport', role: 'field-officer', areas: ['PVG'] },
];
const at = { areas: ['WGQ' as const], actor: machine };
let service: Awaited<ReturnType<typeof startPushService>>;
let house: House;
const cookies = new Map<string, string>();
let log: Awaited<ReturnType<typeof openEventLog>>;

beforeAll(async () => {
  service = await startPushService();
  house = await startHouse(
    people,
    [
      { type: 'alarm.raised', ...at, data: { alarm: exampleAlarm() } },
      { type: 'incident.opened', ...at, data: { incident: exampleIncident() } },
    ],
    { PUSH_SERVICES: service.host, PUSH_CONTACT: 'mailto:it@zone.example' },
  );
  for (const { username } of people) cookies.set(username, await house.signIn(username));
  log = await openEventLog(house, 'officer');
});
afterAll(async () => {
  await house?.stop();
  await service?.close();
});

function ask(username: string, method: string, path: string, body?: object): Promise<Response> {
  return fetch(`${house.app.url}${path}`, {
    method,
    headers: {
      cookie: cookies.get(username) ?? '',
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
}

/** A browser on the phone of this person, which wants to be rung. */
async function phoneOf(username: string): Promise<PushedBrowser> {
  const browser = await service.addBrowser();
  const kept = await ask(username, 'PUT', '/api/push/subscription', browser.address);
  expect(kept.status).toBe(204);
  return browser;
}

async function act(by: string, name: CommandName, argument: object): Promise<string> {
  const command = { commandId: crypto.randomUUID(), name, basedOnVersion: null, argument };
  const response = await ask(by, 'POST', '/api/commands', command);
  const reply = (await response.json()) as CommandReply;
  return reply.ok ? 'ok' : reply.refusal.code;
}

/** Sends a patrol; answers the task's id. */
async function issue(unitId = 'WGQ-P1'): Promise<string> {
  const asked = { incidentId: 'I1', kind: 'mobile-verification', unitId };
  expect(await act('officer', 'task.issue', asked)).toBe('ok');
  const issued = await log.entries('task.issued');
  return issued.at(-1)?.data.task.id ?? '';
}

const pushedTo = (browser: PushedBrowser, count: number) =>
  until(
    () => browser.pushed.length,
    (length) => length >= count,
    20_000,
  );
async function newsOf(browser: PushedBrowser): Promise<unknown[]> {
  return Promise.all(browser.pushed.map((pushed) => browser.read(pushed)));
}
const figure = (name: string) => metric(house.app.url, 'ftz_push_figure', `figure="${name}"`);
/** Nothing waits any more: whoever has got nothing by then gets nothing. */
const untilQuiet = () =>
  until(
    () => figure('waiting'),
    (waiting) => waiting === 0,
  );

it('rings the phone within five seconds of the act, with what it may know and no more', async () => {
  const phone = await phoneOf('patrol');
  const elsewhere = await phoneOf('airport');
  const beganMs = performance.now();
  const taskId = await issue();
  await pushedTo(phone, 1);
  const [pushed] = phone.pushed;
  if (!pushed) throw new Error('nothing came');
  expect(pushed.atMs - beganMs).toBeLessThan(withinMs);
  const news: PushNews = { taskId, kind: 'mobile-verification', reason: 'issued' };
  expect(await phone.read(pushed)).toEqual(news);
  await expect(elsewhere.read(pushed)).rejects.toThrow();

  const { headers, body } = pushed;
  expect(headers).toMatchObject({ urgency: 'high', 'content-encoding': 'aes128gcm' });
  expect(headers.topic).toMatch(/^[\w-]{32}$/);
  expect(headers.topic).not.toContain(taskId);
  expect(Number(headers.ttl)).toBeGreaterThan(60);
  expect(Number(headers.ttl)).toBeLessThanOrEqual(86_400);
  expect(body.length).toBeLessThan(4_096);
  expect(Buffer.from(body).includes(taskId)).toBe(false);
  const { publicKey } = (await (await ask('patrol', 'GET', '/api/push')).json()) as PushKey;
  const claims = await vapidClaims(pushed, publicKey ?? '');
  expect(claims).toMatchObject({ aud: service.origin, sub: 'mailto:it@zone.example' });

  await untilQuiet();
  expect(elsewhere.pushed).toEqual([]);
  expect(statSync(join(house.dataDir, 'web-push-keys.json')).mode & 0o777).toBe(0o600);
});

it('rings those whom it concerns: who rides in the unit, then who took the task; never who did it', async () => {
  const patrol = await phoneOf('patrol');
  const partner = await phoneOf('partner');
  expect(await act('partner', 'unit.join', { unitId: 'WGQ-P2' })).toBe('ok');
  const taskId = await issue('WGQ-P2');
  await pushedTo(partner, 1);
  await untilQuiet();
  expect(patrol.pushed).toEqual([]);

  expect(await act('patrol', 'task.accept', { taskId })).toBe('ok');
  expect(await act('officer', 'task.cancel', { taskId, reason: 'found elsewhere' })).toBe('ok');
  await pushedTo(patrol, 1);
  await untilQuiet();
  expect(await newsOf(patrol)).toEqual([
    { taskId, kind: 'mobile-verification', reason: 'cancelled' },
  ]);
  expect(partner.pushed).toHaveLength(1);
  expect(await act('partner', 'unit.leave', { unitId: 'WGQ-P2' })).toBe('ok');
});

it('of a review or a look at cameras nobody is rung', async () => {
  const phone = await phoneOf('patrol');
  const asked = { incidentId: 'I1', kind: 'review', unitId: 'WGQ-R1' };
  expect(await act('officer', 'task.issue', asked)).toBe('ok');
  const taskId = await issue();
  await pushedTo(phone, 1);
  await untilQuiet();
  expect(await newsOf(phone)).toMatchObject([{ taskId }]);
});

it('forgets a browser that is gone', async () => {
  const gone = await phoneOf('partner');
  const phone = await phoneOf('patrol');
  gone.answers.push({ status: 410 });
  await issue();
  await pushedTo(gone, 1);
  await until(
    () => figure('gone'),
    (count) => count === 1,
  );
  await untilQuiet();
  const before = phone.pushed.length;
  await issue();
  await pushedTo(phone, before + 1);
  await untilQuiet();
  expect(gone.pushed).toHaveLength(1);
  const db = new DatabaseSync(join(house.dataDir, 'command-center.db'), { readOnly: true });
  const rows = db.prepare('SELECT endpoint FROM push_subscription').all();
  db.close();
  expect(rows.map(({ endpoint }) => endpoint)).not.toContain(gone.address.endpoint);
});

it('leaves a service alone as long as it asks, and then brings it once', async () => {
  const phone = await phoneOf('patrol');
  phone.answers.push({ status: 429, headers: { 'retry-after': '3' } });
  const taskId = await issue();
  await pushedTo(phone, 2);
  await untilQuiet();
  const [first, second] = phone.pushed;
  expect(phone.pushed).toHaveLength(2);
  expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThanOrEqual(3_000);
  expect(await newsOf(phone)).toMatchObject([{ taskId }, { taskId }]);
});

it('is led nowhere, and says in its health what fails', async () => {
  const phone = await phoneOf('patrol');
  const canary = await service.addBrowser();
  const location = canary.address.endpoint;
  const before = await figure('refused');
  phone.answers.push({ status: 307, headers: { location } });
  await issue();
  await until(
    () => figure('refused'),
    (count) => count === before + 1,
  );
  expect(canary.pushed).toEqual([]);
  const health = await (await fetch(`${house.app.url}/health/ready`)).text();
  expect(health).toContain('last failure: status 307');
  expect(health).not.toContain('/push/');
});

it('rings again after a restart for what nobody has accepted', async () => {
  const phone = await phoneOf('patrol');
  phone.answers.push(...Array.from({ length: 50 }, () => ({ status: 503 })));
  const taskId = await issue();
  await pushedTo(phone, 1);
  await house.restart();
  phone.answers.length = 0;
  const before = phone.pushed.length;
  await until(
    async () => JSON.stringify((await newsOf(phone)).slice(before)),
    (news) => news.includes(taskId),
  );
});

it('is silent for whoever signed out, or may no longer come in', async () => {
  const out = await phoneOf('partner');
  const closed = await phoneOf('airport');
  const phone = await phoneOf('patrol');
  expect((await ask('partner', 'DELETE', '/api/session')).status).toBe(204);
  const db = new DatabaseSync(join(house.dataDir, 'command-center.db'));
  db.exec("UPDATE account SET disabled = 1 WHERE username = 'airport'");
  db.close();
  const before = phone.pushed.length;
  await issue();
  await pushedTo(phone, before + 1);
  await untilQuiet();
  expect([out.pushed.length, closed.pushed.length]).toEqual([0, 0]);

  expect((await ask('patrol', 'DELETE', '/api/push/subscription')).status).toBe(204);
  const count = phone.pushed.length;
  const other = await house.signIn('patrol');
  cookies.set('patrol', other);
  const second = await phoneOf('patrol');
  await issue();
  await pushedTo(second, 1);
  await untilQuiet();
  expect(phone.pushed).toHaveLength(count);
});
