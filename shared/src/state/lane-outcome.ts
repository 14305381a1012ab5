import type {
  LaneCheck,
  LaneDecision,
  LaneFeedback,
  LaneOutcome,
} from '#contract/lane-decision.ts';
import type { Situation } from '#contract/situation.ts';

/** Of a lane that asks more often than vehicles can pass, the newest are kept. */
export const mostOutcomesOfLane = 64;

export const laneOutcomeKey = (laneId: string, eventId: string): string => `${laneId}/${eventId}`;

export function outcomeOf(decision: LaneDecision, atMs: number): LaneOutcome {
  const { vehicleId: _, comparison: __, decidedBy: ___, ...outcome } = decision;
  return {
    ...outcome,
    decidedAtMs: atMs,
    releasedAtMs: decision.result === 'release' ? atMs : null,
    checked: null,
    feedback: null,
  };
}

/** Released, and the lane has not said that it let the vehicle pass. */
export const isAwaitingFeedback = ({ releasedAtMs, feedback }: LaneOutcome): boolean =>
  releasedAtMs !== null && feedback !== 'done';

/** The readings of one session of a lane, oldest first. */
export function outcomesOfSession(
  { laneOutcomes }: Situation,
  { laneId, sessionId }: { laneId: string; sessionId: string },
): LaneOutcome[] {
  return Object.values(laneOutcomes)
    .filter((outcome) => outcome.laneId === laneId && outcome.sessionId === sessionId)
    .sort((a, b) => a.decidedAtMs - b.decidedAtMs);
}

/** A person's release is a release: it waits for the lane's word like any other. */
export function withCheck(outcome: LaneOutcome, { result }: LaneCheck, atMs: number): LaneOutcome {
  if (result !== 'release') return { ...outcome, checked: result };
  return { ...outcome, checked: result, releasedAtMs: outcome.releasedAtMs ?? atMs };
}

/** What was done once stays done. */
export function withFeedback(
  outcome: LaneOutcome,
  { outcome: fedBack }: LaneFeedback,
): LaneOutcome {
  return outcome.feedback === 'done' ? outcome : { ...outcome, feedback: fedBack };
}
