import type { LonLat } from '@ftz/shared/contract/position.ts';
import { distanceToLineM } from '@ftz/shared/geo/polyline.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { distanceFromCorridorM } from './distance-from-corridor.ts';

/** Anywhere within some 50 km of the zone. */
const place: fc.Arbitrary<LonLat> = fc.tuple(
  fc.double({ min: 121.4, max: 122.1, noNaN: true }),
  fc.double({ min: 30.6, max: 31.5, noNaN: true }),
);

it('is the distance to the line, to a part in a thousand', () => {
  const road = fc.array(place, { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(place, road, (point, corridor) => {
      const exact = distanceToLineM(point, corridor);
      const away = distanceFromCorridorM(point, corridor);
      expect(Math.abs(away - exact)).toBeLessThan(1 + exact / 1000);
    }),
  );
});

it('of no road is infinite', () => {
  expect(distanceFromCorridorM([121, 31], [])).toBe(Number.POSITIVE_INFINITY);
});
