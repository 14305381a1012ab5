import type { Alarm, EscalationLevel } from '#contract/alarm.ts';
import type { DurablePayload } from '#contract/durable-event.ts';
import type { TimelineEntry } from '#contract/incident.ts';
import type { RefusalCode } from '#contract/refusal.ts';
import type { Situation } from '#contract/situation.ts';
import type { TimeLimits } from '#contract/time-limits.ts';
import { dueAtMs, isOpen, isUnacknowledged } from './alarm-lifecycle.ts';
import { ownOf } from './own.ts';
import { tasksOfIncident } from './situation-selectors.ts';
import { isTaskOpen } from './task-lifecycle.ts';

const highest: EscalationLevel = 3;
/** Nobody is left to be called after the duty chief: he is called again, less often. */
const patienceAtTop = 10;

export function nextLevel({ level }: Alarm): EscalationLevel {
  return Math.min(level + 1, highest) as EscalationLevel;
}

/** When the level after this one is called, if nobody acknowledges. */
export function escalateDueAtMs(
  { acknowledgeS }: TimeLimits,
  { severity }: Alarm,
  level: EscalationLevel,
  nowMs: number,
): number {
  const oneLevelMs = dueAtMs(acknowledgeS, severity, 0);
  return nowMs + (level === highest ? patienceAtTop : 1) * oneLevelMs;
}

/**
 * What counts as something being done about an acknowledged alarm: a line by a person on the timeline of
 * its incident, about anything but alarms. An acknowledgement alone is a promise, not progress.
 */
export function isProgress({ person, type }: TimelineEntry): boolean {
  return person !== null && !type.startsWith('alarm.');
}

/** Something is done about it: its clock of progress has no more to say. */
export function progressed(alarm: Alarm): Alarm {
  return { ...alarm, progressDueAtMs: null, escalateDueAtMs: null };
}

/** The tasks, or whoever has to conclude, have clocks of their own. */
function isInHand(situation: Situation, { incidentId }: Alarm): boolean {
  const incident = incidentId === null ? undefined : ownOf(situation.incidents, incidentId);
  if (!incident) return false;
  const { state, id } = incident;
  if (state !== 'open' && state !== 'assessing' && state !== 'acting') return true;
  return tasksOfIncident(situation, id).some(isTaskOpen);
}

export type Escalation = 'no-acknowledgement' | 'no-progress';

/** Which clock of this alarm has run out; null: none. What is set aside has no clock but its own end. */
export function escalationDue(
  situation: Situation,
  alarm: Alarm,
  nowMs: number,
): Escalation | null {
  if (!isOpen(alarm) || alarm.suppression !== null) return null;
  if (alarm.escalateDueAtMs === null || nowMs < alarm.escalateDueAtMs) return null;
  if (isUnacknowledged(alarm)) return 'no-acknowledgement';
  return isInHand(situation, alarm) ? null : 'no-progress';
}

/** Null when a person may call the next level now. */
export function refusalToEscalate(alarm: Alarm): RefusalCode | null {
  if (!isOpen(alarm) || alarm.suppression !== null) return 'wrong-state';
  return alarm.level === highest ? 'highest-level' : null;
}

/**
 * The next level is called. Whoever had acknowledged is asked anew, and so is everybody else. That
 * time alone has passed makes no new version: an acknowledgement that was under way is still good.
 */
export function escalated(
  alarm: Alarm,
  { level, why, escalateDueAtMs }: DurablePayload<'alarm.escalated'>,
  atMs: number,
): Alarm {
  if (why === 'no-acknowledgement') return { ...alarm, level, escalateDueAtMs };
  const next = { ...alarm, version: alarm.version + 1, level, escalateDueAtMs };
  if (isUnacknowledged(alarm)) return next;
  return {
    ...next,
    state: alarm.returnedAtMs === null ? 'unacked' : 'returned-unacked',
    askedAtMs: atMs,
    acknowledgeDueAtMs: escalateDueAtMs,
    progressDueAtMs: null,
    acknowledgedBy: null,
    acknowledgedAtMs: null,
  };
}
