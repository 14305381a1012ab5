import { expect, it } from 'vitest';
import type { LonLat } from '#contract/position.ts';
import { distanceM } from './distance.ts';
import { roundCorners } from './round-corners.ts';

const square: LonLat[] = [
  [121, 31],
  [121.1, 31],
  [121.1, 31.1],
  [121, 31.1],
  [121, 31],
];

it('stays closed, within the ring and near its corners, and leaves long edges where they are', () => {
  const rounded = roundCorners(square, 300);
  expect(rounded[0]).toEqual(rounded.at(-1));
  for (const [lon, lat] of rounded) {
    expect(lon >= 121 && lon <= 121.1 && lat >= 31 && lat <= 31.1).toBe(true);
    const near = Math.min(...square.map((corner) => distanceM(corner, [lon, lat])));
    expect(near).toBeLessThan(301);
  }
});

it('takes half of a short edge at most', () => {
  const [a, b] = roundCorners(square, 1_000_000);
  expect(a?.[1]).toBeCloseTo(31.05);
  expect(b).toBeDefined();
});
