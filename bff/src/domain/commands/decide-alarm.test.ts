import { type Principal, type Role, roles } from '@ftz/shared/contract/account.ts';
import type { Alarm, Severity } from '@ftz/shared/contract/alarm.ts';
import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { Command } from '@ftz/shared/contract/live-up.ts';
import type { Person } from '@ftz/shared/contract/person.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { applyDurable } from '@ftz/shared/state/apply-durable.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { exampleCommandWorld, examplePeople } from './command-world.fixture.ts';
import { decideCommand } from './decide-command.ts';

const at = { areas: ['WGQ' as const] };
const principal = (role: Role, accountId: string = role): Principal => ({
  accountId,
  username: accountId,
  role,
  areas: [...areaIds],
});
const person = (accountId: string, personId: string): Person => ({
  ...principal('technician', accountId),
  personId,
  officeId: null,
  licences: [],
});
/** The technician has a second account, as a shift leader. */
const people = examplePeople([
  person('technician', 'P1'),
  person('same-person', 'P1'),
  person('shift-leader', 'P2'),
]);

let situation: Situation;
let seq: number;
const write = (drafts: readonly DurableDraft[], atMs = 9_000) => {
  for (const draft of drafts)
    situation = applyDurable(situation, { ...draft, seq: ++seq, atMs } as never);
};
const raise = (change: Partial<Alarm>) =>
  write([{ type: 'alarm.raised', ...at, actor: machine, data: { alarm: exampleAlarm(change) } }]);

beforeEach(() => {
  situation = emptySituation();
  seq = 0;
  const data = { incident: exampleIncident() };
  write([{ type: 'incident.opened', ...at, actor: machine, data }]);
});

/** What was written, by type, or the code of the refusal. */
function act(
  who: Principal,
  command: Pick<Command, 'name' | 'argument'> & { basedOnVersion?: number | null },
): string[] | string {
  const asked = { commandId: 'c-12345678', basedOnVersion: null, ...command } as Command;
  const world = exampleCommandWorld({ situation, people });
  const decision = decideCommand(asked, who, world);
  if (!decision.ok) return decision.refusal.code;
  write(decision.drafts);
  return decision.drafts.map(({ type }) => type);
}
const shelve = (who: Principal, forS: number | null = null) =>
  act(who, {
    name: 'alarm.shelve',
    argument: { alarmId: 'A1', forS, oneShot: false, reason: 'chatters' },
  });
const unshelve = (who: Principal) =>
  act(who, { name: 'alarm.unshelve', argument: { alarmId: 'A1' } });
const officer = principal('duty-officer');
const leader = principal('shift-leader');
const technician = principal('technician');

describe('shelving', () => {
  it.each(roles)('of a critical alarm is refused to %s, whatever he asks for', (role) => {
    raise({ severity: 1 });
    for (const forS of [null, 1, 28_800])
      expect(['critical-never', 'not-permitted', 'not-found']).toContain(
        shelve(principal(role), forS),
      );
    expect(situation.alarms.A1?.suppression).toBeNull();
  });

  it('of a high alarm is a shift leader’s, of milder ones an officer’s', () => {
    raise({ severity: 2 });
    expect(shelve(officer)).toBe('not-permitted');
    expect(shelve(leader)).toEqual(['alarm.shelved']);
    raise({ severity: 3 });
    expect(shelve(officer)).toEqual(['alarm.shelved']);
    expect(shelve(officer)).toBe('wrong-state');
  });

  it('is for an hour where nobody says, and for eight at most', () => {
    raise({ severity: 4 });
    expect(shelve(officer, 28_801)).toBe('too-long');
    expect(shelve(officer)).toEqual(['alarm.shelved']);
    expect(situation.alarms.A1?.suppression?.untilMs).toBe(9_000 + 3_600_000);
  });

  it('and taking back a hundred times leaves a whole log', () => {
    raise({ severity: 3 });
    for (let i = 0; i < 100; i++) {
      expect(shelve(officer)).toEqual(['alarm.shelved']);
      expect(unshelve(officer)).toEqual(['alarm.unshelved']);
    }
    expect(situation.alarms.A1).toMatchObject({
      version: 201,
      suppression: null,
      state: 'unacked',
    });
    const lines = situation.incidents.I1?.timeline.filter(({ type }) => type.includes('shelved'));
    expect(lines).toHaveLength(200);
  });

  it('of what is not shelved cannot be taken back', () => {
    raise({ severity: 3 });
    expect(unshelve(officer)).toBe('wrong-state');
  });
});

