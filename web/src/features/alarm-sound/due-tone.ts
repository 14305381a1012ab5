import type { Alarm } from '@ftz/shared/contract/alarm.ts';

/** How often an unacknowledged alarm of a level calls again. */
const repeatMs = { 1: 5_000, 2: 30_000 } as const;

/** The levels that have a tone of their own; the others are silent. */
export type LoudLevel = keyof typeof repeatMs;

/**
 * The level whose tone is due now, of the alarms that call: the gravest one's, when it has not sounded
 * within its period. A graver one never waits for a milder one's period. Null: silence.
 */
export function dueTone(
  calling: readonly Alarm[],
  lastToneAtMs: Partial<Record<LoudLevel, number>>,
  nowMs: number,
): LoudLevel | null {
  const level = ([1, 2] as const).find((each) => calling.some(({ severity }) => severity === each));
  if (level === undefined) return null;
  const lastMs = lastToneAtMs[level] ?? Number.NEGATIVE_INFINITY;
  return nowMs - lastMs >= repeatMs[level] ? level : null;
}
