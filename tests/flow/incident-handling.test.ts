import type { Role } from '@ftz/shared/contract/account.ts';
import { contractVersion } from '@ftz/shared/contract/contract-version.ts';
import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { CommandArgument, CommandName, CommandReply } from '@ftz/shared/contract/live-up.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { siteTimeLimits } from '@ftz/shared/site/site.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, startHouse, until } from '#house.ts';

/** Incidents in the hands of people, over the real house: who owns them, who is let in, and until when. */
const people: [string, Role][] = [
  ['anna', 'duty-officer'],
  ['ben', 'duty-officer'],
  ['lead', 'shift-leader'],
  ['chief', 'duty-chief'],
  ['expert', 'expert'],
  ['stranger', 'expert'],
];
const common = { areas: ['WGQ' as const], actor: machine };
/** Its camera is one of this site. */
const cameraIds = ['WGQ-C01'];
const story = ['1', '2', '3'].flatMap((n) => [
  {
    type: 'alarm.raised' as const,
    ...common,
    data: {
      alarm: exampleAlarm({
        id: `A${n}`,
        incidentId: `I${n}`,
        entityId: `ES00000${n}`,
        cameraIds: n === '1' ? cameraIds : [],
        acknowledgeDueAtMs: Date.now() + 3_600_000,
      }),
    },
  },
  {
    type: 'incident.opened' as const,
    ...common,
    data: {
      incident: exampleIncident({
        id: `I${n}`,
        alarms: [{ alarmId: `A${n}`, why: [{ code: 'first' }] }],
      }),
    },
  },
]);

let house: House;
const sockets: Socket[] = [];
const cookies = new Map<string, string>();

beforeAll(async () => {
  const accounts = people.map(([username, role]) => ({ username, role, areas: [...areaIds] }));
  house = await startHouse(accounts, story);
  for (const [username] of people) cookies.set(username, await house.signIn(username));
});
afterAll(async () => {
  for (const socket of sockets) socket.disconnect();
  await house?.stop();
});

const { claimS, transferS, unownedS } = siteTimeLimits;

async function enter(username: string) {
  const socket = io(house.app.url, {
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { cookie: cookies.get(username) ?? '', origin: house.app.url },
  });
  sockets.push(socket);
  await new Promise<void>((resolve) => socket.on('connect', () => resolve()));
  const heard: DurableEvent[] = [];
  socket.on('events', ({ events }: { events: DurableEvent[] }) => heard.push(...events));
  const { epoch } = await situationOf(username);
  await until(
    () => socket.emitWithAck('sync', { contractVersion, have: { epoch, seq: 0 } }),
    (refusal) => refusal === null,
  );
  const act = async <N extends CommandName>(name: N, argument: CommandArgument<N>) => {
    const commandId = crypto.randomUUID();
    const command = { commandId, name, basedOnVersion: null, argument };
    const reply: CommandReply = await socket.emitWithAck('command', command);
    return reply.ok ? 'ok' : reply.refusal.code;
  };
  return { socket, heard, act };
}

async function situationOf(username: string) {
  const headers = { cookie: cookies.get(username) ?? '' };
  const response = await fetch(`${house.app.url}/api/situation`, { headers });
  return (await response.json()) as { epoch: string; situation: Situation };
}
const incidentFor = async (username: string, id: string) =>
  (await situationOf(username)).situation.incidents[id];
const statusFor = async (username: string, path: string) =>
  (
    await fetch(`${house.app.url}${path}`, {
      headers: { cookie: cookies.get(username) ?? '' },
    })
  ).status;

describe('an incident', () => {
  it('is taken with its first alarm, goes over to who accepts it, and comes back from who does not', async () => {
    const [anna, ben] = await Promise.all([enter('anna'), enter('ben')]);
    expect(await anna.act('alarm.acknowledge', { alarmId: 'A1' })).toBe('ok');
    expect((await incidentFor('anna', 'I1'))?.owner).toMatchObject({ accountId: 'U-anna' });
    expect(await ben.act('incident.claim', { incidentId: 'I1' })).toBe('already-owned');
    const offer = { incidentId: 'I1', to: 'U-ben' };
    expect(await ben.act('incident.transfer', offer)).toBe('not-owner');
    expect(await anna.act('incident.transfer', { ...offer, to: 'U-lead' })).toBe('not-online');
    expect(await anna.act('incident.transfer', offer)).toBe('ok');
    // Until he takes it, it is hers.
    expect((await incidentFor('anna', 'I1'))?.owner?.accountId).toBe('U-anna');
    expect(await ben.act('incident.accept-transfer', { incidentId: 'I1' })).toBe('ok');
    expect((await incidentFor('anna', 'I1'))?.owner?.accountId).toBe('U-ben');

    expect(await ben.act('incident.transfer', { incidentId: 'I1', to: 'U-anna' })).toBe('ok');
    house.pass(transferS * 1000);
    const returned = await until(
      () => incidentFor('ben', 'I1'),
      (incident) => incident?.offer === null,
    );
    expect(returned?.owner?.accountId).toBe('U-ben');
    expect(await anna.act('incident.accept-transfer', { incidentId: 'I1' })).toBe('wrong-state');
  });

  it('is everybody’s again when its owner does nothing, and is then told one level higher', async () => {
    const anna = await enter('anna');
    expect(await anna.act('alarm.acknowledge', { alarmId: 'A2' })).toBe('ok');
    house.pass(claimS * 1000);
    const lapsed = await until(
      () => incidentFor('lead', 'I2'),
      (incident) => incident?.owner === null,
    );
    expect(lapsed?.state).toBe('open');
    expect(lapsed?.timeline.at(-1)).toMatchObject({ type: 'incident.claim-lapsed', text: 'anna' });
    house.pass(unownedS * 1000);
    await until(
      () => incidentFor('lead', 'I2'),
      (incident) => (incident?.unownedLevel ?? 0) > 0,
    );
  });

  it('is one with another, and is two again as they were', async () => {
    const anna = await enter('anna');
    const reason = 'the same truck';
    const merge = { incidentId: 'I3', intoId: 'I2', reason };
    expect(await anna.act('incident.merge', merge)).toBe('ok');
    const [from, into] = [await incidentFor('ben', 'I3'), await incidentFor('ben', 'I2')];
    expect(from).toMatchObject({ state: 'merged', mergedInto: 'I2' });
    expect(into?.alarms.map(({ alarmId }) => alarmId)).toEqual(['A2', 'A3']);
    expect(await anna.act('incident.unmerge', { incidentId: 'I3', reason: 'it is not' })).toBe(
      'ok',
    );
    expect((await incidentFor('ben', 'I2'))?.alarms.length).toBe(1);
    expect(await incidentFor('ben', 'I3')).toMatchObject({ state: 'open', mergedInto: null });
  });
});

