import type { LonLat } from '@ftz/shared/contract/position.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createPath, type Path } from './path.ts';
import { awayFromLineM, headingDeg, turnDeg } from './plane.ts';
import { driveOn, isAtEnd, placeOf, type RoadWalk } from './road-walk.ts';

const driving = { cruiseKph: 80, speedUp: 1, brake: 2 };

const point = fc
  .tuple(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 0, max: 4000 }))
  .map(([x, y]): LonLat => [121.5 + x * 1e-5, 31.1 + y * 1e-5]);
const path = fc
  .uniqueArray(point, { minLength: 2, maxLength: 8, selector: String })
  .map(createPath);

function driveToEnd(way: Path): RoadWalk[] {
  const walks: RoadWalk[] = [{ path: way, alongM: 0, speedKph: 0 }];
  for (let last = walks[0]; last !== undefined && !isAtEnd(last); last = walks[walks.length - 1]) {
    const next = { ...last };
    driveOn(next, 0.5, driving);
    walks.push(next);
    if (walks.length > 20_000) throw new Error('the walk does not end');
  }
  return walks;
}

it('comes to a stand at the end, and on the way never leaves its path', () => {
  fc.assert(
    fc.property(path, (way) => {
      const walks = driveToEnd(way);
      expect(walks[walks.length - 1]).toMatchObject({ alongM: way.lengthM, speedKph: 0 });
      for (const walk of walks) {
        expect(awayFromLineM(placeOf(walk).point, way.line)).toBeLessThan(0.5);
      }
    }),
    { numRuns: 40 },
  );
});

it('heads along the segment that it is on', () => {
  fc.assert(
    fc.property(path, (way) => {
      const headings = way.line.slice(1).map((end, i) => headingDeg(way.line[i] ?? end, end));
      for (const walk of driveToEnd(way)) {
        const heading = placeOf(walk).headingDeg;
        expect(heading).toBeGreaterThanOrEqual(0);
        expect(heading).toBeLessThan(360);
        expect(Math.min(...headings.map((it) => turnDeg(it, heading)))).toBeLessThan(0.01);
      }
    }),
    { numRuns: 40 },
  );
});

it('keeps to what a lorry can do: cruise speed, speeding up, braking', () => {
  fc.assert(
    fc.property(path, (way) => {
      const walks = driveToEnd(way);
      walks.forEach((walk, i) => {
        const before = walks[i - 1];
        expect(walk.speedKph).toBeLessThanOrEqual(80);
        // The very last half metre is rounded to a stand.
        if (before === undefined || isAtEnd(walk)) return;
        const gained = (walk.speedKph - before.speedKph) / 3.6 / 0.5;
        expect(gained).toBeLessThanOrEqual(driving.speedUp + 1e-9);
        expect(gained).toBeGreaterThanOrEqual(-4 - 1e-9);
      });
    }),
    { numRuns: 40 },
  );
});
