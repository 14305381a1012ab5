import type { Alarm } from '#contract/alarm.ts';
import type { DurableEvent, DurableType, Revealed } from '#contract/durable-event.ts';
import type { Incident, TimelineEntry } from '#contract/incident.ts';
import type { Situation } from '#contract/situation.ts';
import type { Task } from '#contract/task.ts';
import { acknowledged, isOpen, repeated, returned } from './alarm-lifecycle.ts';
import { forgetOld } from './forget-old.ts';
import { isIncidentOpen, joinedBy, stateByTasks, union, withEntry } from './incident-lifecycle.ts';
import { tasksOfIncident } from './situation-selectors.ts';
import { addResponse, countAlarm, countPassage } from './statistics.ts';
import { advanced, type TaskAct } from './task-lifecycle.ts';

/**
 * The one fold: (situation, entry of the log) → next situation. The BFF folds the whole log with it,
 * a browser folds what it is sent, replay folds the past; so "replay equals live" can be tested.
 * It never refuses: what is in the log has happened. An entry about something that this fold has
 * never seen (another area's) changes nothing but `seq`.
 */
export function applyDurable(situation: Situation, event: DurableEvent): Situation {
  const apply = folds[event.type] as (situation: Situation, event: DurableEvent) => Situation;
  return { ...apply(situation, event), seq: event.seq };
}

type EventOf<T extends DurableType> = Extract<DurableEvent, { type: T }>;
type Folds = { [T in DurableType]: (situation: Situation, event: EventOf<T>) => Situation };

const folds: Folds = {
  'device.discovered': (s, { data }) => ({
    ...s,
    unknownDevices: {
      ...s.unknownDevices,
      [`${data.device.gateway}/${data.device.deviceId}`]: data.device,
    },
  }),
  'seal.reported': (s, { data }) =>
    data.late ? s : { ...s, seals: { ...s.seals, [data.report.sealId]: data.report } },
  'fence.reported': (s, { data, atMs }) =>
    data.late || data.report.segmentId === null
      ? s
      : {
          ...s,
          fences: {
            ...s.fences,
            [data.report.segmentId]: {
              signal: data.report.signal,
              atMs,
              deviceAtMs: data.report.deviceAtMs,
            },
          },
        },
  'lane.passed': (s, { data: { passage } }) => ({
    ...s,
    statistics: countPassage(s.statistics, { ...passage, atMs: passage.closedAtMs }),
  }),
  'report.quarantined': (s) => s,
  'journey.declared': (s, { data, atMs }) =>
    forgetOld({ ...s, journeys: { ...s.journeys, [data.journey.id]: data.journey } }, atMs),
  'journey.arrived': foldJourneyArrived,
  'alarm.raised': foldAlarmRaised,
  'alarm.repeated': foldAlarmRepeated,
  'alarm.returned': foldAlarmReturned,
  'alarm.acknowledged': foldAlarmAcknowledged,
  'incident.opened': foldIncidentOpened,
  'incident.alarm-joined': foldAlarmJoined,
  'incident.noted': (s, event) =>
    writeOn(s, event.data.incidentId, entryOf(event, { text: event.data.text })),
  'incident.closed': foldIncidentClosed,
  'task.issued': foldTaskIssued,
  'task.accepted': (s, event) =>
    foldTask(s, event, 'accept', { acceptedBy: nameOf(event), acceptedAtMs: event.atMs }),
  'task.arrived': foldTaskArrived,
  'task.declined': (s, event) =>
    foldTask(s, event, 'decline', { reason: event.data.reason, finishedAtMs: event.atMs }),
  'task.cancelled': (s, event) =>
    foldTask(s, event, 'cancel', { reason: event.data.reason, finishedAtMs: event.atMs }),
  'task.result-submitted': (s, event) =>
    foldTask(s, event, 'submit-result', { result: event.data.result, finishedAtMs: event.atMs }),
};

const nameOf = (event: DurableEvent) => (event.actor.kind === 'person' ? event.actor.name : null);

function entryOf(event: DurableEvent, more: Partial<TimelineEntry> = {}): TimelineEntry {
  return {
    seq: event.seq,
    atMs: event.atMs,
    deviceAtMs: null,
    type: event.type,
    person: nameOf(event),
    alarmKind: null,
    taskId: null,
    text: null,
    ...more,
  };
}

