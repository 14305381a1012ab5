import type {
  LaneCheck,
  LaneCheckResult,
  LaneDecision,
  LaneDeskDecision,
  LaneFeedback,
  LaneOutcome,
} from '#contract/lane-decision.ts';
import type { Situation } from '#contract/situation.ts';
import {
  actOfRuling,
  type LaneAct,
  laneStateAfter,
  laneStateOf,
  mayHappen,
} from './lane-lifecycle.ts';

/** Of a lane that asks more often than vehicles can pass, the newest are kept. */
export const mostOutcomesOfLane = 64;

export const laneOutcomeKey = (laneId: string, eventId: string): string => `${laneId}/${eventId}`;

export function outcomeOf(decision: LaneDecision, atMs: number): LaneOutcome {
  const { vehicleId: _, decidedBy: __, referralDueAtMs, ...outcome } = decision;
  return {
    ...outcome,
    state: laneStateOf(decision.result),
    decidedAtMs: atMs,
    dueAtMs: referralDueAtMs ?? null,
    releasedAtMs: decision.result === 'release' ? atMs : null,
    checked: null,
    releaseAsked: null,
    feedback: null,
  };
}

/** Released, and the lane has not said that it let the vehicle pass. */
export const isAwaitingFeedback = ({ releasedAtMs, feedback }: LaneOutcome): boolean =>
  releasedAtMs !== null && feedback !== 'done';

/** What contradicts the papers, or is held by somebody: the house would not let it pass, whoever asks. */
export const isMismatch = ({ comparison }: LaneOutcome): boolean =>
  comparison.some(({ verdict }) => verdict === 'mismatch' || verdict === 'hit');

/** Whether the reading that a session was concluded with has been released, by whomever. */
export const isSessionReleased = (
  situation: Situation,
  session: { laneId: string; sessionId: string },
): boolean => (outcomesOfSession(situation, session).at(-1)?.releasedAtMs ?? null) !== null;

/** The readings of one session of a lane, oldest first. */
export function outcomesOfSession(
  { laneOutcomes }: Situation,
  { laneId, sessionId }: { laneId: string; sessionId: string },
): LaneOutcome[] {
  return Object.values(laneOutcomes)
    .filter((outcome) => outcome.laneId === laneId && outcome.sessionId === sessionId)
    .sort((a, b) => a.decidedAtMs - b.decidedAtMs);
}

const actOfCheck: Record<LaneCheckResult, LaneAct> = {
  release: 'release',
  inspection: 'inspect',
  refuse: 'reject',
};
const resultOfRuling = { hold: 'refuse', release: 'release', inspect: 'inspection' } as const;

/** A person's release is a release: it waits for the lane's word like any other. */
export function withCheck(outcome: LaneOutcome, { result }: LaneCheck, atMs: number): LaneOutcome {
  const state = laneStateAfter(outcome.state, actOfCheck[result]);
  const checked = { ...outcome, state, checked: result, dueAtMs: null };
  if (result !== 'release') return checked;
  return { ...checked, releasedAtMs: outcome.releasedAtMs ?? atMs };
}

/** What an incident is told of it: who, and why. */
export const askedText = ({ operatorId, comment }: Pick<LaneCheck, 'operatorId' | 'comment'>) =>
  [operatorId, comment].filter(Boolean).join(' · ');

/** Who stands at the lane would release it, and may not alone: it is still to be decided. */
export const withReleaseAsked = (
  outcome: LaneOutcome,
  { operatorId }: LaneCheck,
  atMs: number,
): LaneOutcome => ({ ...outcome, releaseAsked: { by: operatorId, atMs } });

/** The same by an officer of the command center; a lane that asks again is told his word. */
export function withRuling(
  outcome: LaneOutcome,
  { ruling, reaches }: LaneDeskDecision,
  statusWord: string | null,
  atMs: number,
): LaneOutcome {
  const state = laneStateAfter(outcome.state, actOfRuling[ruling]);
  const ruled: LaneOutcome = {
    ...outcome,
    state,
    checked: resultOfRuling[ruling],
    dueAtMs: null,
    statusWord: statusWord ?? outcome.statusWord,
  };
  // What reaches no lane lifts no barrier, and waits for no word of one.
  if (ruling !== 'release' || reaches === 'record') return ruled;
  return { ...ruled, result: 'release', releasedAtMs: outcome.releasedAtMs ?? atMs };
}

/** What was done once stays done; of a release it is the end. */
export function withFeedback(
  outcome: LaneOutcome,
  { outcome: fedBack }: LaneFeedback,
): LaneOutcome {
  if (outcome.feedback === 'done') return outcome;
  const isGone = fedBack === 'done' && outcome.releasedAtMs !== null;
  const state = isGone ? laneStateAfter(outcome.state, 'leave') : outcome.state;
  return { ...outcome, feedback: fedBack, state };
}

/** Nobody decided in time; or not even then. Who was decided on meanwhile is not touched. */
export function withClock(
  outcome: LaneOutcome,
  act: 'escalate' | 'expire',
  dueAtMs: number | null,
): LaneOutcome {
  if (!mayHappen(outcome.state, act)) return outcome;
  return { ...outcome, state: laneStateAfter(outcome.state, act), dueAtMs };
}

/** Its clock has run out. */
export const isLapsed = ({ state, dueAtMs }: LaneOutcome, nowMs: number): boolean =>
  (state === 'referred' || state === 'escalated') && dueAtMs !== null && dueAtMs <= nowMs;

/** Another vehicle stands there: what was turned away or sent to be looked at is gone. */
export function withSuccessor(outcome: LaneOutcome, sessionId: string): LaneOutcome {
  const isConcluded = outcome.state === 'to-inspection' || outcome.state === 'rejected';
  if (!isConcluded || outcome.sessionId === sessionId) return outcome;
  return { ...outcome, state: laneStateAfter(outcome.state, 'leave') };
}

/** Whether an answer can still reach the lane: its session is neither done nor gone. */
export const isSessionOpen = (outcome: LaneOutcome | undefined): boolean =>
  outcome !== undefined && outcome.state !== 'left' && outcome.feedback !== 'done';
