import type { Alarm } from '#contract/alarm.ts';
import type { Incident, TimelineEntry } from '#contract/incident.ts';
import { escalated } from './alarm-escalation.ts';
import { acknowledged, repeated, returned } from './alarm-lifecycle.ts';
import { broughtBack, setAside } from './alarm-suppression.ts';
import type { Fold } from './fold.ts';
import { wokenUp } from './incident-lifecycle.ts';
import { type EventOf, entryOf, incidentOf, isBound, nameOf, writeOn } from './incident-lines.ts';
import { ownOf } from './own.ts';
import { countRaised } from './rule-outcomes.ts';
import { addResponse, countAlarm } from './statistics.ts';

export function foldAlarmRaised(f: Fold, { data: { alarm }, atMs }: EventOf<'alarm.raised'>): void {
  f.put('alarms', alarm.id, alarm);
  f.setStatistics(countAlarm(f.situation.statistics, { ...alarm, atMs }));
  f.setStatistics(countRaised(f.situation.statistics, alarm));
}

export function foldAlarmRepeated(f: Fold, event: EventOf<'alarm.repeated'>): void {
  const alarm = ownOf(f.situation.alarms, event.data.alarmId);
  if (!alarm) return;
  const next = repeated(alarm, { ...event.data, atMs: event.atMs });
  const entry = entryOf(event, { alarmKind: alarm.kind, deviceAtMs: event.data.deviceAtMs });
  const incident = incidentOf(f, alarm.incidentId);
  const graver = incident !== undefined && next.severity < incident.severity;
  const woken = incident ? wokenUp(incident) : {};
  const change = graver ? { severity: next.severity, kind: next.kind, ...woken } : woken;
  f.put('alarms', alarm.id, next);
  chatterOn(f, next, entry, change);
}

export function foldAlarmReturned(f: Fold, event: EventOf<'alarm.returned'>): void {
  const alarm = ownOf(f.situation.alarms, event.data.alarmId);
  if (!alarm) return;
  const next = returned(alarm, event.atMs, isBound(f, alarm.incidentId));
  f.put('alarms', alarm.id, next);
  chatterOn(f, next, entryOf(event, { alarmKind: alarm.kind }));
}

/** A device that flips all night fills no timeline: after a few lines its alarm's count tells it. */
const mostLinesOfOneAlarm = 6;

function chatterOn(
  f: Fold,
  alarm: Alarm,
  entry: TimelineEntry,
  change: Partial<Incident> = {},
): void {
  const told = alarm.count <= mostLinesOfOneAlarm || Object.keys(change).length > 0;
  if (told) writeOn(f, alarm.incidentId, entry, change);
}

export function foldAlarmAcknowledged(f: Fold, event: EventOf<'alarm.acknowledged'>): void {
  const alarm = ownOf(f.situation.alarms, event.data.alarmId);
  if (!alarm) return;
  const { atMs } = event;
  const { reason, progressDueAtMs } = event.data;
  const by = nameOf(event) ?? '';
  const sample = { area: alarm.area, atMs, tookMs: atMs - alarm.lastRaisedAtMs };
  const bound = isBound(f, alarm.incidentId);
  f.put('alarms', alarm.id, acknowledged(alarm, { by, atMs, progressDueAtMs }, bound));
  f.setStatistics(addResponse(f.situation.statistics, 'acknowledge', sample));
  const entry = entryOf(event, { alarmKind: alarm.kind, text: reason });
  writeOn(f, alarm.incidentId, entry);
}

/** Once everybody has been called, calling again is no news for the timeline. */
export function foldAlarmEscalated(f: Fold, event: EventOf<'alarm.escalated'>): void {
  const alarm = ownOf(f.situation.alarms, event.data.alarmId);
  if (!alarm) return;
  const { data, atMs } = event;
  f.put('alarms', alarm.id, escalated(alarm, data, atMs));
  if (data.why === 'no-acknowledgement' && data.level === alarm.level) return;
  const entry = entryOf(event, { alarmKind: alarm.kind, text: data.reason });
  writeOn(f, alarm.incidentId, entry);
}

export function foldAlarmSetAside(
  f: Fold,
  event: EventOf<'alarm.shelved' | 'alarm.suppressed'>,
): void {
  const { alarmId, suppression } = event.data;
  const alarm = ownOf(f.situation.alarms, alarmId);
  if (!alarm) return;
  f.put('alarms', alarm.id, setAside(alarm, suppression));
  const entry = entryOf(event, { alarmKind: alarm.kind, text: suppression.reason });
  writeOn(f, alarm.incidentId, entry);
}

export function foldAlarmBroughtBack(
  f: Fold,
  event: EventOf<'alarm.unshelved' | 'alarm.unsuppressed'>,
): void {
  const { alarmId, acknowledgeDueAtMs } = event.data;
  const alarm = ownOf(f.situation.alarms, alarmId);
  if (!alarm) return;
  f.put('alarms', alarm.id, broughtBack(alarm, event.atMs, acknowledgeDueAtMs));
  writeOn(f, alarm.incidentId, entryOf(event, { alarmKind: alarm.kind }));
}
