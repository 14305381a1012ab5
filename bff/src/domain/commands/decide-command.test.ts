import type { Principal } from '@ftz/shared/contract/account.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { Command } from '@ftz/shared/contract/live-up.ts';
import { applyDurable } from '@ftz/shared/state/apply-durable.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { exampleStory } from '@ftz/shared/state/story.fixture.ts';
import { describe, expect, it } from 'vitest';
import { exampleCommandWorld, examplePeople } from './command-world.fixture.ts';
import { decideCommand } from './decide-command.ts';

const officer: Principal = {
  accountId: 'U1',
  username: 'officer',
  role: 'duty-officer',
  areas: [...areaIds],
};
/** Who accepted the story's task. */
const road: Principal = { ...officer, accountId: 'U2', username: 'patrol', role: 'field-officer' };
const after = (entries: number) =>
  exampleStory().slice(0, entries).reduce(applyDurable, emptySituation());

function decide(entries: number, command: Omit<Command, 'commandId'>, principal = officer) {
  const person = { ...principal, personId: 'P1', officeId: null, licences: [] };
  const world = exampleCommandWorld({
    situation: after(entries),
    people: examplePeople([person]),
  });
  const decision = decideCommand(
    { ...command, commandId: 'c-12345678' } as Command,
    principal,
    world,
  );
  return decision.ok ? decision.drafts.map(({ type }) => type) : decision.refusal.code;
}
const acknowledge = (basedOnVersion: number | null) =>
  ({ name: 'alarm.acknowledge', basedOnVersion, argument: { alarmId: 'A1' } }) as const;
const submit = {
  name: 'task.submit-result',
  basedOnVersion: null,
  argument: { taskId: 'T1', result: { finding: 'consistent', note: '', photoIds: [] } },
} as const;
const close = {
  name: 'disposition.submit',
  basedOnVersion: null,
  argument: {
    incidentId: 'I1',
    conclusion: 'confirmed',
    cause: 'forced-open',
    note: '',
    evidence: [],
    forcedRestore: null,
  },
} as const;
const issue = (unitId: string) =>
  ({
    name: 'task.issue',
    basedOnVersion: null,
    argument: { incidentId: 'I1', kind: 'mobile-verification', unitId },
  }) as const;

describe('alarm.acknowledge', () => {
  it('is written once', () => {
    expect(decide(2, acknowledge(1))).toEqual(['alarm.acknowledged', 'incident.claimed']);
    expect(decide(3, acknowledge(2))).toBe('already-acknowledged');
  });
  it('tells the second officer who was first, though his version is old', () => {
    expect(decide(3, acknowledge(1))).toBe('already-acknowledged');
  });
  it('refuses an old picture', () => expect(decide(2, acknowledge(7))).toBe('stale-version'));
  it('does not exist for a stranger to the area', () => {
    expect(decide(2, acknowledge(1), { ...officer, areas: ['PVG'] })).toBe('not-found');
  });
  it('is no act of a wall', () => {
    expect(decide(2, acknowledge(1), { ...officer, role: 'wall' })).toBe('not-permitted');
  });
});

describe('tasks', () => {
  it('go to a unit that can do them', () => {
    expect(decide(3, issue('WGQ-P1'))).toEqual(['task.issued']);
    expect(decide(3, issue('WGQ-R1'))).toBe('unit-unsuitable');
    expect(decide(3, issue('nobody'))).toBe('not-found');
  });
  it('are reported from the place', () => {
    expect(decide(5, submit, road)).toBe('not-on-site');
    expect(decide(6, submit)).toBe('not-crew');
    expect(decide(6, submit, road)).toEqual(['task.result-submitted']);
    expect(decide(7, submit, road)).toBe('wrong-state');
  });
});

describe('disposition.submit', () => {
  it('waits for every open alarm and task', () => {
    expect(decide(2, close)).toBe('open-work');
    expect(decide(4, close)).toBe('open-work');
    expect(decide(7, close)).toBe('open-work');
    expect(decide(9, close)).toEqual([
      'disposition.submitted',
      'disposition.in-force',
      'incident.closed',
      'disposition.locked',
    ]);
    expect(decide(10, close)).toBe('wrong-state');
  });
});
