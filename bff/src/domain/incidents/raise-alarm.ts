import type { Alarm, Severity } from '@ftz/shared/contract/alarm.ts';
import type { Actor, DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import type { TimeLimits } from '@ftz/shared/contract/time-limits.ts';
import { dueAtMs, isOpen } from '@ftz/shared/state/alarm-lifecycle.ts';
import { breaksSuppression } from '@ftz/shared/state/alarm-suppression.ts';
import { areasOfAlarm, revealTo } from '@ftz/shared/state/incident-circle.ts';
import { union } from '@ftz/shared/state/incident-lifecycle.ts';
import { newIncident } from '@ftz/shared/state/new-incident.ts';
import { suppressionAtBirth } from '@ftz/shared/state/outage-lifecycle.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { lastAlarmOf } from '@ftz/shared/state/situation-selectors.ts';
import type { AlarmRule, Verdict } from '#domain/alarm-rule.ts';
import type { Leading } from '#domain/fold-drafts.ts';
import type { IdSource } from '#domain/ports.ts';
import { procedureDrafts } from '#domain/procedures/start-procedure.ts';
import { joinIncident } from './join-incident.ts';

/** Everything about an alarm that the rule does not say. */
export type AlarmContext = Pick<
  Alarm,
  | 'area'
  | 'point'
  | 'deviceAtMs'
  | 'vehicleId'
  | 'plate'
  | 'journeyId'
  | 'sealId'
  | 'containerNo'
  | 'gateId'
  | 'segmentId'
  | 'cameraIds'
> & { late: boolean };

/** From this severity on an alarm is an incident; device health (P4) is only a list. */
const incidentSeverity = 3;

/** When this is, and how long people have from here on. */
export type Now = { nowMs: number; limits: TimeLimits };

/** What one rule said of one thing, and where to learn the rest of the alarm if there is to be one. */
export type Judged = {
  rule: AlarmRule;
  verdict: Verdict;
  contextOf: () => AlarmContext | null;
};

/**
 * Puts the entries that a verdict comes to. One alarm is open per (kind, entity): a condition that lasts raises
 * once, a thing that happens again counts up, and what is late never re-opens.
 */
export function draftAlarm(leading: Leading, judged: Judged, now: Now, newId: IdSource): void {
  const drafts = draftsOf(leading.situation, judged, now, newId);
  if (drafts.length === 0) return;
  leading.put(drafts);
  const { situation } = leading;
  const about = lastAlarmOf(situation, judged.rule.kind, judged.verdict.entityId);
  const incident = ownOf(situation.incidents, about?.incidentId ?? '');
  leading.put(procedureDrafts(situation, incident));
}

function draftsOf(
  situation: Situation,
  { rule, verdict, contextOf }: Judged,
  now: Now,
  newId: IdSource,
): DurableDraft[] {
  const actor: Actor = { kind: 'machine', name: rule.kind };
  const last = lastAlarmOf(situation, rule.kind, verdict.entityId);
  if (verdict.condition === 'gone') return last ? draftReturn(situation, last, now, actor) : [];
  const context = contextOf();
  if (!context) return [];
  if (last && isOpen(last)) return draftRepeat(situation, last, verdict, context, now, actor);
  if (last && isOldNews(last, verdict, context)) return [];
  const born = newAlarm(rule, verdict, context, now, newId);
  const alarm = { ...born, suppression: suppressionAtBirth(situation, born, now.nowMs) };
  if (alarm.severity > incidentSeverity) {
    return [{ type: 'alarm.raised', areas: [alarm.area], actor, data: { alarm } }];
  }
  return draftIncident(situation, alarm, now.nowMs, newId, actor);
}

function draftReturn(situation: Situation, last: Alarm, now: Now, actor: Actor): DurableDraft[] {
  if (last.returnedAtMs !== null) return [];
  const areas = areasOfAlarm(situation, last);
  const back = { type: 'alarm.returned' as const, areas, actor, data: { alarmId: last.id } };
  const { suppression } = last;
  if (!isOpen(last) || suppression?.how !== 'shelved' || !suppression.oneShot) return [back];
  return [back, draftBack(situation, last, last.severity, 'returned', now, actor)];
}

/** It is announced again, though its time is not over. */
function draftBack(
  situation: Situation,
  alarm: Alarm,
  severity: Severity,
  why: 'returned' | 'worse',
  { nowMs, limits }: Now,
  actor: Actor,
): DurableDraft {
  const areas = areasOfAlarm(situation, alarm);
  const acknowledgeDueAtMs = dueAtMs(limits.acknowledgeS, severity, nowMs);
  const data = { alarmId: alarm.id, acknowledgeDueAtMs };
  if (alarm.suppression?.how !== 'shelved')
    return { type: 'alarm.unsuppressed', areas, actor, data };
  return { type: 'alarm.unshelved', areas, actor, data: { ...data, why } };
}

/**
 * A closed alarm whose condition has lasted ever since, on the same journey and no worse, was judged
 * by a person; so was what is older than it.
 */
function isOldNews(closed: Alarm, verdict: Present, context: AlarmContext): boolean {
  const lastsStill =
    closed.returnedAtMs === null &&
    !verdict.happens &&
    verdict.severity >= closed.severity &&
    closed.journeyId === context.journeyId;
  return lastsStill || (context.late && closed.deviceAtMs >= context.deviceAtMs);
}

type Present = Extract<Verdict, { condition: 'present' }>;

function draftRepeat(
  situation: Situation,
  open: Alarm,
  verdict: Present,
  context: AlarmContext,
  now: Now,
  actor: Actor,
): DurableDraft[] {
  const worse = verdict.severity < open.severity;
  const cameBack = open.returnedAtMs !== null;
  if (context.late || !(verdict.happens || worse || cameBack)) return [];
  const severity = worse ? verdict.severity : open.severity;
  const data = {
    alarmId: open.id,
    deviceAtMs: context.deviceAtMs,
    severity,
    acknowledgeDueAtMs: dueAtMs(now.limits.acknowledgeS, severity, now.nowMs),
    facts: verdict.facts,
  };
  const areas = areasOfAlarm(situation, open);
  const repeat = { type: 'alarm.repeated' as const, areas, actor, data };
  if (!breaksSuppression(open, severity)) return [repeat];
  return [repeat, draftBack(situation, open, severity, 'worse', now, actor)];
}

function newAlarm(
  rule: AlarmRule,
  verdict: Present,
  { late, ...context }: AlarmContext,
  { nowMs, limits }: Now,
  newId: IdSource,
): Alarm {
  const acknowledgeDueAtMs = dueAtMs(limits.acknowledgeS, verdict.severity, nowMs);
  const lateness = late
    ? [{ name: 'late-by-s', value: String(Math.round((nowMs - context.deviceAtMs) / 1000)) }]
    : [];
  return {
    ...context,
    id: newId('A'),
    version: 1,
    kind: rule.kind,
    severity: verdict.severity,
    state: 'unacked',
    entityKind: verdict.entityKind,
    entityId: verdict.entityId,
    raisedAtMs: nowMs,
    lastRaisedAtMs: nowMs,
    count: 1,
    acknowledgedBy: null,
    acknowledgedAtMs: null,
    askedAtMs: nowMs,
    acknowledgeDueAtMs,
    progressDueAtMs: null,
    level: 0,
    escalateDueAtMs: acknowledgeDueAtMs,
    raisesAtMs: [nowMs],
    chattering: false,
    suppression: null,
    returnedAtMs: null,
    incidentId: null,
    facts: [...verdict.facts, ...lateness],
  };
}

function draftIncident(
  situation: Situation,
  alarm: Alarm,
  nowMs: number,
  newId: IdSource,
  actor: Actor,
): DurableDraft[] {
  const joined = joinIncident(situation, alarm);
  if (!joined) {
    const first = { alarmId: alarm.id, why: [{ code: 'first' as const }] };
    const incident = newIncident(newId('I'), alarm, [first], nowMs);
    const bound = { ...alarm, incidentId: incident.id };
    return [
      { type: 'alarm.raised', areas: [alarm.area], actor, data: { alarm: bound } },
      { type: 'incident.opened', areas: incident.areas, actor, data: { incident } },
    ];
  }
  const { incident, why } = joined;
  const areas = union(incident.areas, [alarm.area]);
  const bound = { ...alarm, incidentId: incident.id };
  const revealed = revealTo(situation, incident, alarm.area);
  return [
    { type: 'alarm.raised', areas, actor, data: { alarm: bound } },
    {
      type: 'incident.alarm-joined',
      areas,
      actor,
      data: { incidentId: incident.id, alarmId: alarm.id, why, revealed },
    },
  ];
}
