import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import type { Task } from '@ftz/shared/contract/task.ts';
import { alarmsOfIncident } from '@ftz/shared/state/situation-selectors.ts';
import { useSituation } from '#live/durable-store.ts';

/** What a task is about: its incident, and of that the gravest alarm. */
export function useTaskSubject(task: Task): { incident: Incident | null; alarm: Alarm | null } {
  const incident = useSituation((s) => s.incidents[task.incidentId] ?? null);
  const alarm = useSituation((s) => {
    const alarms = alarmsOfIncident(s, task.incidentId);
    return alarms.find(({ severity }) => severity === incident?.severity) ?? alarms[0] ?? null;
  });
  return { incident, alarm };
}
