import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LonLat } from '#contract/position.ts';
import { distanceM } from './distance.ts';
import { gcj02ToWgs84, isOffsetByGcj02, wgs84ToGcj02 } from './gcj02.ts';

it('moves a known place of Shanghai to where all maps draw it', () => {
  const [lon, lat] = wgs84ToGcj02([121.5272106, 31.1774276]);
  expect(lat).toBeCloseTo(31.175304, 6);
  expect(lon).toBeCloseTo(121.531542, 6);
});

const inChina: fc.Arbitrary<LonLat> = fc.tuple(
  fc.double({ min: 73, max: 135, noNaN: true }),
  fc.double({ min: 4, max: 54, noNaN: true }),
);

it('comes back to within half a metre, from everywhere in China', () => {
  fc.assert(
    fc.property(inChina, (point) => {
      const moved = wgs84ToGcj02(point);
      expect(distanceM(moved, point)).toBeLessThan(1500);
      expect(distanceM(gcj02ToWgs84(moved), point)).toBeLessThan(0.5);
    }),
  );
});

it('leaves what is outside China, and what is no place, as it is', () => {
  for (const point of [
    [2.35, 48.85],
    [121.5, -31.2],
    [139.7, 35.7],
    [Number.NaN, 31],
  ] satisfies LonLat[]) {
    expect(isOffsetByGcj02(point)).toBe(false);
    expect(wgs84ToGcj02(point)).toEqual(point);
    expect(gcj02ToWgs84(point)).toEqual(point);
  }
});
