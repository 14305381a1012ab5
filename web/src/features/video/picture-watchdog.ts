/**
 * A video element hardly says that it is frozen: it is judged here by the picture's own time (the
 * playlist's EXT-X-PROGRAM-DATE-TIME, RFC 8216 4.3.2.6), which must advance.
 */
export type Watch = {
  /** Time of the newest picture seen, as its camera stamped it; null before the first picture. */
  pictureAtMs: number | null;
  /** When the picture last advanced, by this page's clock. */
  advancedAtMs: number;
  /** How many rescues were tried since it last advanced. */
  attempts: number;
  nextAttemptAtMs: number;
};

/** How far behind its camera a tile plays: behind whole segments, or behind their parts. */
export type Distance = 'usual' | 'near';

export type Rescue = 'none' | 'seek-live' | 'rebuild';

/**
 * So long without a new picture, and the tile says "no picture" and is rescued for the first time. What was buffered
 * when the camera froze plays on before that, for five seconds at the usual distance, and ten are promised. A tile
 * that is near has hardly anything buffered: whoever turns a camera by it learns the sooner that it stands still.
 */
const patienceMs = { usual: 3_500, near: 2_500 };
const betweenRescuesMs = 5_000;
const longestBetweenRescuesMs = 30_000;
/** A picture older than the newest by more than this is no replayed buffer: the camera's clock was set. */
const clockSetMs = 60_000;

export function startWatch(nowMs: number): Watch {
  return {
    pictureAtMs: null,
    advancedAtMs: nowMs,
    attempts: 0,
    nextAttemptAtMs: nowMs + patienceMs.usual + betweenRescuesMs,
  };
}

/**
 * One look at the player. The first rescue is a jump to the live edge, every later one a new player,
 * at growing distances: a dead camera must not cost the machine its other tiles.
 */
export function watchPicture(
  watch: Watch,
  nowMs: number,
  pictureAtMs: number | null,
  distance: Distance = 'usual',
): { watch: Watch; rescue: Rescue } {
  if (pictureAtMs !== null && isNews(watch.pictureAtMs, pictureAtMs)) {
    const nextAttemptAtMs = nowMs + patienceMs[distance];
    return {
      watch: { pictureAtMs, advancedAtMs: nowMs, attempts: 0, nextAttemptAtMs },
      rescue: 'none',
    };
  }
  if (nowMs < watch.nextAttemptAtMs) return { watch, rescue: 'none' };
  const attempts = watch.attempts + 1;
  const pauseMs = Math.min(longestBetweenRescuesMs, betweenRescuesMs * attempts);
  return {
    watch: { ...watch, attempts, nextAttemptAtMs: nowMs + pauseMs },
    rescue: attempts === 1 && watch.pictureAtMs !== null ? 'seek-live' : 'rebuild',
  };
}

/** A jump to the "live edge" of a dead stream shows old seconds again: only newer ones are news. */
function isNews(newestMs: number | null, pictureAtMs: number): boolean {
  return newestMs === null || pictureAtMs > newestMs || pictureAtMs < newestMs - clockSetMs;
}

export function isFrozen(watch: Watch, nowMs: number, distance: Distance = 'usual'): boolean {
  return nowMs - watch.advancedAtMs >= patienceMs[distance];
}
