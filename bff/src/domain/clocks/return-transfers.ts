import type { HouseClock } from './clock.ts';
import { dueIncidents, told } from './due-incidents.ts';

/** An offer that nobody answered is over: the incident stays with its owner. */
export const returnTransfers: HouseClock = {
  name: 'return-transfers',
  due: ({ situation, nowMs }) =>
    dueIncidents(situation, ({ offer }) => offer !== null && offer.dueAtMs <= nowMs).map(
      (incident) => ({
        type: 'incident.transfer-returned',
        ...told(incident, 'return-transfers'),
        data: { incidentId: incident.id, to: incident.offer?.toName ?? '' },
      }),
    ),
};
