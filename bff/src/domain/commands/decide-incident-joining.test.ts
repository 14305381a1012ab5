import { scopeEvents } from '@ftz/shared/access/scope-events.ts';
import { scopeSituation } from '@ftz/shared/access/scope-situation.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import type { Disposition } from '@ftz/shared/contract/disposition.ts';
import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { TimelineEntry } from '@ftz/shared/contract/incident.ts';
import type { Command } from '@ftz/shared/contract/live-up.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { applyAll } from '@ftz/shared/state/apply-durable.ts';
import { exampleDisposition } from '@ftz/shared/state/disposition.fixture.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { expect, it } from 'vitest';
import { exampleCommandWorld } from './command-world.fixture.ts';
import { decideCommand } from './decide-command.ts';

const principal: Principal = {
  accountId: 'U1',
  username: 'officer',
  role: 'duty-officer',
  areas: ['WGQ'],
};
const joined = (...alarmIds: string[]) =>
  alarmIds.map((alarmId) => ({ alarmId, why: [{ code: 'first' as const }] }));

/** The line that a merge into I2 leaves. */
function mergedBy({ accountId, username }: Principal, atMs: number): TimelineEntry {
  return {
    ...{ seq: 1, atMs, deviceAtMs: null, type: 'incident.merged', person: username, accountId },
    ...{ alarmKind: null, taskId: null, orderId: null, text: 'the same truck', incidentId: 'I2' },
  };
}

/** I1 holds two alarms; I2 has one, and I3 was merged into it with another. */
function zone(disposition?: Partial<Disposition>): Situation {
  const incidents = [
    exampleIncident({ id: 'I1', alarms: joined('A1', 'A2'), state: 'assessing' }),
    exampleIncident({ id: 'I2', alarms: joined('A3', 'A4'), state: 'assessing' }),
    exampleIncident({
      ...{ id: 'I3', alarms: joined('A4'), state: 'merged', mergedInto: 'I2' },
      timeline: [mergedBy(principal, 8_000)],
    }),
  ];
  const alarms = ['A1', 'A2', 'A3', 'A4'].map((id, i) =>
    exampleAlarm({ id, incidentId: i < 2 ? 'I1' : 'I2' }),
  );
  const byId = <T extends { id: string }>(list: T[]) =>
    Object.fromEntries(list.map((each) => [each.id, each]));
  return {
    ...emptySituation(),
    incidents: byId(incidents),
    alarms: byId(alarms),
    dispositions: disposition ? byId([exampleDisposition(disposition)]) : {},
  };
}

/** What the three acts lead to while this disposition is on its way. */
function acts(disposition?: Partial<Disposition>) {
  const world = exampleCommandWorld({ situation: zone(disposition) });
  const act = (name: Command['name'], argument: object) => {
    const more = { reason: 'the same truck', ...argument };
    const command = { commandId: 'c-1', name, basedOnVersion: null, argument: more } as Command;
    const decision = decideCommand(command, principal, world);
    return decision.ok ? 'done' : decision.refusal.code;
  };
  return {
    merge: act('incident.merge', { incidentId: 'I1', intoId: 'I2' }),
    unmerge: act('incident.unmerge', { incidentId: 'I3' }),
    split: act('incident.split', { incidentId: 'I1', alarmIds: ['A2'] }),
  };
}

const pending = 'disposition-pending';
const proposed = { kind: 'act', act: 'released-after-mismatch', entityId: 'x' } as const;

it('leaves incidents as they are while a conclusion about one of them is not settled', () => {
  expect(acts()).toEqual({ merge: 'done', unmerge: 'done', split: 'done' });
  for (const state of ['submitted', 'second-blind', 'adjudication', 'draft'] as const) {
    expect(acts({ incidentId: 'I1', state })).toEqual({
      merge: pending,
      unmerge: 'done',
      split: pending,
    });
    expect(acts({ incidentId: 'I2', state })).toEqual({
      merge: pending,
      unmerge: pending,
      split: 'done',
    });
  }
});