/** Puts a line, and whatever it changed, on an incident; nothing when the incident is not ours. */
function writeOn(
  s: Situation,
  incidentId: string | null,
  entry: TimelineEntry,
  change: Partial<Incident> = {},
): Situation {
  const incident = incidentId === null ? undefined : s.incidents[incidentId];
  if (!incident) return s;
  return { ...s, incidents: { ...s.incidents, [incident.id]: withEntry(incident, entry, change) } };
}

function isBound(s: Situation, incidentId: string | null): boolean {
  const incident = incidentId === null ? undefined : s.incidents[incidentId];
  return incident !== undefined && isIncidentOpen(incident);
}

function foldJourneyArrived(s: Situation, { data, atMs }: EventOf<'journey.arrived'>): Situation {
  const journey = s.journeys[data.journeyId];
  if (!journey) return s;
  const arrived = { ...journey, state: 'arrived' as const, arrivedAtMs: data.atMs };
  return forgetOld({ ...s, journeys: { ...s.journeys, [journey.id]: arrived } }, atMs);
}

function foldAlarmRaised(
  s: Situation,
  { data: { alarm }, atMs }: EventOf<'alarm.raised'>,
): Situation {
  return forgetOld(
    {
      ...s,
      alarms: { ...s.alarms, [alarm.id]: alarm },
      statistics: countAlarm(s.statistics, { ...alarm, atMs }),
    },
    atMs,
  );
}

function foldAlarmRepeated(s: Situation, event: EventOf<'alarm.repeated'>): Situation {
  const alarm = s.alarms[event.data.alarmId];
  if (!alarm) return s;
  const next = repeated(alarm, { ...event.data, atMs: event.atMs });
  const entry = entryOf(event, { alarmKind: alarm.kind, deviceAtMs: event.data.deviceAtMs });
  const incident = alarm.incidentId === null ? undefined : s.incidents[alarm.incidentId];
  const graver = incident !== undefined && next.severity < incident.severity;
  const change = graver ? { severity: next.severity, kind: next.kind } : {};
  return chatterOn({ ...s, alarms: { ...s.alarms, [alarm.id]: next } }, next, entry, change);
}

function foldAlarmReturned(s: Situation, event: EventOf<'alarm.returned'>): Situation {
  const alarm = s.alarms[event.data.alarmId];
  if (!alarm) return s;
  const next = returned(alarm, event.atMs, isBound(s, alarm.incidentId));
  const entry = entryOf(event, { alarmKind: alarm.kind });
  return chatterOn({ ...s, alarms: { ...s.alarms, [alarm.id]: next } }, next, entry);
}

/** A device that flips all night fills no timeline: after a few lines its alarm's count tells it. */
const mostLinesOfOneAlarm = 6;

function chatterOn(
  s: Situation,
  alarm: Alarm,
  entry: TimelineEntry,
  change: Partial<Incident> = {},
): Situation {
  const told = alarm.count <= mostLinesOfOneAlarm || Object.keys(change).length > 0;
  return told ? writeOn(s, alarm.incidentId, entry, change) : s;
}

function foldAlarmAcknowledged(s: Situation, event: EventOf<'alarm.acknowledged'>): Situation {
  const alarm = s.alarms[event.data.alarmId];
  if (!alarm) return s;
  const by = nameOf(event) ?? '';
  const next = acknowledged(alarm, by, event.atMs, isBound(s, alarm.incidentId));
  const incident = alarm.incidentId === null ? undefined : s.incidents[alarm.incidentId];
  const change: Partial<Incident> = {
    ...(incident?.state === 'open' ? { state: 'assessing' } : {}),
    ...(incident && incident.owner === null ? { owner: by } : {}),
  };
  const sample = { area: alarm.area, atMs: event.atMs, tookMs: event.atMs - alarm.lastRaisedAtMs };
  const statistics = addResponse(s.statistics, 'acknowledge', sample);
  const entry = entryOf(event, { alarmKind: alarm.kind });
  const alarms = { ...s.alarms, [alarm.id]: next };
  return writeOn({ ...s, alarms, statistics }, alarm.incidentId, entry, change);
}

function foldIncidentOpened(s: Situation, event: EventOf<'incident.opened'>): Situation {
  const { incident } = event.data;
  const first = s.alarms[incident.alarms[0]?.alarmId ?? ''];
  const entry = entryOf(event, {
    alarmKind: incident.kind,
    deviceAtMs: first?.deviceAtMs ?? null,
  });
  const opened = { ...incident, timeline: [entry] };
  return { ...s, incidents: { ...s.incidents, [incident.id]: opened } };
}

