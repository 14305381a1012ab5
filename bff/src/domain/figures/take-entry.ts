import type { DurableEvent, DurableType } from '@ftz/shared/contract/durable-event.ts';
import type { FigureBook } from './figure-book.ts';

/** What an entry of the log changes in the book; of most types nothing is counted. */
export function takeEntry(book: FigureBook, event: DurableEvent): void {
  const handle = handlers[event.type] as Handler | undefined;
  handle?.(book, event);
}

type Handler = (book: FigureBook, event: DurableEvent) => void;
type Handlers = {
  [T in DurableType]?: (book: FigureBook, event: Extract<DurableEvent, { type: T }>) => void;
};

function bringBack(
  book: FigureBook,
  { data, atMs }: { data: { alarmId: string }; atMs: number },
): void {
  book.setAside(data.alarmId, null, false);
  book.askAgain(data.alarmId, atMs);
}

const handlers: Handlers = {
  'disposition.attempt-refused': (book, { data, areas, atMs }) => {
    book.attempts.push({ atMs, areas, incidentId: data.incidentId, command: data.command });
  },
  'duty.began': (book, { data, atMs }) => book.begin(data.duty.person, atMs),
  'duty.ended': (book, { data, atMs }) => book.end(data.accountId, atMs),
  'alarm.raised': (book, { data, atMs }) => book.raise(data.alarm, atMs),
  'alarm.repeated': (book, { data, atMs }) => book.repeat(data.alarmId, data.severity, atMs),
  'alarm.acknowledged': (book, { data, atMs }) => book.acknowledge(data.alarmId, atMs),
  'alarm.returned': (book, { data, atMs }) => book.return(data.alarmId, atMs),
  'alarm.shelved': (book, { data }) => book.setAside(data.alarmId, data.suppression.untilMs, true),
  'alarm.unshelved': bringBack,
  'alarm.suppressed': (book, { data }) => book.setAside(data.alarmId, null, true),
  'alarm.unsuppressed': bringBack,
  'alarm.escalated': (book, { data, atMs }) => {
    if (book.open.get(data.alarmId)?.acknowledged) book.askAgain(data.alarmId, atMs);
  },
  'incident.opened': (book, { data: { incident }, atMs }) => {
    if (incident.drill) book.drills.add(incident.id);
    book.openIncident(incident.id, incident.alarms[0]?.alarmId ?? '', atMs);
  },
  'incident.alarm-joined': (book, { data }) => book.join(data.incidentId, data.alarmId),
  'incident.closed': (book, { data, atMs }) =>
    book.conclude(data.incidentId, data.conclusion, atMs),
  'task.issued': (book, { data: { task }, atMs }) =>
    book.issue(task.id, task.incidentId, task.kind, task.area, atMs),
  'lane.passed': (book, { data: { passage } }) => {
    const { area, direction, closedAtMs } = passage;
    book.passed.push({ area, direction, atMs: closedAtMs });
  },
  'outage.requested': (book, { data }) => book.planOutage(data.outage),
  'outage.planned': (book, { data }) => book.planOutage(data.outage),
  'outage.authorised': (book, { data, atMs }) => book.beginOutage(data.outageId, atMs),
  'outage.began': (book, { data, atMs }) => book.beginOutage(data.outageId, atMs),
  'outage.refused': (book, { data, atMs }) => book.endOutage(data.outageId, atMs),
  'outage.ended': (book, { data, atMs }) => book.endOutage(data.outageId, atMs),
  'task.arrived': (book, { data, atMs }) => book.arrive(data.taskId, atMs),
};
