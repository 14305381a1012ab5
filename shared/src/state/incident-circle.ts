import type { Alarm } from '#contract/alarm.ts';
import type { AreaId } from '#contract/ids.ts';
import type { Incident } from '#contract/incident.ts';
import type { Revealed } from '#contract/revealed.ts';
import type { Situation } from '#contract/situation.ts';
import type { Task } from '#contract/task.ts';
import { withoutFirst } from './disposition-lifecycle.ts';
import { ownOf } from './own.ts';
import { alarmsOfIncident, tasksOfIncident } from './situation-selectors.ts';

/**
 * One rule of sight: who sees an incident sees its alarms and its tasks, so that everybody in it has
 * the same picture, the same versions and the same timeline.
 */
export function areasOfAlarm(situation: Situation, alarm: Alarm): AreaId[] {
  const incident =
    alarm.incidentId === null ? undefined : ownOf(situation.incidents, alarm.incidentId);
  return incident?.areas ?? [alarm.area];
}

export function areasOfTask(situation: Situation, task: Task): AreaId[] {
  return ownOf(situation.incidents, task.incidentId)?.areas ?? [task.area];
}

/** The incident as it stands, for an area that is about to be drawn into it; null when it is in it already. */
export function revealTo(situation: Situation, incident: Incident, area: AreaId): Revealed | null {
  return incident.areas.includes(area) ? null : revealedOf(situation, incident);
}

export function revealedOf(situation: Situation, incident: Incident): Revealed {
  const { procedures, dispositions, seenAlarms, inspections, calls } = situation;
  const isOfIt = ({ incidentId }: { incidentId: string | null }) => incidentId === incident.id;
  const alarms = alarmsOfIncident(situation, incident.id);
  return {
    incident,
    alarms,
    tasks: tasksOfIncident(situation, incident.id),
    procedure: ownOf(procedures, incident.id) ?? null,
    dispositions: Object.values(dispositions).filter(isOfIt).map(withoutFirst),
    seenAlarms: alarms.flatMap(({ id }) => ownOf(seenAlarms, id) ?? []),
    inspections: Object.values(inspections).filter(isOfIt),
    calls: Object.values(calls).filter(isOfIt),
  };
}

/** The same for a guest, who sees nothing by areas. */
export function revealedToGuest(situation: Situation, incident: Incident): Revealed {
  const deviceOrders = Object.values(situation.deviceOrders).filter(
    ({ incidentId }) => incidentId === incident.id,
  );
  return { ...revealedOf(situation, incident), deviceOrders };
}
