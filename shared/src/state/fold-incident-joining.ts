import type { Alarm } from '#contract/alarm.ts';
import type { Incident, JoinReason } from '#contract/incident.ts';
import type { Fold } from './fold.ts';
import {
  isIncidentOpen,
  joinedBy,
  mayIncident,
  stateAfter,
  stateByTasks,
  union,
  wokenUp,
} from './incident-lifecycle.ts';
import { type EventOf, entryOf, incidentOf, reveal, tellOn, writeOn } from './incident-lines.ts';
import { withPhotos } from './incident-photos.ts';
import { joinClips } from './join-clips.ts';
import { ownOf } from './own.ts';
import { alarmsOfIncident, tasksOfIncident } from './situation-selectors.ts';

export function foldAlarmJoined(f: Fold, event: EventOf<'incident.alarm-joined'>): void {
  const { incidentId, alarmId, why, revealed } = event.data;
  reveal(f, revealed);
  const incident = incidentOf(f, incidentId);
  const alarm = ownOf(f.situation.alarms, alarmId);
  if (!incident || !alarm) return;
  const entry = entryOf(event, { alarmKind: alarm.kind, deviceAtMs: alarm.deviceAtMs, why });
  writeOn(f, incidentId, entry, joinedBy(incident, alarm, why));
}

/** Alarms and tasks go over, so that everything about them is told where the work goes on. */
export function foldMerged(f: Fold, event: EventOf<'incident.merged'>): void {
  const { incidentId, intoId, reason, revealed } = event.data;
  for (const one of revealed) reveal(f, one);
  const [from, into] = [incidentOf(f, incidentId), incidentOf(f, intoId)];
  if (!from || !into || from.id === into.id) return;
  if (!mayIncident(from, 'merge') || !isIncidentOpen(into)) return;
  move(f, from, into.id);
  const why = [...new Map(from.alarms.flatMap((a) => a.why).map((w) => [w.code, w])).values()];
  const said = { text: reason, why };
  const owned = into.owner === null ? ownedAgain(from, event) : {};
  const joined = joinedParts(f, into, from);
  tellOn(f, into, entryOf(event, { ...said, incidentId: from.id }), {
    ...joined,
    ...owned,
  });
  tellOn(f, from, entryOf(event, { ...said, incidentId: into.id }), {
    state: stateAfter(from, 'merge'),
    stateBeforeMerge: from.state,
    mergedInto: into.id,
    areas: union(from.areas, into.areas),
    closedAtMs: event.atMs,
    offer: null,
    unownedDueAtMs: null,
    guests: [],
  });
}

/** What nobody owned belongs to whoever owned the other one, or else to whoever put them together. */
function ownedAgain(from: Incident, event: EventOf<'incident.merged'>): Partial<Incident> {
  const { actor, atMs } = event;
  const merger =
    actor.kind === 'person'
      ? { accountId: actor.accountId, name: actor.name, sinceMs: atMs }
      : null;
  const owner = from.owner ?? merger;
  const claimHoldsMs = event.data.holdsMs;
  return owner ? { owner, claimHoldsMs, unownedDueAtMs: null, unownedLevel: 0 } : {};
}

function joinedParts(f: Fold, into: Incident, from: Incident): Partial<Incident> {
  const mark: JoinReason = { code: 'merged', value: from.id };
  const known = new Set(into.alarms.map(({ alarmId }) => alarmId));
  const alarms = [
    ...into.alarms,
    ...from.alarms
      .filter(({ alarmId }) => !known.has(alarmId))
      .map(({ alarmId, why }) => ({
        alarmId,
        why: [...why.filter(({ code }) => code !== 'first'), mark],
      })),
  ];
  const taskIds = [...new Set([...into.taskIds, ...from.taskIds])];
  const tasks = taskIds.flatMap((id) => ownOf(f.situation.tasks, id) ?? []);
  const woken = { ...into, ...wokenUp(into) };
  const assessed = woken.state === 'open' && (from.owner ?? into.owner) ? 'assessing' : woken.state;
  const graver = from.severity < into.severity;
  const clips = joinClips([...(into.clips ?? []), ...(from.clips ?? [])]);
  return {
    ...wokenUp(into),
    ...(clips.length > 0 ? { clips } : {}),
    ...withPhotos(into, from.photoIds ?? []),
    alarms,
    taskIds,
    areas: union(into.areas, from.areas),
    severity: graver ? from.severity : into.severity,
    kind: graver ? from.kind : into.kind,
    point: into.point ?? from.point,
    state: stateByTasks(assessed, tasks),
  };
}

