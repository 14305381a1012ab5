/** A picture nearer than this to its time, in ms of the picture at its usual speed, is waited for by nobody. */
const togetherMs = 40;
/** One further behind does not come by waiting: it is sought anew, and the others go on. */
export const lostMs = 1_000;
const slower = 0.88;
const faster = 0.04;
/** So slowly time goes on whatever is behind. */
const slowest = 0.25;

/**
 * The share of its speed at which replayed time goes on, looked at ten times a second: less while a picture
 * cannot keep up, for one clock that runs on ahead of what is seen would show two moments side by side. `behindMs`:
 * how far each picture is behind the clock, in ms of the picture.
 */
export function shareAfter(share: number, behindMs: Iterable<number>, speed: number): number {
  const pace = Math.max(1, speed);
  const isAwaited = (behind: number) =>
    behind > togetherMs * Math.sqrt(pace) && behind < lostMs * pace;
  return [...behindMs].some(isAwaited)
    ? Math.max(slowest / pace, share * slower)
    : Math.min(1, share + faster);
}
