import type { AreaId } from '#contract/ids.ts';
import type { Incident } from '#contract/incident.ts';
import type { Situation } from '#contract/situation.ts';
import { isIncidentOpen } from './incident-lifecycle.ts';
import { ownOf } from './own.ts';

/** What is going on with the vehicle that stands at a lane: a word of the lane belongs on its timeline. */
export function incidentsOfPlate(
  { incidents, alarms }: Pick<Situation, 'incidents' | 'alarms'>,
  plate: string | null,
): Incident[] {
  if (plate === null) return [];
  return Object.values(incidents).filter(
    (incident) =>
      isIncidentOpen(incident) &&
      incident.alarms.some(({ alarmId }) => ownOf(alarms, alarmId)?.plate === plate),
  );
}

/**
 * Whether an entry of these areas reaches everybody who sees the incident. One that does writes its line
 * itself; for the others the house adds an entry of the incident's own (`incident.lane-told`), or a page of
 * another area, and a guest, would have another timeline.
 */
export function reachesAllOf({ areas, guests }: Incident, told: readonly AreaId[]): boolean {
  return guests.length === 0 && areas.every((area) => told.includes(area));
}
