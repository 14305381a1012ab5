import type { Principal } from '@ftz/shared/contract/account.ts';
import type { Alarm, AlarmKind } from '@ftz/shared/contract/alarm.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { LaneOutcome } from '@ftz/shared/contract/lane-decision.ts';
import type { LaneRead } from '@ftz/shared/contract/lane-passage.ts';
import { refuse } from '@ftz/shared/contract/refusal.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { union } from '@ftz/shared/state/incident-lifecycle.ts';
import { refusalToRule } from '@ftz/shared/state/lane-lifecycle.ts';
import { isMismatch, isSessionOpen, laneOutcomeKey } from '@ftz/shared/state/lane-outcome.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { openAlarms } from '@ftz/shared/state/situation-selectors.ts';
import { arrivalOf } from '#domain/lanes/arrival-of.ts';
import { buildStatusWord } from '#domain/lanes/status-word.ts';
import {
  actorOf,
  type CommandOf,
  type CommandWorld,
  type Decision,
  guard,
  no,
  yes,
} from './command-decision.ts';

/**
 * An officer rules on what a lane read. A hold is one person's and at once; a release against what the
 * comparison says is not. A lane whose session still asks hears of it with its next question; where the
 * session is over the ruling is written down, and says so.
 */
export function ruleOnLane(
  { argument }: CommandOf<'lane.decide'>,
  principal: Principal,
  { situation, nowMs }: CommandWorld,
): Decision {
  const { laneId, eventId, incidentId, decision: ruling, reason } = argument;
  const reading = readingOf(situation, laneOutcomeKey(laneId, eventId));
  const incident = incidentId === null ? null : ownOf(situation.incidents, incidentId);
  if (!reading || incident === undefined) return no(refuse('not-found'));
  const { outcome } = reading;
  const refusal = guard(principal, 'lane.decide', { areas: [reading.area], version: 1 }, null);
  if (refusal) return no(refusal);
  if (incident && guard(principal, 'lane.decide', incident, null)) return no(refuse('not-found'));
  if (incident?.state === 'closed') return no(refuse('wrong-state'));
  const refused = refusalToRule(
    { state: outcome?.state ?? null, isMismatch: isInQuestion(situation, reading) },
    ruling,
  );
  if (refused) return no(refuse(refused));
  const reaches = isSessionOpen(outcome) ? ('lane' as const) : ('record' as const);
  const releases = ruling === 'release' && reaches === 'lane';
  const actor = actorOf(principal);
  return yes(
    {
      type: 'lane.desk-decided',
      areas: union([reading.area], incident?.areas ?? []),
      actor,
      data: {
        area: reading.area,
        laneId,
        eventId,
        incidentId,
        decision: { ruling, reason, reaches, by: principal.username, atMs: nowMs },
        statusWord: releases ? buildStatusWord({ overall: '0', barrier: '0' }) : null,
      },
    },
    ...(releases ? arrivalOf(reading, situation, nowMs, actor) : []),
  );
}

type Reading = {
  area: AreaId;
  gateId: string;
  direction: 'IN' | 'OUT';
  journeyId: string | null;
  plate: string | null;
  outcome: LaneOutcome | undefined;
};

/** Every lane is read; the answered ones have an outcome beside it. */
function readingOf({ laneReads, laneOutcomes }: Situation, key: string): Reading | null {
  const read: LaneRead | undefined = ownOf(laneReads, key);
  const outcome = ownOf(laneOutcomes, key);
  const from = outcome ?? (read && { ...read.passage, journeyId: read.journeyId });
  if (!from) return null;
  const { area, gateId, direction, journeyId, plate } = from;
  return { area, gateId, direction, journeyId, plate, outcome };
}

const doubting: readonly AlarmKind[] = [
  'lane-mismatch',
  'weight-mismatch',
  'documents-disagree',
  'agency-hold',
  'scan-suspicious',
  'radiation',
  'seal-cut',
  'seal-tampered',
];

/** By its own comparison, or by an alarm that nobody has closed. */
function isInQuestion(situation: Situation, { outcome, journeyId, plate }: Reading): boolean {
  if (outcome && isMismatch(outcome)) return true;
  const isAbout = (alarm: Alarm) =>
    (journeyId !== null && alarm.journeyId === journeyId) ||
    (plate !== null && alarm.plate === plate);
  return openAlarms(situation).some((alarm) => doubting.includes(alarm.kind) && isAbout(alarm));
}
