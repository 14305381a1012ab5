import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LonLat } from '#contract/position.ts';
import { distanceM } from './distance.ts';
import { anyPoint, cityLine, cityPoint } from './points.fixture.ts';
import { distanceToLineM, nearestOnLine } from './polyline.ts';

const lengthM = (line: LonLat[]): number =>
  line.slice(1).reduce((sum, to, i) => sum + distanceM(line[i] ?? to, to), 0);

/** Points every 1/200 of a segment: the slow and obvious answer. */
const walk = (line: LonLat[]): LonLat[] =>
  line.slice(1).flatMap((to, i) => {
    const from = line[i] ?? to;
    return Array.from({ length: 201 }, (_, step): LonLat => {
      const share = step / 200;
      return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
    });
  });

describe('distanceToLineM', () => {
  test('the foot of the perpendicular, not a vertex', () => {
    const road: LonLat[] = [
      [121.5, 31],
      [121.6, 31],
    ];
    const nearest = nearestOnLine([121.55, 31.01], road);
    expect(nearest?.distanceM).toBeCloseTo(distanceM([121.55, 31], [121.55, 31.01]), 3);
    expect(nearest?.alongM).toBeCloseTo(distanceM([121.5, 31], [121.55, 31]), 3);
  });

  test('beyond the end it is the end', () => {
    const road: LonLat[] = [
      [121.5, 31],
      [121.6, 31],
    ];
    expect(nearestOnLine([121.7, 31.01], road)?.point).toEqual([121.6, 31]);
  });

  test('a line across the date line is short', () => {
    const line: LonLat[] = [
      [179.9, 0],
      [-179.9, 0],
    ];
    expect(distanceToLineM([180, 0.01], line)).toBeCloseTo(distanceM([180, 0], [180, 0.01]), 3);
    expect(distanceToLineM([0, 0], line)).toBeGreaterThan(19_000_000);
  });

  test('no vertices: infinitely far, and nowhere', () => {
    expect(distanceToLineM([121.5, 31], [])).toBe(Number.POSITIVE_INFINITY);
    expect(nearestOnLine([121.5, 31], [])).toBeNull();
  });

  test('agrees with walking the line in small steps', () => {
    fc.assert(
      fc.property(cityPoint, fc.array(cityPoint, { minLength: 2, maxLength: 6 }), (p, line) => {
        const walked = Math.min(...walk(line).map((q) => distanceM(p, q)));
        const found = distanceToLineM(p, line);
        // Half a step of the longest possible segment, and the flat map's error over a whole city.
        expect(found).toBeLessThanOrEqual(walked * 1.005 + 1);
        expect(found).toBeGreaterThanOrEqual(walked - 400);
      }),
    );
  });

  test('a vertex lies on its line; nothing is nearer than the nearest', () => {
    fc.assert(
      fc.property(cityPoint, cityLine, (p, line) => {
        const found = distanceToLineM(p, line);
        for (const vertex of line) {
          expect(distanceToLineM(vertex, line)).toBeLessThan(1e-3);
          // One per mille: the flat map over a hundred kilometres.
          expect(found).toBeLessThanOrEqual(distanceM(p, vertex) * 1.001 + 1e-3);
        }
      }),
    );
  });

  test('the along-distance stays within the line and the point is real', () => {
    fc.assert(
      fc.property(cityPoint, cityLine, (p, line) => {
        const nearest = nearestOnLine(p, line);
        expect(nearest?.alongM).toBeGreaterThanOrEqual(0);
        expect(nearest?.alongM).toBeLessThanOrEqual(lengthM(line) + 1e-3);
        expect(distanceM(p, nearest?.point ?? [0, 0])).toBe(nearest?.distanceM);
      }),
    );
  });

  test('answers a number anywhere on Earth', () => {
    fc.assert(
      fc.property(anyPoint, fc.array(anyPoint, { minLength: 1, maxLength: 5 }), (p, line) => {
        expect(distanceToLineM(p, line)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
