import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LonLat } from '#contract/position.ts';
import type { Camera, Obstacle } from '#contract/site.ts';
import { bearingDeg } from './bearing.ts';
import {
  anyCamera,
  anyObstacles,
  exampleCamera,
  exampleObstacle,
  nearPlace,
} from './camera.fixture.ts';
import { cameraSight, wallsBefore } from './camera-sight.ts';
import { distanceM } from './distance.ts';
import { pointAt, turnDeg } from './flat.ts';
import { pointInRing } from './point-in-polygon.ts';
import { distanceToLineM } from './polyline.ts';

const sight = (...[one, place, obstacles]: [Camera, LonLat, Obstacle[]]) =>
  cameraSight(one, place, wallsBefore(one, obstacles));
const camera = exampleCamera();
const at = camera.point as LonLat;
const ahead = (metres: number) => pointAt(at, 0, metres);

describe('cameraSight', () => {
  it.each([
    ['ahead', ahead(100), null],
    ['at the edge of the view', pointAt(at, 29, 100), null],
    ['beside the view', pointAt(at, 31, 100), 'out-of-view'],
    ['behind it', pointAt(at, 180, 100), 'out-of-view'],
    ['too far', ahead(310), 'out-of-range'],
    ['under the lens', ahead(3), 'under-lens'],
    ['under the lens, behind it', pointAt(at, 180, 3), 'under-lens'],
    ['where it hangs', at, 'under-lens'],
  ])('%s', (_name, place, unseen) => {
    expect(sight(camera, place, []).unseen).toBe(unseen);
  });

  it('looks over what is low and near, not over what is high or near to the target', () => {
    const shed = (away: number, heightM: number) => exampleObstacle(ahead(away), 10, heightM);
    const unseen = (obstacle: Obstacle) => sight(camera, ahead(200), [obstacle]).unseen;
    expect(unseen(shed(50, 12))).toBe('hidden');
    // The line is 4.9 m high at 50 m, and 1.9 m at 182 m.
    expect(unseen(shed(50, 4.5))).toBeNull();
    expect(unseen(shed(182, 4.5))).toBe('hidden');
    expect(unseen(shed(250, 40))).toBeNull();
    expect(unseen(shed(200, 4))).toBe('hidden');
  });

  it('names the nearest of what hides the place, and not the house that it hangs on', () => {
    const near = exampleObstacle(ahead(60), 10, 12, 'near');
    const far = exampleObstacle(ahead(120), 10, 12, 'far');
    expect(sight(camera, ahead(200), [far, near]).behind?.id).toBe('near');
    expect(sight(camera, ahead(200), [exampleObstacle(at, 20, 12)]).unseen).toBeNull();
  });

  it('without a measured tilt has no dead zone', () => {
    const { tiltDeg: _, ...untold } = camera;
    expect(sight(untold, ahead(3), []).unseen).toBeNull();
  });

  it('sees only what is in its range and its field of view, and scores nothing else', () => {
    fc.assert(
      fc.property(anyCamera, nearPlace, anyObstacles, (one, place, obstacles) => {
        const { unseen, score, awayM, behind } = sight(one, place, obstacles);
        expect(score > 0).toBe(unseen === null);
        expect(score).toBeLessThanOrEqual(1);
        expect(behind !== null).toBe(unseen === 'hidden');
        expect(Math.abs(awayM - distanceM(one.point as LonLat, place))).toBeLessThan(1);
        if (unseen !== null) return;
        expect(awayM).toBeLessThanOrEqual(one.rangeM);
        const off = turnDeg(bearingDeg(one.point as LonLat, place), one.headingDeg);
        expect(off).toBeLessThanOrEqual(one.fovDeg / 2 + 0.1);
      }),
    );
  });

  it('is hidden exactly where a walk along the line of sight meets a wall', () => {
    fc.assert(
      fc.property(anyCamera, nearPlace, anyObstacles, (one, place, obstacles) => {
        const { unseen, behind } = sight(one, place, obstacles);
        fc.pre(unseen === null || unseen === 'hidden');
        const others = obstacles.filter(({ ring }) => !pointInRing(one.point as LonLat, ring));
        if (others.some((obstacle) => walkMeets(one, place, obstacle, -0.05, 0)))
          expect(unseen).toBe('hidden');
        // The line may cut a corner between two steps of the walk.
        if (behind) expect(walkMeets(one, place, behind, 0.5, 1.5)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('sees no less when a wall is lower or gone, and no better from further away', () => {
    fc.assert(
      fc.property(anyCamera, nearPlace, anyObstacles, (one, place, obstacles) => {
        const all = sight(one, place, obstacles).score;
        const lower = obstacles.map((each) => ({ ...each, heightM: each.heightM / 2 }));
        expect(sight(one, place, lower).score).toBeGreaterThanOrEqual(all);
        expect(sight(one, place, obstacles.slice(1)).score).toBeGreaterThanOrEqual(all);
        const bearing = bearingDeg(one.point as LonLat, place);
        const further = pointAt(place, bearing, 20);
        const both = [place, further].map((each) => sight(one, each, []).score);
        if (both[0] && both[1]) expect(both[1]).toBeLessThan(both[0] + 1e-3);
      }),
    );
  });
});

/** Whether the line from the lens runs through the obstacle, were it so much higher and wider. */
function walkMeets(
  one: Camera,
  place: LonLat,
  { ring, heightM }: Obstacle,
  higherM: number,
  widerM: number,
): boolean {
  const steps = 600;
  const closed = [...ring, ...ring.slice(0, 1)];
  const from = one.point as LonLat;
  return Array.from({ length: steps + 1 }, (_, i) => i / steps).some((share) => {
    const lineM = one.heightM + (1.5 - one.heightM) * share;
    if (lineM >= heightM + higherM) return false;
    const point: LonLat = [
      from[0] + (place[0] - from[0]) * share,
      from[1] + (place[1] - from[1]) * share,
    ];
    return pointInRing(point, ring) || (widerM > 0 && distanceToLineM(point, closed) < widerM);
  });
}
