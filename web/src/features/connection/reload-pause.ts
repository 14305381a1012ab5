const soonestMs = 1_000;
const latestMs = 10_000;
/** A page that is still too old after it was reloaded has to wait for the center, not to hammer at it. */
const betweenMs = 60_000;

/**
 * How long to wait before a page that is too old reloads itself: not all pages at once, and not again
 * at once. `sinceTryMs`: since it last did, null when it never has; `dice` is in [0, 1).
 */
export function reloadPauseMs(sinceTryMs: number | null, dice: number): number {
  const jitterMs = soonestMs + dice * (latestMs - soonestMs);
  if (sinceTryMs === null) return jitterMs;
  // A clock that was set back says that the last try is still to come.
  return Math.max(0, betweenMs - Math.max(0, sinceTryMs)) + jitterMs;
}
