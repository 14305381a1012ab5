import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import type { Actor, DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { acknowledgeDueAtMs, isOpen } from '@ftz/shared/state/alarm-lifecycle.ts';
import { areasOfAlarm, revealTo } from '@ftz/shared/state/incident-circle.ts';
import { union } from '@ftz/shared/state/incident-lifecycle.ts';
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
export function draftAlarm(leading: Leading, judged: Judged, nowMs: number, newId: IdSource): void {
  const drafts = draftsOf(leading.situation, judged, nowMs, newId);
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
  nowMs: number,
  newId: IdSource,
): DurableDraft[] {
  const actor: Actor = { kind: 'machine', name: rule.kind };
  const last = lastAlarmOf(situation, rule.kind, verdict.entityId);
  if (verdict.condition === 'gone') return last ? draftReturn(situation, last, actor) : [];
  const context = contextOf();
  if (!context) return [];
  if (last && isOpen(last)) return draftRepeat(situation, last, verdict, context, nowMs, actor);
  if (last && isOldNews(last, verdict, context)) return [];
  const alarm = newAlarm(rule, verdict, context, nowMs, newId);
  if (alarm.severity > incidentSeverity) {
    return [{ type: 'alarm.raised', areas: [alarm.area], actor, data: { alarm } }];
  }
  return draftIncident(situation, alarm, nowMs, newId, actor);
}

function draftReturn(situation: Situation, last: Alarm, actor: Actor): DurableDraft[] {
  if (last.returnedAtMs !== null) return [];
  const areas = areasOfAlarm(situation, last);
  return [{ type: 'alarm.returned', areas, actor, data: { alarmId: last.id } }];
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
  nowMs: number,
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
    acknowledgeDueAtMs: acknowledgeDueAtMs(severity, nowMs),
    facts: verdict.facts,
  };
  return [{ type: 'alarm.repeated', areas: areasOfAlarm(situation, open), actor, data }];
}

function newAlarm(
  rule: AlarmRule,
  verdict: Present,
  { late, ...context }: AlarmContext,
  nowMs: number,
  newId: IdSource,
): Alarm {
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
    acknowledgeDueAtMs: acknowledgeDueAtMs(verdict.severity, nowMs),
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
    const incident = newIncident(alarm, nowMs, newId);
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

function newIncident(alarm: Alarm, nowMs: number, newId: IdSource): Incident {
  return {
    id: newId('I'),
    version: 1,
    state: 'open',
    severity: alarm.severity,
    kind: alarm.kind,
    area: alarm.area,
    areas: [alarm.area],
    point: alarm.point,
    openedAtMs: nowMs,
    changedAtMs: nowMs,
    alarms: [{ alarmId: alarm.id, why: [{ code: 'first' }] }],
    taskIds: [],
    owner: null,
    conclusion: null,
    closedAtMs: null,
    timeline: [],
  };
}
