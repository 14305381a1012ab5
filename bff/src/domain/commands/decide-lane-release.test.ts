import type { Principal } from '@ftz/shared/contract/account.ts';
import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { Command } from '@ftz/shared/contract/live-up.ts';
import type { Person } from '@ftz/shared/contract/person.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { applyDurable } from '@ftz/shared/state/apply-durable.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { isJustified } from '@ftz/shared/state/justified-act.ts';
import { exampleReading } from '@ftz/shared/state/lane-passage.fixture.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { expect, it } from 'vitest';
import { exampleCommandWorld, examplePeople } from './command-world.fixture.ts';
import { decideCommand } from './decide-command.ts';

const key = 'WGQ-G1-L1/E1';
const officers = ['author', 'second', 'third'];
const principal = (username: string): Principal => ({
  accountId: `U-${username}`,
  username,
  role: username === 'leader' ? 'shift-leader' : 'duty-officer',
  areas: ['WGQ'],
});
const person = (username: string): Person => ({
  ...principal(username),
  personId: `P-${username}`,
  officeId: null,
  licences: ['second-review'],
});

/** A truck stands at a gate with another plate than its papers say; three officers are on duty. */
function gate() {
  let situation = emptySituation();
  let seq = 0;
  let nowMs = 1_000_000;
  const people = examplePeople([...officers, 'leader'].map(person));
  const write = (drafts: readonly object[]) => {
    for (const draft of drafts) {
      seq += 1;
      situation = applyDurable(situation, { ...draft, seq, atMs: nowMs } as DurableEvent);
    }
  };
  const common = { areas: ['WGQ'], actor: machine };
  const alarm = exampleAlarm({ kind: 'lane-mismatch', severity: 2 });
  const incident = exampleIncident({ kind: 'lane-mismatch', severity: 2 });
  write([
    { type: 'alarm.raised', ...common, data: { alarm } },
    { type: 'incident.opened', ...common, data: { incident } },
    { type: 'lane.passed', ...common, data: { passage: exampleReading(), late: false } },
  ]);
  const act = (username: string, name: Command['name'], argument: object) => {
    nowMs += 1_000;
    const command = { commandId: 'c-12345678', name, basedOnVersion: null, argument } as Command;
    const newId = (prefix: string) => `${prefix}${seq}`;
    const world = exampleCommandWorld({ situation, people, nowMs, newId });
    const decision = decideCommand(command, principal(username), world);
    if (!decision.ok) return decision.refusal.code;
    write(decision.drafts);
    return decision.drafts.map(({ type }) => type);
  };
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
  const current = () => Object.values(situation.dispositions)[0];
  const second = () => current()?.second?.name ?? 'nobody';
  const conclude = (conclusion: 'justified' | 'not-justified') => {
    const dispositionId = current()?.id;
    act(second(), 'disposition.start', { dispositionId });
    return act(second(), 'disposition.conclude', { dispositionId, ...why, conclusion });
  };
  for (const name of officers) act(name, 'duty.begin', {});
  const ruled = () => situation.laneReads[key]?.decision ?? null;
  return { act, rule, propose, conclude, current, second, ruled, situation: () => situation };
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
