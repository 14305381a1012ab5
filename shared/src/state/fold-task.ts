import type { Incident } from '#contract/incident.ts';
import type { Situation } from '#contract/situation.ts';
import type { Task } from '#contract/task.ts';
import type { Fold } from './fold.ts';
import { stateByTasks, union } from './incident-lifecycle.ts';
import { type EventOf, entryOf, incidentOf, reveal, writeOn } from './incident-lines.ts';
import { ownOf } from './own.ts';
import { tasksOfIncident } from './situation-selectors.ts';
import { addResponse } from './statistics.ts';
import { advanced, type TaskAct } from './task-lifecycle.ts';

export function foldTaskIssued(f: Fold, event: EventOf<'task.issued'>): void {
  const { task, revealed } = event.data;
  reveal(f, revealed);
  const incident = incidentOf(f, task.incidentId);
  f.setStatistics(withDispatch(f.situation, incident, task, event.atMs));
  f.put('tasks', task.id, task);
  const entry = entryOf(event, { taskId: task.id, text: task.unitId });
  const taskIds = [...(incident?.taskIds ?? []), task.id];
  const areas = union(incident?.areas ?? [], [task.area]);
  writeOn(f, task.incidentId, entry, { taskIds, areas, state: 'acting' });
}

/** The first task answers the alarm; later ones follow what it found and say nothing about speed. */
function withDispatch(s: Situation, incident: Incident | undefined, task: Task, atMs: number) {
  if (!incident || incident.taskIds.length > 0) return s.statistics;
  const acknowledgedAtMs = incident.alarms
    .map(({ alarmId }) => ownOf(s.alarms, alarmId)?.acknowledgedAtMs ?? null)
    .find((acknowledged) => acknowledged !== null);
  const since = acknowledgedAtMs ?? incident.openedAtMs;
  const sample = { area: task.area, atMs, tookMs: Math.max(0, atMs - since) };
  return addResponse(s.statistics, 'dispatch', sample);
}

export function foldTaskArrived(f: Fold, event: EventOf<'task.arrived'>): void {
  const task = ownOf(f.situation.tasks, event.data.taskId);
  if (!task) return;
  const sample = { area: task.area, atMs: event.atMs, tookMs: event.atMs - task.issuedAtMs };
  f.setStatistics(addResponse(f.situation.statistics, 'arrive', sample));
  foldTask(f, event, 'arrive', { arrivedAtMs: event.atMs });
}

type TaskEvent = EventOf<
  'task.accepted' | 'task.arrived' | 'task.declined' | 'task.cancelled' | 'task.result-submitted'
>;

/** The words of a person that belong on the timeline. */
function saidIn(event: TaskEvent): string | null {
  switch (event.type) {
    case 'task.arrived':
      return event.data.note;
    case 'task.declined':
    case 'task.cancelled':
      return event.data.reason;
    case 'task.result-submitted':
      return event.data.result.note || null;
    case 'task.accepted':
      return null;
  }
}

/** A task moved: the task itself, its line on the timeline, and where that brings the incident. */
export function foldTask(f: Fold, event: TaskEvent, act: TaskAct, change: Partial<Task>): void {
  const task = ownOf(f.situation.tasks, event.data.taskId);
  if (!task) return;
  f.put('tasks', task.id, advanced(task, act, change));
  const incident = incidentOf(f, task.incidentId);
  const state = incident && stateByTasks(incident.state, tasksOfIncident(f.situation, incident.id));
  const entry = entryOf(event, { taskId: task.id, text: saidIn(event) });
  writeOn(f, task.incidentId, entry, state ? { state } : {});
}