describe('acknowledging', () => {
  const acknowledge = (reason?: string) =>
    act(officer, {
      name: 'alarm.acknowledge',
      argument: { alarmId: 'A1', ...(reason ? { reason } : {}) },
    });
  const many = (severities: Severity[], versions = severities.map(() => 1)) => {
    severities.forEach((severity, i) => {
      raise({ id: `M${i}`, severity });
    });
    const alarms = versions.map((version, i) => ({ alarmId: `M${i}`, version }));
    return act(officer, {
      name: 'alarm.acknowledge-many',
      argument: { alarms, reason: 'one cause' },
    });
  };

  it('of what has gone by itself needs a reason', () => {
    raise({ state: 'returned-unacked', returnedAtMs: 2_000 });
    expect(acknowledge()).toBe('reason-needed');
    // Whoever answers first has the incident, too.
    expect(acknowledge('weather')).toEqual(['alarm.acknowledged', 'incident.claimed']);
    expect(situation.incidents.I1?.timeline.at(-2)?.text).toBe('weather');
  });

  it('of many takes those that are as they were seen', () => {
    const taken = ['alarm.acknowledged', 'alarm.acknowledged', 'incident.claimed'];
    expect(many([3, 3, 4], [1, 7, 1])).toEqual(taken);
    expect(situation.alarms.M1?.state).toBe('unacked');
  });

  it('of many takes none when one is critical, and says so when all are stale or done', () => {
    expect(many([3, 1, 3])).toBe('critical-never');
    expect(many([3, 3], [2, 2])).toBe('stale-version');
    expect(many([3, 3])).toHaveLength(3);
    const again = { alarms: [{ alarmId: 'M0', version: 2 }], reason: 'x' };
    expect(act(officer, { name: 'alarm.acknowledge-many', argument: again })).toBe(
      'already-acknowledged',
    );
  });
});

describe('escalating by hand', () => {
  const escalate = (basedOnVersion: number | null = null) =>
    act(officer, { name: 'alarm.escalate', argument: { alarmId: 'A1' }, basedOnVersion });

  it('calls the next level, up to the highest; two at once are one', () => {
    raise({});
    expect(escalate(1)).toEqual(['alarm.escalated']);
    expect(escalate(1)).toBe('stale-version');
    expect([escalate(), escalate(), escalate()].at(-1)).toBe('highest-level');
    expect(situation.alarms.A1).toMatchObject({ level: 3, state: 'unacked' });
  });
});

describe('taking a source out of service', () => {
  const source = { kind: null, entityKind: 'gate' as const, entityId: 'WGQ-G1' };
  const request = (who = technician, untilMs = 3_600_000) =>
    act(who, {
      name: 'outage.request',
      argument: { source, untilMs, workOrder: 'W-1', reason: 'repair' },
    });
  const on = (who: Principal, name: 'outage.authorise' | 'outage.confirm' | 'outage.end') =>
    act(who, { name, argument: { outageId: 'X9' } });

  it('takes a technician, and a shift leader who is another human being', () => {
    raise({ severity: 1, entityKind: 'gate', entityId: 'WGQ-G1' });
    expect(request(officer)).toBe('not-permitted');
    expect(request(leader)).toBe('not-permitted');
    expect(request()).toEqual(['outage.requested']);
    expect(situation.alarms.A1?.suppression).toBeNull();
    expect(on(technician, 'outage.authorise')).toBe('not-permitted');
    expect(on(principal('shift-leader', 'same-person'), 'outage.authorise')).toBe(
      'second-person-needed',
    );
    expect(on(leader, 'outage.authorise')).toEqual(['outage.authorised', 'alarm.suppressed']);
    expect(situation.alarms.A1?.suppression).toMatchObject({
      how: 'out-of-service',
      by: 'shift-leader',
      workOrder: 'W-1',
    });
    expect(on(leader, 'outage.authorise')).toBe('wrong-state');
    expect(on(technician, 'outage.confirm')).toEqual(['outage.confirmed']);
    expect(on(technician, 'outage.end')).toEqual(['outage.ended', 'alarm.unsuppressed']);
  });

  it('has an end from the beginning, and not too far away', () => {
    expect(request(technician, 9_000)).toBe('not-in-future');
    expect(request(technician, 9_000 + 31 * 86_400_000)).toBe('too-long');
  });

  it('is of something that exists', () => {
    const nothing = { source: { ...source, entityId: 'no-such-gate' }, untilMs: 99_000 };
    expect(
      act(technician, {
        name: 'outage.request',
        argument: { ...nothing, workOrder: 'W', reason: 'x' },
      }),
    ).toBe('not-found');
  });

  it('as a plan is a shift leader’s alone, and leaves critical alarms as they are', () => {
    raise({ severity: 1, entityKind: 'gate', entityId: 'WGQ-G1' });
    raise({ id: 'A2', severity: 2, entityKind: 'gate', entityId: 'WGQ-G1' });
    const argument = { source, fromMs: 0, untilMs: 600_000, reason: 'planned opening' };
    expect(act(officer, { name: 'outage.plan', argument })).toBe('not-permitted');
    expect(act(leader, { name: 'outage.plan', argument })).toEqual([
      'outage.planned',
      'alarm.suppressed',
    ]);
    expect(situation.alarms.A1?.suppression).toBeNull();
    expect(situation.alarms.A2?.suppression?.how).toBe('suppressed');
  });
});
