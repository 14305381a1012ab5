import type { Actor, DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { LaneOutcome } from '@ftz/shared/contract/lane-decision.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { askedText, laneOutcomeKey, outcomesOfSession } from '@ftz/shared/state/lane-outcome.ts';
import type { Observation } from '#domain/observation.ts';
import type { Sighting, World } from '#domain/sighting.ts';
import { arrivalOf } from './arrival-of.ts';
import { needsTwoToRelease, readingOf } from './lane-reading.ts';
import { withIncidentsTold } from './tell-incidents.ts';

type Check = Extract<Observation, { kind: 'lane-check' }>;

/**
 * What a person at the lane's desk concluded. The house knows him by a number of the lane's alone: where a
 * release takes two he is none of them, and what he says is kept as asked for, until two officers agree.
 */
export function recordCheck(
  { deviceId: laneId, sessionId, result, operatorId, comment }: Check,
  { device }: Pick<Sighting, 'device'>,
  { situation, nowMs }: Pick<World, 'situation' | 'nowMs'>,
  actor: Actor,
): DurableDraft[] {
  if (!device) return [];
  const { area } = device;
  const check = { area, laneId, sessionId, result, operatorId, comment };
  const read = outcomesOfSession(situation, check).at(-1);
  const plate = read?.plate ?? null;
  const entry = { areas: [area], actor, data: { check } };
  if (result !== 'release')
    return withIncidentsTold({ type: 'lane.checked', ...entry }, plate, result, situation);
  if (!isReleasedByOne(situation, read)) {
    const asked = { type: 'lane.release-asked' as const, ...entry };
    return withIncidentsTold(asked, plate, askedText(check), situation);
  }
  const checked = { type: 'lane.checked' as const, ...entry };
  // Released by a person, it arrives like any other.
  const arrival = arrivalOf(read, situation, nowMs, actor);
  return [...withIncidentsTold(checked, plate, result, situation), ...arrival];
}

/** What nobody has compared is no match either: a release that comes before its reading lifts nothing. */
function isReleasedByOne(situation: Situation, read: LaneOutcome | undefined): boolean {
  const reading = read && readingOf(situation, laneOutcomeKey(read.laneId, read.eventId));
  return reading ? !needsTwoToRelease(situation, reading) : false;
}
