import { expect, it } from 'vitest';
import type { DurableEvent } from '#contract/durable-event.ts';
import type { LaneDecision } from '#contract/lane-decision.ts';
import { machine } from './actors.fixture.ts';
import { applyAll } from './apply-durable.ts';
import { isAwaitingFeedback, mostOutcomesOfLane } from './lane-outcome.ts';
import { emptySituation } from './situation.ts';

const decision = (eventId: string, result: LaneDecision['result']): LaneDecision => ({
  area: 'WGQ',
  laneId: 'L1',
  gateId: 'WGQ-G2',
  direction: 'IN',
  eventId,
  sessionId: 'S1',
  plate: null,
  vehicleId: null,
  journeyId: null,
  result,
  comparison: [],
  statusWord: '01000000000000000000',
  decidedBy: 'system',
});
const lane = { area: 'WGQ', laneId: 'L1', sessionId: 'S1' } as const;
type Body = Pick<DurableEvent, 'type' | 'data'>;
const decided = (eventId: string, result: LaneDecision['result']): Body => ({
  type: 'lane.decided',
  data: { decision: decision(eventId, result) },
});
const fedBack = (outcome: 'done' | 'failed'): Body => ({
  type: 'lane.fed-back',
  data: { feedback: { ...lane, outcome, detail: '' } },
});
const checked = (result: 'release' | 'refuse'): Body => ({
  type: 'lane.checked',
  data: { check: { ...lane, result, operatorId: '2200001', comment: '' } },
});
const outcomesAfter = (...bodies: Body[]) => {
  const events = bodies.map((body, i) => ({
    ...body,
    seq: i + 1,
    atMs: 1_000 + i,
    areas: ['WGQ'],
    actor: machine,
  })) as DurableEvent[];
  return Object.values(applyAll(emptySituation(), events).laneOutcomes);
};
const waits = (...bodies: Body[]) => outcomesAfter(...bodies).map(isAwaitingFeedback);

it('waits for the lane’s word after every release, by the house or by a person', () => {
  expect(waits(decided('S1', 'release'))).toEqual([true]);
  expect(waits(decided('S1', 'manual'))).toEqual([false]);
  expect(waits(decided('S1', 'manual'), checked('release'))).toEqual([true]);
  expect(waits(decided('S1', 'manual'), checked('refuse'))).toEqual([false]);
});

it('takes the lane’s word once', () => {
  const released = decided('S1', 'release');
  expect(waits(released, fedBack('failed'))).toEqual([true]);
  expect(waits(released, fedBack('done'))).toEqual([false]);
  expect(waits(released, fedBack('done'), fedBack('failed'))).toEqual([false]);
});

it('takes a person’s check for the last reading of the session', () => {
  const outcomes = outcomesAfter(
    decided('S1', 'alarm'),
    decided('S1/M', 'manual'),
    checked('release'),
  );
  expect(outcomes.map(({ checked }) => checked)).toEqual([null, 'release']);
});

it('keeps the newest readings of a lane that asks without end', () => {
  const many = Array.from({ length: mostOutcomesOfLane + 5 }, (_, i) => decided(`E${i}`, 'manual'));
  const kept = outcomesAfter(...many).map(({ eventId }) => eventId);
  expect(kept).toHaveLength(mostOutcomesOfLane);
  expect(kept).not.toContain('E4');
  expect(kept).toContain('E5');
});
