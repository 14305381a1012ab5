import type { HouseClock } from './clock.ts';
import { dueIncidents, told } from './due-incidents.ts';

/** An owner who only assesses and does nothing has forgotten it: it is everybody's again. */
export const lapseClaims: HouseClock = {
  name: 'lapse-claims',
  due: ({ situation, limits, nowMs }) =>
    dueIncidents(
      situation,
      // While somebody is asked to take it over, its owner waits for him.
      ({ claimLapsesAtMs, owner, offer }) =>
        owner !== null && offer === null && claimLapsesAtMs !== null && claimLapsesAtMs <= nowMs,
    ).map((incident) => ({
      type: 'incident.claim-lapsed',
      ...told(incident, 'lapse-claims'),
      data: {
        incidentId: incident.id,
        owner: incident.owner?.name ?? '',
        unownedDueAtMs: nowMs + limits.unownedS * 1_000,
      },
    })),
};
