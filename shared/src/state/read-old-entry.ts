import type { Alarm } from '#contract/alarm.ts';
import type { DurableEvent } from '#contract/durable-event.ts';
import type { Incident, TimelineEntry } from '#contract/incident.ts';
import type { Revealed } from '#contract/revealed.ts';
import type { Task } from '#contract/task.ts';
import type { Arrival, CrewMember } from '#contract/task-record.ts';
import { isUnacknowledged } from './alarm-lifecycle.ts';
import type { EventOf } from './incident-lines.ts';
import { unowned } from './new-incident.ts';
import { nothingOfTask } from './task-lifecycle.ts';

/**
 * Reads what contract version 4 wrote as today's fold wants it. The log itself stays as it is: every
 * entry is part of the chain of hashes, and an auditor reads the words of then. So they are completed each
 * time that they are folded, here and nowhere else, and the house, a page and a replay agree.
 *
 * Nothing is made up. What nobody recorded is null or empty; a time that then was not kept is over, so
 * that the house asks again rather than waits. An incident of then is nobody's: a claim is an entry of
 * its own now, and a name alone names no account.
 */
export function isOldEntry({ type, data }: DurableEvent): boolean {
  switch (type) {
    case 'alarm.raised':
      return data.alarm.level === undefined;
    case 'alarm.acknowledged':
      return data.progressDueAtMs === undefined;
    case 'incident.opened':
      return data.incident.guests === undefined;
    case 'incident.alarm-joined':
      return data.revealed !== null && data.revealed.procedure === undefined;
    case 'task.issued':
      return data.task.crew === undefined;
    case 'task.accepted':
    case 'task.arrived':
    case 'task.result-submitted':
      return data.by === undefined;
    default:
      return false;
  }
}

/** As today's house would have written it: one entry, or those that were one then. */
export function readOldEntry(event: DurableEvent): DurableEvent[] {
  switch (event.type) {
    case 'alarm.raised':
      return [{ ...event, data: { alarm: fullAlarm(event.data.alarm as Alarm) } }];
    case 'alarm.acknowledged': {
      const { alarmId } = event.data;
      return [{ ...event, data: { alarmId, reason: null, progressDueAtMs: event.atMs } }];
    }
    case 'incident.opened':
      return [{ ...event, data: { incident: fullIncident(event.data.incident as Incident) } }];
    case 'incident.alarm-joined':
      return [{ ...event, data: { ...event.data, revealed: fullRevealed(event.data.revealed) } }];
    case 'task.issued':
      return [issued(event)];
    case 'task.accepted':
      return [{ ...event, data: { ...event.data, by: whoDid(event), dues: {} } }];
    case 'task.arrived': {
      const { note, ...ref } = event.data as typeof event.data & { note?: string | null };
      const said = { by: whoDid(event), dues: {}, arrival: arrivalByWord(note ?? null) };
      return [{ ...event, data: { ...ref, ...said } }];
    }
    case 'task.result-submitted':
      return reported(event);
    default:
      return [event];
  }
}

function fullAlarm(alarm: Alarm): Alarm {
  return {
    ...alarm,
    askedAtMs: alarm.lastRaisedAtMs,
    progressDueAtMs: null,
    level: 0,
    escalateDueAtMs: isUnacknowledged(alarm) ? alarm.acknowledgeDueAtMs : null,
    raisesAtMs: [alarm.lastRaisedAtMs],
    chattering: false,
    suppression: null,
  };
}

function fullIncident(incident: Incident): Incident {
  return { ...incident, ...unowned, timeline: incident.timeline.map(fullLine) };
}

const fullLine = (line: TimelineEntry): TimelineEntry => ({ ...line, accountId: null });

/** What it had is kept; a result ended it then. */
function fullTask(task: Task): Task {
  const isOver = task.state === 'result-submitted';
  return {
    ...nothingOfTask,
    ...task,
    issuedById: null,
    acceptDueAtMs: task.state === 'issued' ? task.acceptDueAtMs : null,
    state: isOver ? 'done' : task.state,
    submittedAtMs: isOver ? task.finishedAtMs : null,
  };
}

function fullRevealed(revealed: Revealed | null): Revealed | null {
  return (
    revealed && {
      incident: fullIncident(revealed.incident as Incident),
      alarms: revealed.alarms.map((alarm) => fullAlarm(alarm as Alarm)),
      tasks: revealed.tasks.map((task) => fullTask(task as Task)),
      procedure: null,
    }
  );
}

function issued(event: EventOf<'task.issued'>): DurableEvent {
  const { actor, data } = event;
  const issuedById = actor.kind === 'person' ? actor.accountId : null;
  const task = { ...fullTask(data.task as Task), issuedById };
  return { ...event, data: { task, revealed: fullRevealed(data.revealed) } };
}

/** An account was a person: that one has two of them is a thing of later. */
function whoDid({ actor }: DurableEvent): CrewMember {
  const { name } = actor;
  return actor.kind === 'person'
    ? { accountId: actor.accountId, personId: actor.accountId, name }
    : { accountId: name, personId: name, name };
}

const arrivalByWord = (note: string | null): Arrival => ({
  how: 'by-hand',
  point: null,
  awayM: null,
  gateId: null,
  reason: note || null,
  flagged: true,
  deviceAtMs: null,
});

/** Nobody had to verify a result then: the task was over with it, and is so still, verified by nobody. */
function reported(event: EventOf<'task.result-submitted'>): DurableEvent[] {
  const { taskId, incidentId } = event.data;
  const ofThen = {
    ...event,
    actor: { kind: 'machine' as const, name: 'contract-4' },
    data: { taskId, incidentId },
  };
  return [
    { ...event, data: { ...event.data, by: whoDid(event) } },
    { ...ofThen, type: 'task.verified' },
    { ...ofThen, type: 'task.done' },
  ];
}
