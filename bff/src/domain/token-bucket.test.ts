import { expect, it } from 'vitest';
import { createTokenBucket, createTokenBuckets } from './token-bucket.ts';

const size = { burst: 3, perSecond: 0.5 };
const passing = (bucket: ReturnType<typeof createTokenBucket>, nowMs: number) =>
  Array.from({ length: 9 }, () => bucket.take(nowMs)).filter(Boolean).length;

it('lets a burst pass, then as many as time brings, never more than a burst', () => {
  const bucket = createTokenBucket(size, 1_000);
  expect(passing(bucket, 1_000)).toBe(3);
  expect(passing(bucket, 2_999)).toBe(0);
  expect(passing(bucket, 3_000)).toBe(1);
  expect(passing(bucket, 7_000)).toBe(2);
  expect(passing(bucket, 9_000_000)).toBe(3);
});

it('goes on from where a clock that was set back stands', () => {
  const bucket = createTokenBucket(size, 1_000_000);
  expect(passing(bucket, 1_000_000)).toBe(3);
  expect(passing(bucket, 0)).toBe(0);
  expect(passing(bucket, 2_000)).toBe(1);
});

it('counts every key apart, and forgets who was silent the longest', () => {
  const buckets = createTokenBuckets({ burst: 1, perSecond: 0 }, 2);
  expect(['a', 'b', 'a', 'b'].map((key) => buckets.take(key, 0))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(buckets.take('c', 0)).toBe(true);
  expect(['b', 'a'].map((key) => buckets.take(key, 0))).toEqual([false, true]);
});
