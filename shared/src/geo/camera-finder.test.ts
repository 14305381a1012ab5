import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LonLat } from '#contract/position.ts';
import { anyCameras, anyObstacles, exampleCamera, nearPlace } from './camera.fixture.ts';
import { createCameraFinder, mostCameras } from './camera-finder.ts';
import { distanceM } from './distance.ts';
import { pointAt } from './flat.ts';

const target = fc.record({
  points: fc.array(nearPlace, { minLength: 1, maxLength: 5 }),
  area: fc.constantFrom('WGQ' as const, null),
});

it('puts those that see before those that do not, by how well, and then the nearest', () => {
  fc.assert(
    fc.property(anyCameras, anyObstacles, target, (cameras, obstacles, wanted) => {
      const ranked = createCameraFinder(cameras, obstacles).rank(wanted);
      expect(ranked.length).toBe(Math.min(mostCameras, cameras.length));
      ranked.slice(1).forEach((next, i) => {
        const before = ranked[i];
        if (!before) return;
        expect(before.share > 0 || next.share === 0).toBe(true);
        expect(before.score).toBeGreaterThanOrEqual(next.score);
        if (before.share === 0) expect(before.awayM).toBeLessThanOrEqual(next.awayM);
      });
      const all = createCameraFinder(cameras, obstacles).rank(wanted, cameras.length);
      expect(all.slice(0, mostCameras)).toEqual(ranked);
      // Nobody who was left out sees better than somebody who was named.
      const named = new Set(ranked.map(({ camera }) => camera.id));
      const worst = ranked.at(-1)?.score ?? 0;
      for (const camera of cameras.filter(({ id }) => !named.has(id)))
        expect(
          createCameraFinder([camera], obstacles).rank(wanted)[0]?.score ?? 0,
        ).toBeLessThanOrEqual(worst);
    }),
  );
});

it('finds the same whatever the order of the cameras and the obstacles', () => {
  fc.assert(
    fc.property(anyCameras, anyObstacles, target, (cameras, obstacles, wanted) => {
      const ids = (list: typeof cameras, walls: typeof obstacles) =>
        createCameraFinder(list, walls)
          .rank(wanted)
          .map(({ camera, unseen }) => `${camera.id} ${unseen}`);
      expect(ids(cameras.toReversed(), obstacles.toReversed())).toEqual(ids(cameras, obstacles));
    }),
  );
});

it('says how much of something long is seen, and how near the part is that is', () => {
  const camera = exampleCamera();
  const points = [20, 100, 200, 400].map((m) => pointAt(camera.point as LonLat, 0, m));
  const [found] = createCameraFinder([camera]).rank({ points, area: 'WGQ' });
  expect(found).toMatchObject({ unseen: null, share: 0.75 });
  expect(found?.awayM).toBeCloseTo(distanceM(camera.point as LonLat, points[0] as LonLat), 0);
});

it('prefers a camera of the own area to an equal one of another, and names none of a far place', () => {
  const place = pointAt([121.6, 31.34], 0, 100);
  const cameras = [exampleCamera({ id: 'A', area: 'WLP' }), exampleCamera({ id: 'B' })];
  const finder = createCameraFinder(cameras);
  const ids = (area: 'WGQ' | 'WLP' | null) =>
    finder.rank({ points: [place], area }).map(({ camera }) => camera.id);
  expect([ids('WGQ'), ids('WLP'), ids(null)]).toEqual([
    ['B', 'A'],
    ['A', 'B'],
    ['A', 'B'],
  ]);
  expect(finder.rank({ points: [pointAt(place, 90, 5000)], area: 'WGQ' })).toEqual([]);
  expect(finder.rank({ points: [], area: 'WGQ' })).toEqual([]);
});
