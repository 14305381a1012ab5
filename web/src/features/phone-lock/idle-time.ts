export const lockAfterMs = 10 * 60_000;

type Moments = {
  signedInAtMs: number | null;
  touchedAtMs: number | null;
  /** Of the page: counts only where nothing else is known. */
  startedAtMs: number;
};

/** How long nobody has touched it. A reload is no touch, and neither is a clock that was set back. */
export function idleMs(nowMs: number, { signedInAtMs, touchedAtMs, startedAtMs }: Moments): number {
  const known = [signedInAtMs, touchedAtMs].filter(
    (atMs): atMs is number => atMs !== null && Number.isFinite(atMs),
  );
  return Math.abs(nowMs - (known.length === 0 ? startedAtMs : Math.max(...known)));
}
