import { describe, expect, it } from 'vitest';
import { createRandom } from './random.ts';

const throws = (seed: number, label: string) => {
  const random = createRandom(seed, label);
  return Array.from({ length: 200 }, random.next);
};

describe('the dice', () => {
  it('throws the same for the same seed and label, and otherwise not', () => {
    expect(throws(7, 'truck 1')).toEqual(throws(7, 'truck 1'));
    expect(throws(7, 'truck 1')).not.toEqual(throws(7, 'truck 2'));
    expect(throws(7, 'truck 1')).not.toEqual(throws(8, 'truck 1'));
  });

  it('is fair enough: every tenth of the range is met', () => {
    const random = createRandom(1);
    const tenths = Array.from({ length: 10_000 }, () => Math.floor(random.next() * 10));
    for (let tenth = 0; tenth < 10; tenth++) {
      const met = tenths.filter((it) => it === tenth).length;
      expect(met).toBeGreaterThan(900);
      expect(met).toBeLessThan(1100);
    }
  });
});
