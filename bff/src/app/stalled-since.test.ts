import { expect, it } from 'vitest';
import { stalledSinceMs } from './stalled-since.ts';

const since = (ms: number | null) => ({ stalledSinceMs: () => ms });

it('is the earliest of what stalls', () => {
  expect(stalledSinceMs([since(null), since(null)])).toBeNull();
  expect(stalledSinceMs([since(null), since(7)])).toBe(7);
  expect(stalledSinceMs([since(5), since(null)])).toBe(5);
  expect(stalledSinceMs([since(5), since(3)])).toBe(3);
});
