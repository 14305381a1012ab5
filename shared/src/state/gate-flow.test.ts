import { expect, it } from 'vitest';
import type { LaneOutcome, LaneState } from '#contract/lane-decision.ts';
import type { LaneRead } from '#contract/lane-passage.ts';
import { gateFlows } from './gate-flow.ts';
import { exampleReading } from './lane-passage.fixture.ts';

const minute = 60_000;
const nowMs = 1_000 * minute;

const read = (i: number, agoMin: number, direction: 'IN' | 'OUT', gateId = 'G1'): LaneRead => {
  const atMs = nowMs - agoMin * minute;
  const passage = exampleReading({ eventId: `E${i}`, gateId, direction, closedAtMs: atMs });
  return { passage, journeyId: null, atMs, decision: null };
};
const reads = (list: LaneRead[]) => Object.fromEntries(list.map((one, i) => [String(i), one]));
const outcome = (laneId: string, state: LaneState, agoMin: number) =>
  ({ gateId: 'G1', laneId, state, decidedAtMs: nowMs - agoMin * minute }) as LaneOutcome;

it('counts what passed within the hour, by gate and direction', () => {
  const laneReads = reads([
    read(1, 1, 'IN'),
    read(2, 59, 'IN'),
    read(3, 5, 'OUT'),
    read(4, 61, 'IN'),
    read(5, 2, 'OUT', 'G2'),
  ]);
  const flows = gateFlows({ laneReads, laneOutcomes: {} }, nowMs);
  expect(flows.get('G1')).toMatchObject({ inward: 2, outward: 1, waiting: 0 });
  expect(flows.get('G1')?.sinceMs).toBe(nowMs - 60 * minute);
  expect(flows.get('G2')).toMatchObject({ inward: 0, outward: 1 });
  expect(flows.get('G3')).toBeUndefined();
});

it('counts who waits for a decision and since when, not who may go', () => {
  const laneOutcomes = {
    a: outcome('L1', 'referred', 3),
    b: outcome('L2', 'auto-hold', 7),
    c: outcome('L3', 'auto-release', 9),
    // Another vehicle stands there by now.
    d: outcome('L3', 'referred', 11),
  };
  const flow = gateFlows({ laneReads: {}, laneOutcomes }, nowMs).get('G1');
  expect(flow).toMatchObject({ waiting: 2, waitingSinceMs: nowMs - 7 * minute });
});

it('says since when it counts, where more passed in the hour than is kept', () => {
  const laneReads = reads(Array.from({ length: 1_500 }, (_, i) => read(i, 1 + i / 100, 'IN')));
  const flow = gateFlows({ laneReads, laneOutcomes: {} }, nowMs).get('G1');
  expect(flow?.inward).toBe(1_500);
  expect(flow?.sinceMs).toBeGreaterThan(nowMs - 17 * minute);
});
