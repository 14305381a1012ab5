import type { DurableEvent, DurableType } from '#contract/durable-event.ts';
import type { Incident, TimelineEntry } from '#contract/incident.ts';
import type { Revealed } from '#contract/revealed.ts';
import { isProgress, progressed } from './alarm-escalation.ts';
import type { Fold } from './fold.ts';
import { goesOnAs } from './goes-on-as.ts';
import { isIncidentOpen, withEntry } from './incident-lifecycle.ts';
import { ownOf } from './own.ts';
import { tickByLine } from './tick-steps.ts';

/** An entry of the log, of one type. */
export type EventOf<T extends DurableType> = Extract<DurableEvent, { type: T }>;

/** What each entry of these types does to a situation. */
export type FoldsOf<T extends DurableType> = { [U in T]: (fold: Fold, event: EventOf<U>) => void };

export const nameOf = (event: DurableEvent) =>
  event.actor.kind === 'person' ? event.actor.name : null;

export function entryOf(event: DurableEvent, more: Partial<TimelineEntry> = {}): TimelineEntry {
  return {
    seq: event.seq,
    atMs: event.atMs,
    deviceAtMs: event.actedAtMs ?? null,
    type: event.type,
    person: nameOf(event),
    accountId: event.actor.kind === 'person' ? event.actor.accountId : null,
    alarmKind: null,
    taskId: null,
    orderId: null,
    text: null,
    ...more,
  };
}

/**
 * Puts a line, and whatever it changed, on an incident, or on the one in which it goes on; nothing when
 * the incident is not ours.
 */
export function writeOn(
  f: Fold,
  incidentId: string | null,
  entry: TimelineEntry,
  change: Partial<Incident> = {},
): void {
  const incident = storyOf(f, incidentId);
  if (incident) tellOn(f, incident, entry, change);
}

/** The same for an incident at hand, also one that goes on in another. */
export function tellOn(
  f: Fold,
  incident: Incident,
  entry: TimelineEntry,
  change: Partial<Incident>,
): void {
  f.put('incidents', incident.id, withEntry(incident, entry, change));
  tickByLine(f, incident.id, entry);
  if (isProgress(entry)) noteProgress(f, incident, entry.atMs);
}

/** What was written along with an acknowledgement is a part of it. */
function noteProgress(f: Fold, { alarms }: Incident, atMs: number): void {
  for (const { alarmId } of alarms) {
    const alarm = ownOf(f.situation.alarms, alarmId);
    if (!alarm || alarm.progressDueAtMs === null) continue;
    if ((alarm.acknowledgedAtMs ?? atMs) < atMs) f.put('alarms', alarmId, progressed(alarm));
  }
}

/** The incident itself, or the one in which it goes on. */
export function storyOf(f: Fold, incidentId: string | null): Incident | undefined {
  return incidentId === null ? undefined : incidentOf(f, goesOnAs(f.situation, incidentId));
}

export function incidentOf(f: Fold, incidentId: string | null): Incident | undefined {
  return incidentId === null ? undefined : ownOf(f.situation.incidents, incidentId);
}

export function isBound(f: Fold, incidentId: string | null): boolean {
  const incident = incidentOf(f, incidentId);
  return incident !== undefined && isIncidentOpen(incident);
}

/** Takes in an incident that this fold was not entitled to until now. */
export function reveal(f: Fold, revealed: Revealed | null): void {
  if (!revealed || incidentOf(f, revealed.incident.id)) return;
  f.put('incidents', revealed.incident.id, revealed.incident);
  for (const alarm of revealed.alarms) f.put('alarms', alarm.id, alarm);
  for (const task of revealed.tasks) f.put('tasks', task.id, task);
  const { procedure } = revealed;
  if (procedure) f.put('procedures', procedure.incidentId, procedure);
  // One of a reader's own areas is known already, and to its author and who audits it with what he concluded.
  for (const each of revealed.dispositions ?? [])
    if (!ownOf(f.situation.dispositions, each.id)) f.put('dispositions', each.id, each);
  for (const each of revealed.seenAlarms ?? []) f.put('seenAlarms', each.alarmId, each);
  for (const each of revealed.inspections ?? []) f.put('inspections', each.taskId, each);
  for (const each of revealed.calls ?? []) f.put('calls', each.id, each);
  for (const each of revealed.deviceOrders ?? []) f.put('deviceOrders', each.id, each);
}
