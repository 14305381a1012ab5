/** A trouble that comes again so soon is the same one: nobody is called to it twice. */
const sameWithinMs = 60_000;

/** That nothing can be recorded, as the pages are told it. */
export type StallNews = {
  now: () => { stalledSinceMs: number | null; stallKnownTo: string | null };
  /** Somebody says that he knows of it; false: there is nothing to know. */
  know: (name: string) => boolean;
};

/** Kept in memory, for while it lasts nothing else can keep it. */
export function createStallNews(sinceMs: () => number | null, nowMs: () => number): StallNews {
  let knownTo: string | null = null;
  let lastedUntilMs = Number.NEGATIVE_INFINITY;
  return {
    now: () => {
      const stalledSinceMs = sinceMs();
      if (stalledSinceMs !== null) lastedUntilMs = nowMs();
      else if (nowMs() - lastedUntilMs > sameWithinMs) knownTo = null;
      return { stalledSinceMs, stallKnownTo: stalledSinceMs === null ? null : knownTo };
    },
    know: (name) => {
      if (sinceMs() === null) return false;
      knownTo ??= name;
      return true;
    },
  };
}
