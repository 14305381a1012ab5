import type { Fold } from './fold.ts';
import { type EventOf, entryOf, writeOn } from './incident-lines.ts';
import { ownOf } from './own.ts';

/** More eyes than this say nothing more. */
const mostEyes = 12;

export function foldAlarmSeen(f: Fold, event: EventOf<'alarm.seen'>): void {
  const { alarmId } = event.data;
  const { actor, atMs } = event;
  const alarm = ownOf(f.situation.alarms, alarmId);
  if (!alarm || actor.kind !== 'person') return;
  const before = ownOf(f.situation.seenAlarms, alarmId)?.by ?? [];
  const { accountId, name } = actor;
  if (before.length >= mostEyes || before.some((seen) => seen.accountId === accountId)) return;
  f.put('seenAlarms', alarmId, { alarmId, by: [...before, { accountId, name, atMs }] });
  writeOn(f, alarm.incidentId, entryOf(event, { alarmKind: alarm.kind }));
}

export function foldCallStarted(f: Fold, event: EventOf<'call.started'>): void {
  const { call } = event.data;
  f.put('calls', call.id, call);
  const text = `${call.from.name} – ${call.to.name}`;
  writeOn(f, call.incidentId, entryOf(event, { taskId: call.taskId, text }));
}

export function foldCallEnded(f: Fold, event: EventOf<'call.ended'>): void {
  const { callId, incidentId, taskId, tookMs } = event.data;
  f.drop('calls', callId);
  writeOn(f, incidentId, entryOf(event, { taskId, text: String(tookMs) }));
}
