import type { Alarm } from '#contract/alarm.ts';
import type { AreaId } from '#contract/ids.ts';
import type { Incident, IncidentState, JoinReason, TimelineEntry } from '#contract/incident.ts';
import type { RefusalCode } from '#contract/refusal.ts';
import type { Task } from '#contract/task.ts';
import { isUnacknowledged } from './alarm-lifecycle.ts';
import { isTaskOpen } from './task-lifecycle.ts';

export function isIncidentOpen(incident: Incident): boolean {
  return incident.state !== 'closed';
}

/** An incident closes when nobody is still asked for anything. */
export function refusalToClose(
  incident: Incident,
  alarms: readonly Alarm[],
  tasks: readonly Task[],
): RefusalCode | null {
  if (!isIncidentOpen(incident)) return 'wrong-state';
  return alarms.some(isUnacknowledged) || tasks.some(isTaskOpen) ? 'open-work' : null;
}

export function withEntry(
  incident: Incident,
  entry: TimelineEntry,
  change: Partial<Incident> = {},
): Incident {
  return {
    ...incident,
    ...change,
    version: incident.version + 1,
    changedAtMs: entry.atMs,
    timeline: [...incident.timeline, entry],
  };
}

/** Areas of both, each once, in the order in which they came. */
export function union(some: readonly AreaId[], more: readonly AreaId[]): AreaId[] {
  return [...new Set([...some, ...more])];
}

/** What joins makes the incident as grave, and as wide, as its gravest alarm. */
export function joinedBy(incident: Incident, alarm: Alarm, why: JoinReason[]): Partial<Incident> {
  const graver = alarm.severity < incident.severity;
  return {
    alarms: [...incident.alarms, { alarmId: alarm.id, why }],
    areas: union(incident.areas, [alarm.area]),
    severity: graver ? alarm.severity : incident.severity,
    kind: graver ? alarm.kind : incident.kind,
    point: incident.point ?? alarm.point,
  };
}

const movedByTasks: readonly IncidentState[] = [
  'open',
  'assessing',
  'acting',
  'awaiting-disposition',
];

/**
 * Where the tasks have brought it: acting while one is open, then waiting for a conclusion. What is
 * concluded, or set aside, no word of a task takes up again.
 */
export function stateByTasks(present: IncidentState, tasks: readonly Task[]): IncidentState {
  if (!movedByTasks.includes(present)) return present;
  if (tasks.some(isTaskOpen)) return 'acting';
  return tasks.some((task) => task.state === 'done') ? 'awaiting-disposition' : present;
}
