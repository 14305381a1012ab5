import type { HouseClock } from './clock.ts';
import { dueIncidents, told } from './due-incidents.ts';

/** The time until which it was only watched has come. A new alarm ends the watching by itself. */
export const endMonitoring: HouseClock = {
  name: 'end-monitoring',
  due: ({ situation, nowMs }) =>
    dueIncidents(
      situation,
      ({ state, monitorUntilMs }) =>
        state === 'monitoring' && monitorUntilMs !== null && monitorUntilMs <= nowMs,
    ).map((incident) => ({
      type: 'incident.monitoring-ended',
      ...told(incident, 'end-monitoring'),
      data: { incidentId: incident.id },
    })),
};
