/** So many at once, and so many a second from then on. */
export type BucketSize = { burst: number; perSecond: number };
export type TokenBucket = {
  /** Whether one more may pass now; one that may not costs nothing. */
  take: (nowMs: number) => boolean;
};

export function createTokenBucket({ burst, perSecond }: BucketSize, startMs: number): TokenBucket {
  let tokens = burst;
  let filledAtMs = startMs;
  return {
    take: (nowMs) => {
      // A clock that is set back must not freeze the bucket until it has caught up.
      const elapsedMs = Math.max(0, nowMs - filledAtMs);
      filledAtMs = nowMs;
      tokens = Math.min(burst, tokens + (elapsedMs * perSecond) / 1000);
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}

/** A bucket of its own for every key. */
export type TokenBuckets = { take: (key: string, nowMs: number) => boolean };

/** Memory is bounded: beyond `mostKept` keys, who has asked for nothing the longest starts anew. */
export function createTokenBuckets(size: BucketSize, mostKept: number): TokenBuckets {
  const buckets = new Map<string, TokenBucket>();
  return {
    take: (key, nowMs) => {
      const bucket = buckets.get(key) ?? createTokenBucket(size, nowMs);
      buckets.delete(key);
      buckets.set(key, bucket);
      const [oldest] = buckets.keys();
      if (buckets.size > mostKept && oldest !== undefined) buckets.delete(oldest);
      return bucket.take(nowMs);
    },
  };
}
