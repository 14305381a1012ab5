import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LonLat } from '#contract/position.ts';
import { pointInRing } from './point-in-polygon.ts';
import { cityPoint } from './points.fixture.ts';

const square: LonLat[] = [
  [121, 31],
  [122, 31],
  [122, 32],
  [121, 32],
  [121, 31],
];

/** A U, open to the north: its bay is outside. */
const bay: LonLat[] = [
  [0, 0],
  [3, 0],
  [3, 3],
  [2, 3],
  [2, 1],
  [1, 1],
  [1, 3],
  [0, 3],
];

const signedArea = (a: LonLat, b: LonLat, p: LonLat): number =>
  (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);

describe('pointInRing', () => {
  test('inside and outside', () => {
    expect(pointInRing([121.5, 31.5], square)).toBe(true);
    expect(pointInRing([122.5, 31.5], square)).toBe(false);
    expect(pointInRing([121.5, 30.5], square)).toBe(false);
  });

  test('a bay is outside, the arms around it are inside', () => {
    expect(pointInRing([1.5, 2], bay)).toBe(false);
    expect(pointInRing([0.5, 2], bay)).toBe(true);
    expect(pointInRing([2.5, 2], bay)).toBe(true);
    expect(pointInRing([1.5, 0.5], bay)).toBe(true);
  });

  test('level with a vertex nothing is counted twice', () => {
    expect(pointInRing([-1, 1], bay)).toBe(false);
    expect(pointInRing([0.5, 1], bay)).toBe(true);
    expect(pointInRing([-1, 3], bay)).toBe(false);
  });

  test('the boundary belongs to the ring', () => {
    for (const vertex of square) expect(pointInRing(vertex, square)).toBe(true);
    expect(pointInRing([121.5, 31], square)).toBe(true);
    expect(pointInRing([122, 31.5], square)).toBe(true);
  });

  test('a ring without vertices holds nothing', () => {
    expect(pointInRing([121, 31], [])).toBe(false);
  });

  test('agrees with the three half-planes of a triangle', () => {
    fc.assert(
      fc.property(cityPoint, cityPoint, cityPoint, cityPoint, (a, b, c, p) => {
        const sides = [signedArea(a, b, p), signedArea(b, c, p), signedArea(c, a, p)];
        // Within rounding of an edge both answers are right.
        fc.pre(sides.every((s) => Math.abs(s) > 1e-12) && Math.abs(signedArea(a, b, c)) > 1e-12);
        const inside = sides.every((s) => s > 0) || sides.every((s) => s < 0);
        expect(pointInRing(p, [a, b, c])).toBe(inside);
      }),
    );
  });

  test('winding, start and closing do not matter', () => {
    fc.assert(
      fc.property(cityPoint, fc.array(cityPoint, { minLength: 3, maxLength: 9 }), (p, ring) => {
        const expected = pointInRing(p, ring);
        expect(pointInRing(p, ring.toReversed())).toBe(expected);
        expect(pointInRing(p, [...ring.slice(1), ...ring.slice(0, 1)])).toBe(expected);
        expect(pointInRing(p, [...ring, ...ring.slice(0, 1)])).toBe(expected);
      }),
    );
  });
});
