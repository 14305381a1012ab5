import type { LaneOutcome, LaneState } from '#contract/lane-decision.ts';
import type { Situation } from '#contract/situation.ts';

/** What passed one gate since `sinceMs`, and what stands in its lanes. */
export type GateFlow = {
  inward: number;
  outward: number;
  waiting: number;
  /** Since when the one that waits longest does; null: nobody waits. */
  waitingSinceMs: number | null;
  /** An hour ago; later where more was read than the situation keeps. */
  sinceMs: number;
};

const hourMs = 3_600_000;
/** As many readings as the situation keeps, see forget-old.ts. */
const mostReadings = 1_500;

/** Somebody has to decide before the vehicle can leave the lane. */
const waits: readonly LaneState[] = ['auto-hold', 'referred', 'escalated', 'expired'];

/** By gate; one of which nothing is known in the last hour is not in it. */
export function gateFlows(
  { laneReads, laneOutcomes }: Pick<Situation, 'laneReads' | 'laneOutcomes'>,
  nowMs: number,
): Map<string, GateFlow> {
  const reads = Object.values(laneReads);
  const isFull = reads.length >= mostReadings;
  const oldestMs = isFull ? Math.min(...reads.map(({ atMs }) => atMs)) : 0;
  const sinceMs = Math.max(nowMs - hourMs, oldestMs);
  const flows = new Map<string, GateFlow>();
  const flowOf = (gateId: string): GateFlow => {
    const flow = flows.get(gateId) ?? {
      inward: 0,
      outward: 0,
      waiting: 0,
      waitingSinceMs: null,
      sinceMs,
    };
    flows.set(gateId, flow);
    return flow;
  };
  for (const { passage } of reads) {
    if (passage.closedAtMs < sinceMs) continue;
    const flow = flowOf(passage.gateId);
    if (passage.direction === 'IN') flow.inward += 1;
    else flow.outward += 1;
  }
  for (const { gateId, state, decidedAtMs } of newestOfEachLane(laneOutcomes)) {
    if (!waits.includes(state)) continue;
    const flow = flowOf(gateId);
    flow.waiting += 1;
    flow.waitingSinceMs = Math.min(flow.waitingSinceMs ?? decidedAtMs, decidedAtMs);
  }
  return flows;
}

/** A lane holds one vehicle: whoever came before its newest has gone, whatever became of him. */
function newestOfEachLane(outcomes: Situation['laneOutcomes']): LaneOutcome[] {
  const newest = new Map<string, LaneOutcome>();
  for (const outcome of Object.values(outcomes)) {
    const known = newest.get(outcome.laneId);
    if (!known || outcome.decidedAtMs > known.decidedAtMs) newest.set(outcome.laneId, outcome);
  }
  return [...newest.values()];
}
