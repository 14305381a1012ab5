import type { Alarm, Severity } from '@ftz/shared/contract/alarm.ts';
import { isUnacknowledged } from '@ftz/shared/state/alarm-lifecycle.ts';

/** How often an unacknowledged alarm of a level calls again. */
const repeatMs: Partial<Record<Severity, number>> = { 1: 5000, 2: 30_000 };

/**
 * The level whose tone is due now: the gravest unacknowledged one, when it has not sounded within
 * its period. A graver one never waits for a milder one's period. Null: silence.
 */
export function dueTone(
  alarms: readonly Alarm[],
  lastToneAtMs: Partial<Record<Severity, number>>,
  nowMs: number,
): Severity | null {
  const loud = alarms.filter((alarm) => isUnacknowledged(alarm) && repeatMs[alarm.severity]);
  if (loud.length === 0) return null;
  const gravest = loud.reduce((a, b) => (b.severity < a.severity ? b : a)).severity;
  const lastMs = lastToneAtMs[gravest] ?? Number.NEGATIVE_INFINITY;
  return nowMs - lastMs >= (repeatMs[gravest] ?? Number.POSITIVE_INFINITY) ? gravest : null;
}
