import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Camera, Obstacle } from '@ftz/shared/contract/site.ts';
import { createCameraFinder } from '@ftz/shared/geo/camera-finder.ts';
import { pointAt } from '@ftz/shared/geo/flat.ts';
import { createDice } from '#fuzz/dice.ts';
import { type Bench, figure } from './figure.ts';
import { median } from './sampling.ts';

const middle: LonLat = [121.6, 31.34];
const count = { cameras: 200, obstacles: 500, places: 400 };
const goalMs = 1;

/**
 * What finding the best four cameras of a place costs, in a zone with five times the cameras of this
 * one: spread over 4 km, and crowded, all of them high masts in one square kilometre.
 */
export const cameras: Bench = async ({ reps, quick }) => {
  const figures = (['spread', 'crowded'] as const).map((how) => {
    const world = build(how === 'spread' ? 2_000 : 500, how === 'crowded');
    const builtAtMs = performance.now();
    const finder = createCameraFinder(world.cameras, world.obstacles);
    const buildMs = performance.now() - builtAtMs;
    const run = () => {
      const startedAtMs = performance.now();
      for (const place of world.places) finder.rank({ points: [place], area: 'WGQ' });
      return (performance.now() - startedAtMs) / world.places.length;
    };
    run();
    const runs = Array.from({ length: quick ? 1 : Math.max(3, reps) }, run);
    const value = median(runs);
    return figure({
      name: `cameras found for a place, ${how}`,
      value,
      unit: 'ms',
      goal: `< ${goalMs} ms`,
      holds: value < goalMs,
      detail: { ...count, buildMs, slowestRunMs: Math.max(...runs) },
    });
  });
  return figures;
};

function build(radiusM: number, crowded: boolean) {
  const dice = createDice(1);
  const random = () => dice.whole(1_000_000) / 1_000_000;
  const anywhere = (): LonLat => pointAt(middle, random() * 360, Math.sqrt(random()) * radiusM);
  const cameraList = Array.from({ length: count.cameras }, (_, i): Camera => {
    const id = `C${i}`;
    return {
      ...{ id, area: 'WGQ', nameZh: id, nameEn: id, sees: 'yard', point: anywhere() },
      ...{ heightM: 6 + random() * 22, headingDeg: random() * 360, tiltDeg: 12 },
      ...{ fovDeg: crowded ? 75 : 60, rangeM: crowded ? 600 : 180 + random() * 420 },
    };
  });
  const obstacles = Array.from({ length: count.obstacles }, (_, i): Obstacle => {
    const at = anywhere();
    const id = `B${i}`;
    const ring = [30, 150, 210, 330].map((deg) => pointAt(at, deg, 40));
    return { id, area: 'WGQ', nameZh: id, nameEn: id, ring, heightM: 6 + random() * 10 };
  });
  return { cameras: cameraList, obstacles, places: Array.from({ length: count.places }, anywhere) };
}
