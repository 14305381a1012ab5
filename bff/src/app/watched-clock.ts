import type { Clock } from '#domain/ports.ts';

/** Clocks are trimmed by milliseconds; what moves further between two looks was set. */
const setBeyondMs = 1_000;

/** Milliseconds since 1970, and milliseconds that nobody sets. */
export type ClockSources = { wallMs: () => number; steadyMs: () => number };
export const machineClocks: ClockSources = {
  wallMs: Date.now,
  steadyMs: () => performance.now(),
};

/**
 * The wall clock, which says when it was set (by a person, by a late time server): `onSet` hears by
 * how much, before anybody is told the new time.
 */
export function watchClock(
  onSet: (byMs: number) => void,
  { wallMs, steadyMs }: ClockSources = machineClocks,
): Clock {
  let lead = wallMs() - steadyMs();
  return {
    nowMs: () => {
      const nowMs = wallMs();
      const byMs = nowMs - steadyMs() - lead;
      lead += byMs;
      if (Math.abs(byMs) > setBeyondMs) onSet(Math.round(byMs));
      return nowMs;
    },
  };
}
