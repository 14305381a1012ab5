import type { Alarm, AlarmKind } from '@ftz/shared/contract/alarm.ts';
import type { Actor, DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { LaneDeskDecision, LaneOutcome } from '@ftz/shared/contract/lane-decision.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { mismatches } from '@ftz/shared/state/abnormal-closing.ts';
import { union } from '@ftz/shared/state/incident-lifecycle.ts';
import { isJustified } from '@ftz/shared/state/justified-act.ts';
import {
  isMismatch,
  isSessionOpen,
  laneOutcomeKey,
  outcomesOfSession,
} from '@ftz/shared/state/lane-outcome.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { openAlarms } from '@ftz/shared/state/situation-selectors.ts';
import { areasOfJourney, arrivalOf } from './arrival-of.ts';
import { buildStatusWord } from './status-word.ts';

/** What a lane read of one vehicle, and what has been ruled on it so far. */
export type LaneReading = {
  area: AreaId;
  laneId: string;
  eventId: string;
  gateId: string;
  direction: 'IN' | 'OUT';
  journeyId: string | null;
  plate: string | null;
  outcome: LaneOutcome | undefined;
  decision: LaneDeskDecision | null;
};

/** Every lane is read; the answered ones have an outcome beside it. */
export function readingOf(situation: Situation, key: string): LaneReading | null {
  const read = ownOf(situation.laneReads, key);
  const outcome = ownOf(situation.laneOutcomes, key);
  const from = outcome ?? (read && { ...read.passage, journeyId: read.journeyId });
  if (!from) return null;
  const { area, laneId, eventId, gateId, direction, journeyId, plate } = from;
  const decision = read?.decision ?? null;
  return { area, laneId, eventId, gateId, direction, journeyId, plate, outcome, decision };
}

const doubting: readonly AlarmKind[] = [...mismatches, 'seal-cut', 'seal-tampered'];

/**
 * By its own comparison, by another of its session (who reads again until it fits has not made it fit), or
 * by an alarm that nobody has closed: one person does not release it.
 */
export function needsTwoToRelease(situation: Situation, reading: LaneReading): boolean {
  const { outcome, journeyId, plate } = reading;
  const isAbout = (alarm: Alarm) =>
    (journeyId !== null && alarm.journeyId === journeyId) ||
    (plate !== null && alarm.plate === plate);
  const isDoubted =
    (outcome && outcomesOfSession(situation, outcome).some(isMismatch)) ||
    openAlarms(situation).some((alarm) => doubting.includes(alarm.kind) && isAbout(alarm));
  if (!isDoubted) return false;
  const key = laneOutcomeKey(reading.laneId, reading.eventId);
  return !isJustified(situation, 'released-after-mismatch', key, stoppedAtMs(reading));
}

/** When somebody last said that it does not pass; 0: nobody has. */
export const stoppedAtMs = ({ decision }: LaneReading): number =>
  decision === null || decision.ruling === 'release' ? 0 : decision.atMs;

type Ruled = Pick<LaneDeskDecision, 'ruling' | 'reason' | 'by'> & { incidentId: string | null };

/**
 * A ruling as it is written down. A lane whose session still asks hears of it with its next question;
 * where the session is over it stands in the record alone, and says so.
 */
export function ruledDrafts(
  reading: LaneReading,
  { ruling, reason, by, incidentId }: Ruled,
  { situation, nowMs }: { situation: Situation; nowMs: number },
  actor: Actor,
): DurableDraft[] {
  const { area, laneId, eventId, outcome } = reading;
  const incident = ownOf(situation.incidents, incidentId ?? '');
  const reaches = isSessionOpen(outcome) ? ('lane' as const) : ('record' as const);
  const releases = ruling === 'release' && reaches === 'lane';
  return [
    {
      type: 'lane.desk-decided',
      areas: union(areasOfReading(reading, situation), incident?.areas ?? []),
      actor,
      data: {
        area,
        laneId,
        eventId,
        incidentId,
        decision: { ruling, reason, reaches, by, atMs: nowMs },
        statusWord: releases ? buildStatusWord({ overall: '0', barrier: '0' }) : null,
      },
    },
    ...(releases ? arrivalOf(reading, situation, nowMs, actor) : []),
  ];
}

/** Who sees a journey sees what a gate on its way read of it, and what became of that. */
function areasOfReading({ area, journeyId }: LaneReading, { journeys }: Situation): AreaId[] {
  const journey = journeyId === null ? undefined : ownOf(journeys, journeyId);
  return union([area], journey ? areasOfJourney(journey) : []);
}
