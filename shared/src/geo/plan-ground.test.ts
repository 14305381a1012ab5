import { expect, it } from 'vitest';
import type { LonLat } from '#contract/position.ts';
import { geography, site, surroundings } from '#site/site.ts';
import { isInReach } from './free-ground.ts';
import { planGround } from './plan-ground.ts';
import { pointInRing } from './point-in-polygon.ts';

const ground = planGround(geography, surroundings, site);
const ringsOf = (...kinds: string[]) =>
  ground.features.flatMap(({ properties, geometry }) => {
    if (!kinds.includes(properties.kind)) return [];
    if (geometry.type === 'MultiPolygon') return geometry.coordinates.map(([ring]) => ring ?? []);
    return geometry.type === 'Polygon' ? geometry.coordinates.slice(0, 1) : [];
  });

it('draws every obstacle of the cameras as the building that it is', () => {
  const drawn = ringsOf('obstacle').map((ring) => ring.slice(0, -1));
  expect(drawn).toEqual((site.obstacles ?? []).map(({ ring }) => ring));
});

it('draws nothing else that stands where a camera may look', () => {
  const hidden = ringsOf('building', 'hall', 'terminal').filter((ring) =>
    ring.some((corner) => site.cameras.some((camera) => isInReach(corner, camera))),
  );
  expect(hidden).toEqual([]);
});

it('builds in every area, and lays nothing of an area outside of it', () => {
  const areas = geography.features.flatMap(({ properties, geometry }) =>
    properties.kind === 'area' ? [(geometry.coordinates as LonLat[][])[0] ?? []] : [],
  );
  const laid = ringsOf('building', 'hall', 'slot', 'lot', 'yard');
  const within = areas.map(
    (area) => laid.filter((ring) => ring.every((corner) => pointInRing(corner, area))).length,
  );
  expect(Math.min(...within)).toBeGreaterThan(10);
  expect(within.reduce((sum, count) => sum + count, 0)).toBe(laid.length);
});

it('is the same whoever asks, and small enough to be fetched with the page', () => {
  const text = JSON.stringify(ground);
  expect(JSON.stringify(planGround(geography, surroundings, site))).toBe(text);
  expect(text.length).toBeLessThan(400_000);
});
