import type { Incident } from '@ftz/shared/contract/incident.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { isUnacknowledged } from '@ftz/shared/state/alarm-lifecycle.ts';
import { alarmsOfIncident } from '@ftz/shared/state/situation-selectors.ts';
import type { HouseClock } from './clock.ts';
import { dueIncidents, told } from './due-incidents.ts';

/**
 * An incident that is nobody's is told one level higher each time, until somebody takes it. While one
 * of its alarms waits to be acknowledged, that alarm's own clock does so.
 */
export const unownedIncidents: HouseClock = {
  name: 'unowned-incidents',
  due: ({ situation, limits, nowMs }) =>
    dueIncidents(situation, (incident) => isForgotten(incident, situation, nowMs)).map(
      (incident) => ({
        type: 'incident.unowned',
        ...told(incident, 'unowned-incidents'),
        data: {
          incidentId: incident.id,
          level: incident.unownedLevel + 1,
          unownedDueAtMs: nowMs + limits.unownedS * 1_000,
        },
      }),
    ),
};

function isForgotten(incident: Incident, situation: Situation, nowMs: number): boolean {
  const { owner, unownedDueAtMs } = incident;
  if (owner !== null) return false;
  if (unownedDueAtMs !== null) return unownedDueAtMs <= nowMs;
  return !alarmsOfIncident(situation, incident.id).some(isUnacknowledged);
}
