import type { Random } from './random.ts';

/**
 * How long to wait before the next attempt, the first being 0: half a second doubling up to eight,
 * spread by dice so that three hundred terminals do not return in the same instant.
 */
export function backOffMs(attempt: number, random: Random): number {
  const longest = Math.min(8_000, 500 * 2 ** Math.min(attempt, 10));
  return Math.round(longest * random.between(0.5, 1));
}
