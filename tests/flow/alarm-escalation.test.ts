import { randomUUID } from 'node:crypto';
import { encodeZoneEvent } from '@ftz/mock-feeds/feeds/perimeter-dc09/encode.ts';
import { roles } from '@ftz/shared/contract/account.ts';
import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { CommandArgument, CommandName, CommandReply } from '@ftz/shared/contract/live-up.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { site, siteTimeLimits } from '@ftz/shared/site/site.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPanelLine, type PanelLine } from '#faults/harness/panel-line.ts';
import { type House, startHouse, until } from '#house.ts';
import { openEventLog } from './event-log.ts';

/** A house for which hours pass at once, and a panel whose inputs raise what is wanted. */
const { acknowledgeS, progressS, shelve } = siteTimeLimits;
/** A busy machine is no reason to fail. */
const patienceMs = 60_000;

const panel = site.fences[0]?.account ?? '';
let house: House;
let line: PanelLine;
let log: Awaited<ReturnType<typeof openEventLog>>;
const cookies = new Map<string, string>();
let seq = 0;

beforeAll(async () => {
  const accounts = roles.map((role) => ({ username: role, role, areas: [...areaIds] }));
  house = await startHouse(accounts);
  const signIn = async (role: string) => cookies.set(role, await house.signIn(role));
  await Promise.all(roles.map(signIn));
  log = await openEventLog(house, 'auditor');
  line = openPanelLine(house.app.feedPlan.ports['perimeter-dc09']);
});
afterAll(async () => {
  line?.close();
  await house?.stop();
});

const cookieOf = (who: string) => ({ cookie: cookies.get(who) ?? '' });

async function situation(): Promise<Situation> {
  const response = await fetch(`${house.app.url}/api/situation`, { headers: cookieOf('auditor') });
  return ((await response.json()) as { situation: Situation }).situation;
}

/** An input that guards no stretch of fence: BA is medium, BV is critical, BR takes it back. */
const say = (zone: number, code: 'BA' | 'BV' | 'BR') =>
  new Promise<void>((onAcked) => {
    seq += 1;
    const frame = encodeZoneEvent({ account: panel, seq, zone, code, atMs: house.nowMs() });
    line.send({ seq, frame, onAcked });
  });

/** The alarm of an input, once it is as it should be. */
async function alarmOf(zone: number, holds: (alarm: Alarm) => boolean): Promise<Alarm> {
  const found = await until(
    async () =>
      Object.values((await situation()).alarms).find(
        ({ entityId }) => entityId === `${panel}/${zone}`,
      ),
    (alarm) => alarm !== undefined && holds(alarm),
    patienceMs,
  );
  if (!found) throw new Error('no alarm');
  return found;
}

async function act<N extends CommandName>(
  who: string,
  name: N,
  argument: CommandArgument<N>,
): Promise<string> {
  const response = await fetch(`${house.app.url}/api/commands`, {
    method: 'POST',
    headers: { ...cookieOf(who), 'content-type': 'application/json' },
    body: JSON.stringify({ commandId: randomUUID(), name, basedOnVersion: null, argument }),
  });
  const reply = (await response.json()) as CommandReply & { code?: string };
  if (reply.ok) return 'ok';
  return reply.refusal?.code ?? reply.code ?? String(response.status);
}

describe('an alarm that nobody answers', () => {
  it('goes up level by level, and on where it was after a restart', async () => {
    await say(101, 'BA');
    house.pass(acknowledgeS.p3 * 1000);
    await alarmOf(101, ({ level }) => level === 1);
    line.close();
    await house.restart();
    line = openPanelLine(house.app.feedPlan.ports['perimeter-dc09']);
    house.pass(acknowledgeS.p3 * 1000);
    await alarmOf(101, ({ level }) => level === 2);
    house.pass(acknowledgeS.p3 * 1000);
    const { id, version } = await alarmOf(101, ({ level }) => level === 3);
    expect(version).toBe(1);
    const told = (await log.entries('alarm.escalated')).filter(({ data }) => data.alarmId === id);
    expect(told.map(({ data }) => [data.level, data.why])).toEqual([
      [1, 'no-acknowledgement'],
      [2, 'no-acknowledgement'],
      [3, 'no-acknowledgement'],
    ]);
  });

  it('asks again when it was acknowledged and forgotten', async () => {
    await say(102, 'BA');
    const { id } = await alarmOf(102, () => true);
    expect(await act('duty-officer', 'alarm.acknowledge', { alarmId: id })).toBe('ok');
    house.pass(progressS.p3 * 1000);
    const again = await alarmOf(102, ({ state, version }) => state === 'unacked' && version > 2);
    expect(again).toMatchObject({ acknowledgedBy: null, progressDueAtMs: null });
    const whys = (await log.entries('alarm.escalated')).filter(({ data }) => data.alarmId === id);
    expect(whys.map(({ data }) => data.why)).toContain('no-progress');
  });

  it('needs a word when it has gone by itself', async () => {
    await say(103, 'BA');
    await say(103, 'BR');
    const { id } = await alarmOf(103, ({ state }) => state === 'returned-unacked');
    const acknowledge = (reason?: string) =>
      act('duty-officer', 'alarm.acknowledge', { alarmId: id, ...(reason ? { reason } : {}) });
    expect(await acknowledge()).toBe('reason-needed');
    expect(await acknowledge('a cat')).toBe('ok');
    const [entry] = (await log.entries('alarm.acknowledged')).filter(
      ({ data }) => data.alarmId === id,
    );
    expect(entry?.data.reason).toBe('a cat');
  });
});

