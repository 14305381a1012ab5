import type { Incident } from '#contract/incident.ts';
import type { Situation } from '#contract/situation.ts';
import type { Task } from '#contract/task.ts';
import type { Fold } from './fold.ts';
import { stateByTasks, union } from './incident-lifecycle.ts';
import { type EventOf, entryOf, incidentOf, reveal, writeOn } from './incident-lines.ts';
import { ownOf } from './own.ts';
import { tasksOfIncident } from './situation-selectors.ts';
import { addResponse } from './statistics.ts';
import { changeBy, type TaskEvent } from './task-changes.ts';
import { taskAfter } from './task-lifecycle.ts';
import { taskLine } from './task-lines.ts';

/** Prepared beside the incident's tasks; nobody is asked for anything. */
export function foldTaskDrafted(f: Fold, event: EventOf<'task.drafted'>): void {
  const { task } = event.data;
  const incident = incidentOf(f, task.incidentId);
  f.put('tasks', task.id, task);
  const entry = entryOf(event, { taskId: task.id, text: task.unitId });
  writeOn(f, task.incidentId, entry, { taskIds: withId(incident, task.id) });
}

export function foldTaskIssued(f: Fold, event: EventOf<'task.issued'>): void {
  const { task, revealed } = event.data;
  reveal(f, revealed);
  const incident = incidentOf(f, task.incidentId);
  f.setStatistics(withDispatch(f.situation, incident, task, event.atMs));
  f.put('tasks', task.id, task);
  const entry = entryOf(event, { taskId: task.id, text: task.unitId });
  const areas = union(incident?.areas ?? [], [task.area]);
  writeOn(f, task.incidentId, entry, {
    taskIds: withId(incident, task.id),
    areas,
    state: 'acting',
    monitorUntilMs: null,
  });
}

/** A draft that becomes a task is in the list already. */
function withId(incident: Incident | undefined, taskId: string): string[] {
  return [...new Set([...(incident?.taskIds ?? []), taskId])];
}

/** The first task answers the alarm; later ones follow what it found and say nothing about speed. */
function withDispatch(s: Situation, incident: Incident | undefined, task: Task, atMs: number) {
  if (!incident || incident.drill || incident.taskIds.length > 0) return s.statistics;
  const acknowledgedAtMs = incident.alarms
    .map(({ alarmId }) => ownOf(s.alarms, alarmId)?.acknowledgedAtMs ?? null)
    .find((acknowledged) => acknowledged !== null);
  const since = acknowledgedAtMs ?? incident.openedAtMs;
  const sample = { area: task.area, atMs, tookMs: Math.max(0, atMs - since) };
  return addResponse(s.statistics, 'dispatch', sample);
}

/** A task moved: the task itself, its line on the timeline, and where that brings the incident. */
export function foldTask(f: Fold, event: TaskEvent): void {
  const task = ownOf(f.situation.tasks, event.data.taskId);
  if (!task) return;
  const { act, change } = changeBy(task, event);
  const next =
    act === null ? { ...task, ...change, version: task.version + 1 } : taskAfter(task, act, change);
  if (next === task) return;
  f.put('tasks', task.id, next);
  if (event.type === 'task.arrived') countArrival(f, task, event.atMs);
  const incident = incidentOf(f, task.incidentId);
  const state = incident && stateByTasks(incident.state, tasksOfIncident(f.situation, incident.id));
  const entry = taskLine(event, task);
  // What is told on no line (a sign of life) still makes the picture newer where it moves the incident.
  if (entry) writeOn(f, task.incidentId, entry, state ? { state } : {});
}

function countArrival(f: Fold, task: Task, atMs: number): void {
  if (incidentOf(f, task.incidentId)?.drill) return;
  const sample = { area: task.area, atMs, tookMs: atMs - task.issuedAtMs };
  f.setStatistics(addResponse(f.situation.statistics, 'arrive', sample));
}
