import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DurableDraft } from '#contract/durable-event.ts';
import { laneStates } from '#contract/lane-decision.ts';
import { machine, officer } from './actors.fixture.ts';
import { applyAll, applyDurable } from './apply-durable.ts';
import {
  type LaneAct,
  laneStateAfter,
  laneStateOf,
  mayHappen,
  refusalToRule,
} from './lane-lifecycle.ts';
import { exampleReading } from './lane-passage.fixture.ts';
import { emptySituation } from './situation.ts';
import { numbered } from './story.fixture.ts';

const acts: LaneAct[] = [
  'read',
  'compare',
  'auto-release',
  'auto-hold',
  'refer',
  'release',
  'inspect',
  'reject',
  'escalate',
  'expire',
  'leave',
];

it('comes out of the comparison as one of three', () => {
  expect(laneStateOf('release')).toBe('auto-release');
  expect(laneStateOf('alarm')).toBe('auto-hold');
  expect(laneStateOf('manual')).toBe('referred');
});

it('leaves only what was concluded, and nothing happens after that', () => {
  const leaving = laneStates.filter((state) => mayHappen(state, 'leave'));
  expect(leaving).toEqual(['auto-release', 'released', 'to-inspection', 'rejected']);
  for (const act of acts) expect(laneStateAfter('left', act)).toBe('left');
});

it('never lifts the barrier for what the house held, but by a person', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...acts), { maxLength: 12 }), (history) => {
      let state = laneStateOf('alarm');
      let released = false;
      for (const act of history) {
        if (act === 'release') released = true;
        state = laneStateAfter(state, act);
        if (!released) expect(['auto-release', 'released']).not.toContain(state);
      }
    }),
  );
});

it('holds by one, and releases against the comparison by two', () => {
  expect(refusalToRule({ state: 'auto-hold', isMismatch: true }, 'hold')).toBeNull();
  expect(refusalToRule({ state: 'auto-hold', isMismatch: true }, 'release')).toBe(
    'second-person-needed',
  );
  expect(refusalToRule({ state: 'referred', isMismatch: false }, 'release')).toBeNull();
  expect(refusalToRule({ state: 'left', isMismatch: false }, 'hold')).toBe('wrong-state');
});

const reading = { area: 'WGQ' as const, laneId: 'WGQ-G1-L1', eventId: 'E1' };
const at = { areas: ['WGQ' as const] };
const decided: DurableDraft = {
  type: 'lane.decided',
  ...at,
  actor: machine,
  data: {
    decision: {
      ...reading,
      gateId: 'WGQ-G1',
      direction: 'IN',
      sessionId: 'S1',
      plate: '沪A00001',
      vehicleId: null,
      journeyId: null,
      result: 'manual',
      comparison: [],
      statusWord: '1'.repeat(20),
      decidedBy: 'system',
      referralDueAtMs: 121_000,
    },
  },
};
const passed: DurableDraft = {
  type: 'lane.passed',
  ...at,
  actor: machine,
  data: { passage: exampleReading(), late: false, journeyId: null },
};
const escalated: DurableDraft = {
  type: 'lane.referral-escalated',
  ...at,
  actor: machine,
  data: { ...reading, expiresAtMs: 700_000 },
};
const expired: DurableDraft = {
  type: 'lane.referral-expired',
  ...at,
  actor: machine,
  data: reading,
};
const ruled = (
  ruling: 'hold' | 'release' | 'inspect',
  reaches: 'lane' | 'record',
): DurableDraft => ({
  type: 'lane.desk-decided',
  ...at,
  actor: officer,
  data: {
    ...reading,
    incidentId: null,
    decision: { ruling, reason: 'x', reaches, by: 'officer', atMs: 3_000 },
    statusWord: ruling === 'release' ? '0'.repeat(20) : null,
  },
});
const fedBack: DurableDraft = {
  type: 'lane.fed-back',
  ...at,
  actor: machine,
  data: { feedback: { ...reading, sessionId: 'S1', outcome: 'done', detail: '' } },
};
const outcomeAfter = (...drafts: DurableDraft[]) =>
  Object.values(applyAll(emptySituation(), numbered(drafts)).laneOutcomes)[0];

it('escalates and expires with the times that the entries bring', () => {
  expect(outcomeAfter(decided)).toMatchObject({ state: 'referred', dueAtMs: 121_000 });
  expect(outcomeAfter(decided, escalated)).toMatchObject({ state: 'escalated', dueAtMs: 700_000 });
  expect(outcomeAfter(decided, escalated, expired)).toMatchObject({
    state: 'expired',
    dueAtMs: null,
  });
});

it('answers a lane that asks again with the word of the officer, and closes with its own', () => {
  expect(outcomeAfter(passed, decided, ruled('release', 'lane'))).toMatchObject({
    state: 'released',
    result: 'release',
    statusWord: '0'.repeat(20),
    releasedAtMs: 3_000,
  });
  expect(outcomeAfter(decided, ruled('release', 'lane'), fedBack)?.state).toBe('left');
});

it('waits for no word of a lane that a ruling did not reach', () => {
  expect(outcomeAfter(decided, ruled('release', 'record'))).toMatchObject({
    releasedAtMs: null,
    result: 'manual',
  });
  expect(outcomeAfter(decided, ruled('hold', 'lane'), fedBack)).toMatchObject({
    state: 'rejected',
  });
});

it('keeps a ruling with the reading of a lane that asks nothing', () => {
  const { laneReads } = applyAll(emptySituation(), numbered([passed, ruled('hold', 'record')]));
  expect(laneReads['WGQ-G1-L1/E1']?.decision).toMatchObject({ ruling: 'hold', reaches: 'record' });
});

it('folds any history alike, in one go and entry by entry, and stays on its way', () => {
  const entry = fc.constantFrom(
    passed,
    decided,
    escalated,
    expired,
    ruled('hold', 'lane'),
    ruled('inspect', 'lane'),
    ruled('release', 'record'),
    fedBack,
  );
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 15 }), (drafts) => {
      const events = numbered(drafts);
      const once = applyAll(emptySituation(), events);
      expect(events.reduce(applyDurable, emptySituation())).toEqual(once);
      for (const { state, dueAtMs } of Object.values(once.laneOutcomes))
        if (dueAtMs !== null) expect(['referred', 'escalated']).toContain(state);
    }),
  );
});
