import type { Actor, DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { LaneOutcome } from '@ftz/shared/contract/lane-decision.ts';
import { isLapsed } from '@ftz/shared/state/lane-outcome.ts';
import type { HouseClock } from './clock.ts';

const actor: Actor = { kind: 'machine', name: 'lane-referrals' };

/** A vehicle waits before a barrier for a person who does not come: first it escalates, then it has expired. */
export const laneReferrals: HouseClock = {
  name: 'lane-referrals',
  due: ({ situation, limits, nowMs }) =>
    Object.values(situation.laneOutcomes)
      .filter((outcome) => isLapsed(outcome, nowMs))
      .map((outcome) => draftOf(outcome, nowMs + limits.laneExpiryS * 1000)),
};

function draftOf({ area, laneId, eventId, state }: LaneOutcome, expiresAtMs: number): DurableDraft {
  const reading = { area, laneId, eventId };
  const entry = { areas: [area], actor };
  return state === 'referred'
    ? { type: 'lane.referral-escalated', ...entry, data: { ...reading, expiresAtMs } }
    : { type: 'lane.referral-expired', ...entry, data: reading };
}
