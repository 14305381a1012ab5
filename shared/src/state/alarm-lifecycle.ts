import type { Alarm, AlarmState, Severity } from '#contract/alarm.ts';
import type { RefusalCode } from '#contract/refusal.ts';

/** Time to acknowledge, by severity (ISA-18.2 roles, times of this product's workflow). P4: a shift. */
const acknowledgeWithinMs: Record<Severity, number> = {
  1: 30_000,
  2: 120_000,
  3: 600_000,
  4: 8 * 3_600_000,
};

export function acknowledgeDueAtMs(severity: Severity, raisedAtMs: number): number {
  return raisedAtMs + acknowledgeWithinMs[severity];
}

export function isOpen(alarm: Alarm): boolean {
  return alarm.state !== 'normal';
}

export function isUnacknowledged(alarm: Alarm): boolean {
  return alarm.state === 'unacked' || alarm.state === 'returned-unacked';
}

/** Null when a person may acknowledge it now, else why not. */
export function refusalToAcknowledge(alarm: Alarm): RefusalCode | null {
  return isUnacknowledged(alarm) ? null : 'already-acknowledged';
}

/**
 * Acknowledged after the condition went: an alarm of an open incident stays latched until the
 * incident is closed, any other is normal again.
 */
export function acknowledged(alarm: Alarm, by: string, atMs: number, bound: boolean): Alarm {
  const gone: AlarmState = bound ? 'latched' : 'normal';
  return {
    ...alarm,
    version: alarm.version + 1,
    state: alarm.state === 'returned-unacked' ? gone : 'acked',
    acknowledgedBy: by,
    acknowledgedAtMs: atMs,
  };
}

/** The condition came again, or worse: whoever acknowledged has to look again. */
export function repeated(
  alarm: Alarm,
  again: {
    atMs: number;
    deviceAtMs: number;
    severity: Severity;
    acknowledgeDueAtMs: number;
    facts: Alarm['facts'];
  },
): Alarm {
  const asksAgain = !isUnacknowledged(alarm);
  return {
    ...alarm,
    version: alarm.version + 1,
    state: 'unacked',
    severity: Math.min(again.severity, alarm.severity) as Severity,
    count: alarm.count + 1,
    lastRaisedAtMs: again.atMs,
    deviceAtMs: Math.max(alarm.deviceAtMs, again.deviceAtMs),
    returnedAtMs: null,
    facts: again.facts,
    // Nobody gains time by a repetition: the clock starts anew after an acknowledgement, or shortens.
    acknowledgeDueAtMs: asksAgain
      ? again.acknowledgeDueAtMs
      : Math.min(alarm.acknowledgeDueAtMs, again.acknowledgeDueAtMs),
    ...(asksAgain ? { acknowledgedBy: null, acknowledgedAtMs: null } : {}),
  };
}

/** The condition is gone. Nothing acknowledges itself: an unacknowledged alarm stays on the list. */
export function returned(alarm: Alarm, atMs: number, bound: boolean): Alarm {
  const next: Record<AlarmState, AlarmState> = {
    unacked: 'returned-unacked',
    'returned-unacked': 'returned-unacked',
    acked: bound ? 'latched' : 'normal',
    latched: 'latched',
    normal: 'normal',
  };
  return {
    ...alarm,
    version: alarm.version + 1,
    state: next[alarm.state],
    returnedAtMs: alarm.returnedAtMs ?? atMs,
  };
}
