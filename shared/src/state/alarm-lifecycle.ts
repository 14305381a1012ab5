import type { Alarm, AlarmState, Severity } from '#contract/alarm.ts';
import type { RefusalCode } from '#contract/refusal.ts';
import type { TimeLimits } from '#contract/time-limits.ts';

/** When a time by severity that begins now is over. */
export function dueAtMs(
  within: TimeLimits['acknowledgeS'],
  severity: Severity,
  fromMs: number,
): number {
  return fromMs + 1_000 * within[`p${severity}`];
}

export function isOpen(alarm: Alarm): boolean {
  return alarm.state !== 'normal';
}

export function isUnacknowledged(alarm: Alarm): boolean {
  return alarm.state === 'unacked' || alarm.state === 'returned-unacked';
}

/** Whether its condition lasts, as far as its device has said. */
export function isActive(alarm: Alarm): boolean {
  return alarm.returnedAtMs === null;
}

/** Null when a person may acknowledge it now, else why not. */
export function refusalToAcknowledge(alarm: Alarm): RefusalCode | null {
  return isUnacknowledged(alarm) ? null : 'already-acknowledged';
}

/** What went by itself before anybody looked is not waved through: somebody says what it was. */
export function needsReasonToAcknowledge(alarm: Alarm): boolean {
  return alarm.state === 'returned-unacked';
}

const noClock = { progressDueAtMs: null, escalateDueAtMs: null } as const;

/** A cut rope and a breached fence do not mend themselves: they wait for a review, whatever the device says. */
function latches({ kind, severity }: Alarm): boolean {
  return kind === 'seal-cut' || (kind === 'fence-alarm' && severity === 1);
}

/** Acknowledged, and its condition gone: so is an alarm that nobody works on, the others wait for a review. */
function settled(alarm: Alarm, bound: boolean): Pick<Alarm, 'state'> & Partial<Alarm> {
  if (bound || latches(alarm)) return { state: 'latched' };
  return { state: 'normal', suppression: null, ...noClock };
}

/** From here on the clock of progress runs: an alarm that is acknowledged and forgotten asks again. */
export function acknowledged(
  alarm: Alarm,
  { by, atMs, progressDueAtMs }: { by: string; atMs: number; progressDueAtMs: number },
  bound: boolean,
): Alarm {
  return {
    ...alarm,
    version: alarm.version + 1,
    acknowledgedBy: by,
    acknowledgedAtMs: atMs,
    progressDueAtMs,
    escalateDueAtMs: progressDueAtMs,
    ...(alarm.state === 'returned-unacked' ? settled(alarm, bound) : { state: 'acked' as const }),
  };
}

const chatterWithinMs = 60_000;
const raisesOfChatter = 3;

function withRaise(alarm: Alarm, atMs: number): Pick<Alarm, 'raisesAtMs' | 'chattering'> {
  const raisesAtMs = [...alarm.raisesAtMs, atMs].slice(-raisesOfChatter);
  const first = raisesAtMs[0] ?? atMs;
  const chattering = raisesAtMs.length === raisesOfChatter && atMs - first <= chatterWithinMs;
  return { raisesAtMs, chattering };
}

/** Nobody has acknowledged it, from now on: the clock begins, at the desk that is called first. */
export function askingAnew(atMs: number, acknowledgeDueAtMs: number) {
  return {
    askedAtMs: atMs,
    acknowledgeDueAtMs,
    acknowledgedBy: null,
    acknowledgedAtMs: null,
    progressDueAtMs: null,
    escalateDueAtMs: acknowledgeDueAtMs,
    level: 0 as const,
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
  // Nobody gains time by a repetition: the clock starts anew after an acknowledgement, or shortens.
  const clocks = isUnacknowledged(alarm)
    ? {
        acknowledgeDueAtMs: Math.min(alarm.acknowledgeDueAtMs, again.acknowledgeDueAtMs),
        escalateDueAtMs: Math.min(
          alarm.escalateDueAtMs ?? again.acknowledgeDueAtMs,
          again.acknowledgeDueAtMs,
        ),
      }
    : askingAnew(again.atMs, again.acknowledgeDueAtMs);
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
    ...withRaise(alarm, again.atMs),
    ...clocks,
  };
}

/** The condition is gone. Nothing acknowledges itself: an unacknowledged alarm stays on the list. */
export function returned(alarm: Alarm, atMs: number, bound: boolean): Alarm {
  const next: Record<AlarmState, Partial<Alarm>> = {
    unacked: { state: 'returned-unacked' },
    'returned-unacked': {},
    acked: settled(alarm, bound),
    latched: {},
    normal: {},
  };
  return {
    ...alarm,
    version: alarm.version + 1,
    returnedAtMs: alarm.returnedAtMs ?? atMs,
    ...next[alarm.state],
  };
}

/** Its incident is concluded: people have said what it was. */
export function concluded(alarm: Alarm): Alarm {
  return {
    ...alarm,
    version: alarm.version + 1,
    state: 'normal',
    suppression: null,
    ...noClock,
  };
}