describe('an expert', () => {
  it('sees the incident that he is let into, on every channel, until his time and not after', async () => {
    const [lead, expert, stranger] = await Promise.all(['lead', 'expert', 'stranger'].map(enter));
    if (!lead || !expert || !stranger) throw new Error('nobody joined');
    const camera = `/api/cameras/${cameraIds[0]}/live.m3u8`;
    expect(await incidentFor('expert', 'I1')).toBeUndefined();
    expect(await statusFor('expert', camera)).toBe(404);
    const untilMs = house.nowMs() + 60_000;
    const invitation = { incidentId: 'I1', untilMs, question: 'can it be opened?' };
    expect(await lead.act('incident.invite', { ...invitation, accountId: 'U-ben' })).toBe(
      'not-found',
    );
    expect(await lead.act('incident.invite', { ...invitation, accountId: 'U-expert' })).toBe('ok');
    const seen = (await situationOf('expert')).situation;
    expect([Object.keys(seen.incidents), Object.keys(seen.alarms)]).toEqual([['I1'], ['A1']]);
    expect(await statusFor('expert', camera)).not.toBe(404);
    expect(await expert.act('incident.note', { incidentId: 'I1', text: 'yes, from behind' })).toBe(
      'ok',
    );
    expect(await expert.act('incident.note', { incidentId: 'I2', text: 'and here?' })).toBe(
      'not-found',
    );
    expect(await expert.act('incident.claim', { incidentId: 'I1' })).toBe('not-found');
    const types = () => expert.heard.map(({ type }) => type);
    await until(types, (heard) => heard.includes('incident.noted'));
    house.pass(60_000);
    await until(types, (heard) => heard.includes('incident.guest-left'));
    expect(await incidentFor('expert', 'I1')).toBeUndefined();
    expect(await statusFor('expert', camera)).toBe(404);
    expect(await expert.act('incident.note', { incidentId: 'I1', text: 'more' })).toBe('not-found');
    // Nor does the log tell it again, and nobody else was told at all.
    const again = await enter('expert');
    const log = await fetch(`${house.app.url}/api/events?limit=1000`, {
      headers: { cookie: cookies.get('expert') ?? '' },
    });
    const told = (await log.json()) as { events: DurableEvent[] };
    // That he looked at a camera is his own to know.
    const left = ({ type }: DurableEvent) => type !== 'access.viewed';
    expect(told.events.filter(left).map(({ type }) => type)).toEqual(['incident.guest-left']);
    expect(again.heard.filter(left).every(({ type }) => type === 'incident.guest-left')).toBe(true);
    expect(stranger.heard).toEqual([]);
  });
});

describe('an emergency', () => {
  it('is the chief’s to keep up, and to end', async () => {
    const [anna, lead, chief] = await Promise.all(['anna', 'lead', 'chief'].map(enter));
    if (!anna || !lead || !chief) throw new Error('nobody joined');
    const of = { incidentId: 'I3' };
    const reason = 'fire in the yard';
    expect(await anna.act('emergency.declare', { ...of, reason })).toBe('not-permitted');
    expect(await lead.act('emergency.declare', { ...of, reason })).toBe('ok');
    expect((await incidentFor('anna', 'I3'))?.emergency?.state).toBe('pending');
    expect(await lead.act('emergency.confirm', of)).toBe('not-permitted');
    expect(await lead.act('emergency.stand-down', { ...of, note: 'x' })).toBe('not-permitted');
    expect(await chief.act('emergency.confirm', of)).toBe('ok');
    expect(await anna.act('emergency.report', { ...of, text: 'under control' })).toBe('ok');
    expect(await chief.act('emergency.stand-down', { ...of, note: 'over' })).toBe('ok');
    expect((await incidentFor('anna', 'I3'))?.emergency).toMatchObject({
      state: 'stood-down',
      reports: 1,
    });
  });
});
