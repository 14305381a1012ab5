import { expect, it } from 'vitest';
import { createTokenBucket } from './token-bucket.ts';

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
