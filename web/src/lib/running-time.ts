/** How fast replayed time may run; 1 is as fast as it was. */
export const speeds = [0.25, 0.5, 1, 2, 4, 8] as const;
export type Speed = (typeof speeds)[number];

/**
 * Replayed time that was set to `atMs` when a steady clock read `setAtMs`; all in ms. It runs at a share of
 * its speed, 1 at most.
 */
export type RunningTime = {
  atMs: number;
  setAtMs: number;
  playing: boolean;
  speed: Speed;
  share: number;
};
type Bounds = { fromMs: number; toMs: number };

/** What replayed time it is when the steady clock reads `nowMs`: never outside its bounds. */
export function momentOf(time: RunningTime, nowMs: number, { fromMs, toMs }: Bounds): number {
  const { atMs, setAtMs, playing, speed, share } = time;
  const ranMs = playing ? (nowMs - setAtMs) * speed * share : 0;
  return Math.min(toMs, Math.max(fromMs, atMs + ranMs));
}

/** Goes on from where it is, changed: another speed never jumps. */
export function changeTime(
  time: RunningTime,
  nowMs: number,
  bounds: Bounds,
  change: Partial<Omit<RunningTime, 'setAtMs'>>,
): RunningTime {
  return { ...time, atMs: momentOf(time, nowMs, bounds), setAtMs: nowMs, ...change };
}
