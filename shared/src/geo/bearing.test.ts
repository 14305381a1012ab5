import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LonLat } from '#contract/position.ts';
import { bearingDeg } from './bearing.ts';
import { anyPoint, cityPoint } from './points.fixture.ts';

describe('bearingDeg', () => {
  test.each([
    ['north', [121.5, 31.1], 0],
    ['east', [121.6, 31.0], 90],
    ['south', [121.5, 30.9], 180],
    ['west', [121.4, 31.0], 270],
  ] as [string, LonLat, number][])('%s', (_name, to, expected) => {
    expect(Math.abs(bearingDeg([121.5, 31], to) - expected)).toBeLessThan(0.1);
  });

  test('crosses the date line the short way', () => {
    expect(bearingDeg([179.9, 0], [-179.9, 0])).toBeCloseTo(90, 6);
  });

  test('is always a compass reading', () => {
    fc.assert(
      fc.property(anyPoint, anyPoint, (a, b) => {
        const deg = bearingDeg(a, b);
        expect(deg).toBeGreaterThanOrEqual(0);
        expect(deg).toBeLessThan(360);
      }),
    );
  });

  test('the way back points back, within the turn of the meridians over a city', () => {
    fc.assert(
      fc.property(cityPoint, cityPoint, (a, b) => {
        fc.pre(Math.hypot(a[0] - b[0], a[1] - b[1]) > 1e-6);
        const turn = Math.abs(bearingDeg(a, b) - bearingDeg(b, a));
        expect(Math.abs(turn - 180)).toBeLessThan(1);
      }),
    );
  });
});