/** Takes alarms and tasks of an incident over to another. */
function move(f: Fold, from: Incident, toId: string): void {
  for (const alarm of alarmsOfIncident(f.situation, from.id)) {
    if (alarm.incidentId === from.id) rebind(f, alarm, toId);
  }
  for (const task of tasksOfIncident(f.situation, from.id)) {
    if (task.incidentId !== from.id) continue;
    f.put('tasks', task.id, { ...task, version: task.version + 1, incidentId: toId });
  }
}

function rebind(f: Fold, alarm: Alarm, incidentId: string): void {
  f.put('alarms', alarm.id, { ...alarm, version: alarm.version + 1, incidentId });
}

/** What came with the merged one goes back to it, as far as it is still there. */
export function foldUnmerged(f: Fold, event: EventOf<'incident.unmerged'>): void {
  const { incidentId, intoId, reason, unownedDueAtMs, revealed } = event.data;
  reveal(f, revealed);
  const [from, into] = [incidentOf(f, incidentId), incidentOf(f, intoId)];
  if (!from || !into || from.mergedInto !== into.id) return;
  const isBack = ({ alarmId }: { alarmId: string }) =>
    ownOf(f.situation.alarms, alarmId)?.incidentId === into.id &&
    from.alarms.some((one) => one.alarmId === alarmId);
  const isTaskBack = (id: string) =>
    from.taskIds.includes(id) && ownOf(f.situation.tasks, id)?.incidentId === into.id;
  const [alarms, taskIds] = [from.alarms.filter(isBack), from.taskIds.filter(isTaskBack)];
  for (const { alarmId } of alarms) {
    const alarm = ownOf(f.situation.alarms, alarmId);
    if (alarm) rebind(f, alarm, from.id);
  }
  for (const id of taskIds) {
    const task = ownOf(f.situation.tasks, id);
    if (task) f.put('tasks', id, { ...task, version: task.version + 1, incidentId: from.id });
  }
  const left = into.alarms.filter((one) => !alarms.some(({ alarmId }) => alarmId === one.alarmId));
  const leftTasks = into.taskIds.filter((id) => !taskIds.includes(id));
  const tasksOf = (ids: readonly string[]) => ids.flatMap((id) => f.situation.tasks[id] ?? []);
  tellOn(f, into, entryOf(event, { text: reason, incidentId: from.id }), {
    alarms: left,
    taskIds: leftTasks,
    state: stateByTasks(into.state, tasksOf(leftTasks)),
    ...gravestOf(f, left),
  });
  tellOn(f, from, entryOf(event, { text: reason, incidentId: into.id }), {
    alarms,
    taskIds,
    // Whoever saw them before sees them still.
    areas: union(from.areas, into.areas),
    state: stateByTasks(from.stateBeforeMerge ?? 'assessing', tasksOf(taskIds)),
    stateBeforeMerge: null,
    mergedInto: null,
    closedAtMs: null,
    unownedDueAtMs: from.owner ? null : unownedDueAtMs,
    ...gravestOf(f, alarms),
  });
}

/** How grave, and what it is called, by the alarms that it has; nothing where none of them is known. */
function gravestOf(f: Fold, joined: Incident['alarms']): Partial<Incident> {
  const alarms = joined.flatMap(({ alarmId }) => ownOf(f.situation.alarms, alarmId) ?? []);
  const gravest = alarms.toSorted((a, b) => a.severity - b.severity)[0];
  return gravest ? { severity: gravest.severity, kind: gravest.kind } : {};
}

export function foldSplit(f: Fold, event: EventOf<'incident.split'>): void {
  const { incidentId, incident: taken, reason } = event.data;
  const from = incidentOf(f, incidentId);
  if (!from || incidentOf(f, taken.id)) return;
  const goes = ({ alarmId }: { alarmId: string }) =>
    taken.alarms.some((one) => one.alarmId === alarmId);
  for (const { alarmId } of from.alarms.filter(goes)) {
    const alarm = ownOf(f.situation.alarms, alarmId);
    if (alarm) rebind(f, alarm, taken.id);
  }
  const why = from.alarms.filter(goes).flatMap((one) => one.why);
  const left = from.alarms.filter((one) => !goes(one));
  tellOn(f, from, entryOf(event, { text: reason, why, incidentId: taken.id }), {
    alarms: left,
    ...gravestOf(f, left),
  });
  const entry = entryOf(event, { text: reason, why, incidentId: from.id });
  f.put('incidents', taken.id, { ...taken, timeline: [entry] });
}