function foldAlarmJoined(s: Situation, event: EventOf<'incident.alarm-joined'>): Situation {
  const { incidentId, alarmId, why, revealed } = event.data;
  const known = reveal(s, revealed);
  const incident = known.incidents[incidentId];
  const alarm = known.alarms[alarmId];
  if (!incident || !alarm) return known;
  const entry = entryOf(event, { alarmKind: alarm.kind, deviceAtMs: alarm.deviceAtMs });
  return writeOn(known, incidentId, entry, joinedBy(incident, alarm, why));
}

/** Takes in an incident that this fold was not entitled to until now. */
function reveal(s: Situation, revealed: Revealed | null): Situation {
  if (!revealed || revealed.incident.id in s.incidents) return s;
  const { incident, alarms, tasks } = revealed;
  const byId = <T extends { id: string }>(things: T[]) =>
    Object.fromEntries(things.map((thing) => [thing.id, thing]));
  return {
    ...s,
    incidents: { ...s.incidents, [incident.id]: incident },
    alarms: { ...s.alarms, ...byId(alarms) },
    tasks: { ...s.tasks, ...byId(tasks) },
  };
}

function foldIncidentClosed(s: Situation, event: EventOf<'incident.closed'>): Situation {
  const { incidentId, conclusion, note } = event.data;
  const incident = s.incidents[incidentId];
  if (!incident) return s;
  const alarms = { ...s.alarms };
  for (const { alarmId } of incident.alarms) {
    const alarm = alarms[alarmId];
    if (alarm && isOpen(alarm)) {
      alarms[alarmId] = { ...alarm, version: alarm.version + 1, state: 'normal' };
    }
  }
  const change = { state: 'closed' as const, conclusion, closedAtMs: event.atMs };
  return writeOn({ ...s, alarms }, incidentId, entryOf(event, { text: note || null }), change);
}

function foldTaskIssued(before: Situation, event: EventOf<'task.issued'>): Situation {
  const { task, revealed } = event.data;
  const s = reveal(before, revealed);
  const incident = s.incidents[task.incidentId];
  const next = {
    ...s,
    tasks: { ...s.tasks, [task.id]: task },
    statistics: withDispatch(s, incident, task, event.atMs),
  };
  const entry = entryOf(event, { taskId: task.id, text: task.unitId });
  const taskIds = [...(incident?.taskIds ?? []), task.id];
  const areas = union(incident?.areas ?? [], [task.area]);
  return writeOn(next, task.incidentId, entry, { taskIds, areas, state: 'acting' });
}

/** The first task answers the alarm; later ones follow what it found and say nothing about speed. */
function withDispatch(s: Situation, incident: Incident | undefined, task: Task, atMs: number) {
  if (!incident || incident.taskIds.length > 0) return s.statistics;
  const acknowledgedAtMs = incident.alarms
    .map(({ alarmId }) => s.alarms[alarmId]?.acknowledgedAtMs ?? null)
    .find((acknowledged) => acknowledged !== null);
  const since = acknowledgedAtMs ?? incident.openedAtMs;
  const sample = { area: task.area, atMs, tookMs: Math.max(0, atMs - since) };
  return addResponse(s.statistics, 'dispatch', sample);
}

function foldTaskArrived(s: Situation, event: EventOf<'task.arrived'>): Situation {
  const task = s.tasks[event.data.taskId];
  if (!task) return s;
  const sample = { area: task.area, atMs: event.atMs, tookMs: event.atMs - task.issuedAtMs };
  const statistics = addResponse(s.statistics, 'arrive', sample);
  return foldTask({ ...s, statistics }, event, 'arrive', { arrivedAtMs: event.atMs });
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
function foldTask(s: Situation, event: TaskEvent, act: TaskAct, change: Partial<Task>): Situation {
  const task = s.tasks[event.data.taskId];
  if (!task) return s;
  const next = { ...s, tasks: { ...s.tasks, [task.id]: advanced(task, act, change) } };
  const incident = s.incidents[task.incidentId];
  const state = incident && stateByTasks(incident.state, tasksOfIncident(next, incident.id));
  const entry = entryOf(event, { taskId: task.id, text: saidIn(event) });
  return writeOn(next, task.incidentId, entry, state ? { state } : {});
}
