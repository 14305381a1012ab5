import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { applyDurable } from '@ftz/shared/state/apply-durable.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { expect, it } from 'vitest';
import { exampleCommandWorld } from '#domain/commands/command-world.fixture.ts';
import { exampleWorld } from '#domain/rule-examples/example-world.ts';
import { exampleDecision } from '#domain/rule-examples/lane-examples.ts';
import { rule } from '#domain/rules/lane-undecided.ts';
import { laneReferrals } from './lane-referrals.ts';

/** A vehicle that was referred at 0, seconds later. */
function waiting() {
  let situation = emptySituation();
  const write = (draft: object, nowMs: number) => {
    const event = { areas: ['WGQ'], actor: machine, ...draft, seq: situation.seq + 1, atMs: nowMs };
    situation = applyDurable(situation, event as DurableEvent);
  };
  const decision = { ...exampleDecision('manual'), referralDueAtMs: 120_000 };
  write({ type: 'lane.decided', data: { decision } }, 0);
  const pass = (untilS: number) => {
    const said: string[] = [];
    for (let nowMs = situation.atMs; nowMs <= untilS * 1000; nowMs += 1_000) {
      for (const draft of laneReferrals.due(exampleCommandWorld({ situation, nowMs }))) {
        write(draft, nowMs);
        said.push(`${draft.type} ${nowMs / 1000}`);
      }
    }
    return said;
  };
  const alarm = (nowMs: number) =>
    rule.sweep?.({ ...exampleWorld(), situation, nowMs }).map(({ verdict }) => verdict);
  const decide = (result: 'release' | 'inspection', nowMs: number) => {
    const { area, laneId, sessionId } = decision;
    const check = { area, laneId, sessionId, result, operatorId: '1', comment: '' };
    write({ type: 'lane.checked', data: { check } }, nowMs);
  };
  const raised = () => {
    const entity = { entityKind: 'gate' as const, entityId: '2201000201 S1' };
    const alarm = exampleAlarm({ kind: 'lane-undecided', severity: 2, ...entity });
    write({ type: 'alarm.raised', data: { alarm } }, situation.atMs);
  };
  return { pass, alarm, decide, raised };
}

it('escalates, expires, and raises its own alarm only then; a decision ends it', () => {
  const { pass, alarm, decide, raised } = waiting();
  expect(pass(119)).toEqual([]);
  expect(pass(719)).toEqual(['lane.referral-escalated 120']);
  expect(alarm(719_000)).toEqual([]);
  expect(pass(4_000)).toEqual(['lane.referral-expired 720']);
  expect(alarm(720_000)).toMatchObject([
    {
      condition: 'present',
      severity: 2,
      entityKind: 'gate',
      entityId: '2201000201 S1',
      facts: expect.arrayContaining([{ name: 'standing-s', value: '720' }]),
    },
  ]);
  raised();
  expect(alarm(4_000_000)).toMatchObject([{ condition: 'present' }]);
  decide('inspection', 4_001_000);
  expect(alarm(4_002_000)).toMatchObject([{ condition: 'gone', entityId: '2201000201 S1' }]);
});

it.each(['release', 'inspection'] as const)(
  'says nothing of what was decided in time: %s',
  (how) => {
    const { pass, alarm, decide } = waiting();
    pass(300);
    decide(how, 301_000);
    expect(pass(4_000)).toEqual([]);
    expect(alarm(4_000_000)).toEqual([]);
  },
);
