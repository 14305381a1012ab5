import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LonLat } from '#contract/position.ts';
import { distanceM, earthRadiusM } from './distance.ts';
import { anyPoint } from './points.fixture.ts';

describe('distanceM', () => {
  test('one degree of latitude is 111.195 km on the mean sphere', () => {
    expect(distanceM([121.5, 31], [121.5, 32])).toBeCloseTo(111_195, 0);
  });

  test('Pudong to Hongqiao airport, some 45 km', () => {
    const pudong: LonLat = [121.8052, 31.1434];
    const hongqiao: LonLat = [121.3363, 31.1979];
    const m = distanceM(pudong, hongqiao);
    expect(m).toBeGreaterThan(44_500);
    expect(m).toBeLessThan(45_500);
  });

  test('is a distance: zero at home, the same both ways, at most half the globe', () => {
    fc.assert(
      fc.property(anyPoint, anyPoint, (a, b) => {
        expect(distanceM(a, a)).toBe(0);
        expect(distanceM(a, b)).toBeCloseTo(distanceM(b, a), 6);
        expect(distanceM(a, b)).toBeGreaterThanOrEqual(0);
        expect(distanceM(a, b)).toBeLessThanOrEqual(Math.PI * earthRadiusM + 1e-3);
      }),
    );
  });

  test('a detour is never shorter', () => {
    fc.assert(
      fc.property(anyPoint, anyPoint, anyPoint, (a, b, c) => {
        expect(distanceM(a, c)).toBeLessThanOrEqual(distanceM(a, b) + distanceM(b, c) + 1);
      }),
    );
  });
});