describe('a shelf', () => {
  const putAside = (who: string, alarmId: string, forS: number | null = null) =>
    act(who, 'alarm.shelve', { alarmId, forS, oneShot: false, reason: 'chatters' });

  it('holds an alarm for a while: counted, listed, calling nobody, and back by itself', async () => {
    await say(104, 'BA');
    const { id } = await alarmOf(104, () => true);
    expect(await putAside('duty-officer', id, shelve.mostS + 1)).toBe('too-long');
    expect(await putAside('duty-officer', id)).toBe('ok');
    await say(104, 'BA');
    const shelved = await alarmOf(104, ({ count }) => count === 2);
    expect(shelved.suppression?.how).toBe('shelved');
    house.pass(shelve.usualS * 1000);
    const back = await alarmOf(104, ({ suppression }) => suppression === null);
    expect(back).toMatchObject({ state: 'unacked', count: 2 });
    const [entry] = (await log.entries('alarm.unshelved')).filter(
      ({ data }) => data.alarmId === id,
    );
    expect(entry).toMatchObject({ actor: { kind: 'machine' }, data: { why: 'time-over' } });
  });

  it('lets go of an alarm that gets critical', async () => {
    await say(105, 'BA');
    const { id } = await alarmOf(105, () => true);
    expect(await putAside('duty-officer', id, shelve.mostS)).toBe('ok');
    await say(105, 'BV');
    const worse = await alarmOf(105, ({ severity }) => severity === 1);
    expect(worse).toMatchObject({ suppression: null, state: 'unacked' });
  });

  it('is closed to a critical alarm, whoever asks, and by whatever door', async () => {
    await say(106, 'BV');
    const { id } = await alarmOf(106, ({ severity }) => severity === 1);
    for (const role of roles)
      expect(['critical-never', 'not-permitted', 'not-found']).toContain(
        await putAside(role, id, 1),
      );
    const many = { alarms: [{ alarmId: id, version: 1 }], reason: 'all of them' };
    expect(await act('duty-chief', 'alarm.acknowledge-many', many)).toBe('critical-never');
    expect(await alarmOf(106, () => true)).toMatchObject({ suppression: null, state: 'unacked' });
  });
});

describe('a source that is taken out of service', () => {
  it('takes two persons and an end; its alarms are recorded, and ask again when it is back', async () => {
    await say(107, 'BV');
    const { id } = await alarmOf(107, () => true);
    const source = { kind: null, entityKind: 'device' as const, entityId: `${panel}/107` };
    const untilMs = house.nowMs() + 60_000;
    const request = { source, untilMs, workOrder: 'W-7', reason: 'input is rewired' };
    expect(await act('shift-leader', 'outage.request', request)).toBe('not-permitted');
    expect(await act('technician', 'outage.request', request)).toBe('ok');
    const [outage] = Object.values((await situation()).outages);
    const outageId = outage?.id ?? '';
    expect(await act('technician', 'outage.authorise', { outageId })).toBe('not-permitted');
    expect(await act('shift-leader', 'outage.authorise', { outageId })).toBe('ok');
    await say(107, 'BV');
    const held = await alarmOf(107, ({ count }) => count === 2);
    expect(held.suppression).toMatchObject({ how: 'out-of-service', workOrder: 'W-7' });
    expect(await act('technician', 'outage.end', { outageId })).toBe('ok');
    const back = await alarmOf(107, ({ suppression }) => suppression === null);
    expect(back).toMatchObject({ id, state: 'unacked', level: 0 });
  });
});