it('does so for an act that two people judge, not for one that was given back', () => {
  const of = (state: Disposition['state']) => acts({ incidentId: 'I1', subject: proposed, state });
  expect(of('second-assigned').merge).toBe(pending);
  expect(of('draft').merge).toBe('done');
  expect(of('locked').split).toBe('done');
});

it('says what is written about a merged one where it goes on, to all who are there', () => {
  const situation = zone();
  const [into] = [situation.incidents.I2];
  if (into) situation.incidents.I2 = { ...into, areas: ['WGQ', 'PVG'] };
  const decision = decideCommand(
    {
      commandId: 'c-1',
      name: 'incident.note',
      basedOnVersion: null,
      argument: { incidentId: 'I3', text: 'seen' },
    },
    principal,
    exampleCommandWorld({ situation }),
  );
  expect(decision).toMatchObject({
    drafts: [{ areas: ['WGQ', 'PVG'], data: { incidentId: 'I2' } }],
  });
});

it('shows one that is taken out again to those who came to the other one since', () => {
  const unmerge = (areas: Situation['incidents'][string]['areas']) => {
    const situation = zone();
    const into = situation.incidents.I2;
    if (into) situation.incidents.I2 = { ...into, areas };
    const argument = { incidentId: 'I3', reason: 'another truck' };
    const command = { commandId: 'c-1', name: 'incident.unmerge', basedOnVersion: null, argument };
    const decision = decideCommand(
      command as Command,
      principal,
      exampleCommandWorld({ situation }),
    );
    return decision.ok ? decision.drafts.at(-1)?.data : null;
  };
  expect(unmerge(['WGQ'])).toMatchObject({ revealed: null });
  expect(unmerge(['WGQ', 'PVG'])).toMatchObject({ revealed: { incident: { id: 'I3' } } });
});

it('shows newcomers a merged incident as it is after its guests have left', () => {
  const situation = zone();
  const [from, into] = [situation.incidents.I1, situation.incidents.I2];
  if (!from || !into) throw new Error('the zone is empty');
  const guest = { accountId: 'E1', name: 'expert', invitedBy: 'chief', untilMs: 90_000, why: '?' };
  situation.incidents.I1 = { ...from, guests: [guest] };
  situation.incidents.I2 = { ...into, areas: ['WGQ', 'PVG'] };
  const decision = decideCommand(
    {
      commandId: 'c-1',
      name: 'incident.merge',
      basedOnVersion: null,
      argument: { incidentId: 'I1', intoId: 'I2', reason: 'the same truck' },
    },
    principal,
    exampleCommandWorld({ situation }),
  );
  if (!decision.ok) throw new Error(decision.refusal.code);
  const events = decision.drafts.map((draft, i) => ({ ...draft, seq: i + 1, atMs: 9_000 }));
  const stranger: Principal = { ...principal, accountId: 'U2', areas: ['PVG'] };
  const page = scopeSituation(stranger, situation, () => null);
  const told = applyAll(page, scopeEvents(stranger, events as DurableEvent[]));
  const whole = applyAll(situation, events as DurableEvent[]);
  const { I1, I2 } = whole.incidents;
  expect(told.incidents).toEqual({ I1, I2 });
  expect(told.incidents.I1?.timeline.map(({ type }) => type)).toEqual([
    'incident.guest-left',
    'incident.merged',
  ]);
});

it('takes a merge back for whoever did it, for a minute, and says so to all others', () => {
  const unmerge = (who: Principal, nowMs: number) => {
    const argument = { incidentId: 'I3', reason: 'another truck' };
    const command = { commandId: 'c-1', name: 'incident.unmerge', basedOnVersion: null, argument };
    const world = { ...exampleCommandWorld({ situation: zone() }), nowMs };
    const decision = decideCommand(command as Command, who, world);
    return decision.ok ? 'done' : decision.refusal.code;
  };
  const mergedAtMs = 8_000;
  expect(unmerge(principal, mergedAtMs + 60_000)).toBe('done');
  expect(unmerge(principal, mergedAtMs + 60_001)).toBe('undo-expired');
  expect(unmerge({ ...principal, accountId: 'U2' }, mergedAtMs + 1_000)).toBe('undo-expired');
});
