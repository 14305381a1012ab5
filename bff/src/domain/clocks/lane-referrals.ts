import type { Actor } from '@ftz/shared/contract/durable-event.ts';
import type { LaneOutcome } from '@ftz/shared/contract/lane-decision.ts';
import { isLapsed } from '@ftz/shared/state/lane-outcome.ts';
import { withIncidentsTold } from '#domain/lanes/tell-incidents.ts';
import type { HouseClock } from './clock.ts';

const actor: Actor = { kind: 'machine', name: 'lane-referrals' };

/** A vehicle waits before a barrier for a person who does not come: first it escalates, then it has expired. */
export const laneReferrals: HouseClock = {
  name: 'lane-referrals',
  due: ({ situation, limits, nowMs }) =>
    Object.values(situation.laneOutcomes)
      .filter((outcome) => isLapsed(outcome, nowMs))
      .flatMap((outcome) => {
        const word = wordOf(outcome, nowMs + limits.laneExpiryS * 1000);
        return withIncidentsTold(word, outcome.plate, null, situation);
      }),
};

function wordOf({ area, laneId, eventId, state }: LaneOutcome, expiresAtMs: number) {
  const reading = { area, laneId, eventId };
  const entry = { areas: [area], actor };
  return state === 'referred'
    ? { type: 'lane.referral-escalated' as const, ...entry, data: { ...reading, expiresAtMs } }
    : { type: 'lane.referral-expired' as const, ...entry, data: reading };
}
