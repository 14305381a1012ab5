/** A new player costs a burst of work; on a machine that lacks time one would cost the next tile its picture. */
const betweenRebuildsMs = 1_500;

/**
 * Whether a tile may build a new player now; the next one may a while later. A page that lacks time loses all
 * its pictures at once, and would never find back to them if all were built anew at once.
 */
export function createRebuildTurns(): (nowMs: number) => boolean {
  let lastMs: number | null = null;
  return (nowMs) => {
    if (lastMs !== null && nowMs >= lastMs && nowMs - lastMs < betweenRebuildsMs) return false;
    lastMs = nowMs;
    return true;
  };
}
