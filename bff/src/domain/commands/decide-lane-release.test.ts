import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { isJustified } from '@ftz/shared/state/justified-act.ts';
import { exampleReading } from '@ftz/shared/state/lane-passage.fixture.ts';
import { expect, it } from 'vitest';
import { actingOn, exampleOfficer } from './acting-people.fixture.ts';

const key = 'WGQ-G1-L1/E1';
const officers = ['author', 'second', 'third'];
const leader = exampleOfficer('leader', { role: 'shift-leader' });

/** A truck stands at a gate with another plate than its papers say; three officers are on duty. */
function gate() {
  const common = { areas: ['WGQ' as const], actor: machine };
  const alarm = exampleAlarm({ kind: 'lane-mismatch', severity: 2 });
  const incident = exampleIncident({ kind: 'lane-mismatch', severity: 2 });
  const { act, situation } = actingOn(
    [
      { type: 'alarm.raised', ...common, data: { alarm } },
      { type: 'incident.opened', ...common, data: { incident } },
      { type: 'lane.passed', ...common, data: { passage: exampleReading(), late: false } },
    ],
    [...officers.map((name) => exampleOfficer(name)), leader],
  );
  const why = { cause: 'misread', note: 'mud on the plate', evidence: [] };
  const rule = (username: string, decision: 'hold' | 'release') =>
    act(username, 'lane.decide', {
      laneId: 'WGQ-G1-L1',
      eventId: 'E1',
      incidentId: 'I1',
      decision,
      reason: 'seen',
    });
  const propose = (change: object = {}) =>
    act('author', 'disposition.propose', {
      act: 'released-after-mismatch',
      entityId: key,
      area: 'WGQ',
      incidentId: 'I1',
      alreadyDone: false,
      ...why,
      conclusion: 'justified',
      ...change,
    });
  const current = () => Object.values(situation().dispositions)[0];
  const second = () => current()?.second?.name ?? 'nobody';
  const conclude = (conclusion: 'justified' | 'not-justified') => {
    const dispositionId = current()?.id;
    act(second(), 'disposition.start', { dispositionId });
    return act(second(), 'disposition.conclude', { dispositionId, ...why, conclusion });
  };
  for (const name of officers) act(name, 'duty.begin', {});
  const ruled = () => situation().laneReads[key]?.decision ?? null;
  return { act, rule, propose, conclude, current, second, ruled, situation };
}

it('carries a release out when a second concurs, in his decision, and tells by whom', () => {
  const { rule, propose, conclude, current, second, ruled, situation } = gate();
  expect(rule('author', 'hold')).toEqual(['lane.desk-decided']);
  expect(rule('author', 'release')).toBe('second-person-needed');
  expect(propose()).toContain('disposition.drawn');
  expect(rule('author', 'release')).toBe('second-person-needed');
  expect(propose()).toBe('disposition-pending');
  const drawn = second();
  expect(drawn).not.toBe('author');
  expect(conclude('justified')).toEqual([
    'disposition.concluded',
    'disposition.in-force',
    'disposition.locked',
    'lane.desk-decided',
  ]);
  expect(ruled()).toMatchObject({ ruling: 'release', by: `author + ${drawn}` });
  expect(isJustified(situation(), 'released-after-mismatch', key)).toBe(true);
  expect(isJustified(situation(), 'released-after-mismatch', 'WGQ-G1-L1/E2')).toBe(false);
  expect(current()?.state).toBe('locked');
  expect(situation().incidents.I1?.state).not.toBe('closed');
});

it('releases nothing while two differ, and what a third settles is carried out', () => {
  const { act, rule, propose, conclude, current, ruled, situation } = gate();
  propose();
  expect(conclude('not-justified')).toEqual(['disposition.concluded']);
  expect(ruled()).toBeNull();
  expect(rule('author', 'release')).toBe('second-person-needed');
  expect(situation().incidents.I1?.timeline.at(-1)?.text).toBe('dissent');
  const settle = { dispositionId: current()?.id, cause: 'misread', note: '', evidence: [] };
  const settled = act('leader', 'disposition.adjudicate', { ...settle, conclusion: 'justified' });
  expect(settled).toContain('lane.desk-decided');
  // Where nobody wrote why, the disposition itself is the reason.
  expect(ruled()).toMatchObject({ by: 'author + leader', reason: current()?.id });
});

it('does not release what somebody stopped after it was proposed, by two people either', () => {
  const { rule, propose, conclude, ruled, second } = gate();
  propose();
  const other = officers.find((name) => name !== 'author' && name !== second()) ?? '';
  rule(other, 'hold');
  expect(conclude('justified')).not.toContain('lane.desk-decided');
  expect(ruled()).toMatchObject({ ruling: 'hold', by: other });
  expect(rule('author', 'release')).toBe('second-person-needed');
  expect(propose()).toContain('disposition.submitted');
});

it('proposes only what a lane has read, where it was read, for a cause that fits', () => {
  const { propose, act } = gate();
  expect(propose({ entityId: 'WGQ-G1-L1/E9' })).toBe('not-found');
  expect(propose({ area: 'PVG' })).toBe('not-found');
  expect(propose({ cause: 'animal' })).toBe('cause-unsuited');
  expect(act('second', 'disposition.start', { dispositionId: 'D1' })).toBe('not-found');
});
