import { expect, it } from 'vitest';
import type { LonLat } from '#contract/position.ts';
import { createCameraFinder } from '#geo/camera-finder.ts';
import { pointInRing } from '#geo/point-in-polygon.ts';
import { geography, site } from './site.ts';

it('registers nobody twice, and everybody at a gate and a lane that exist', () => {
  const names = site.equipment.map(({ gateway, deviceId }) => `${gateway}/${deviceId}`);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  const gates = new Set(site.gates.map(({ id }) => id));
  const lanes = new Map(site.lanes.map((lane) => [lane.id, lane]));
  for (const { deviceId, gateId, post } of site.equipment) {
    if (gateId !== null) expect(gates, deviceId).toContain(gateId);
    if (post?.laneId) expect(lanes.get(post.laneId)?.gateId, deviceId).toBe(gateId);
  }
});

it('builds nothing over a gate, a post, a camera or a road', () => {
  const roads = geography.features.flatMap(({ properties, geometry }) =>
    properties.kind === 'road' ? (geometry.coordinates as LonLat[]) : [],
  );
  const things = [...site.gates, ...site.units, ...site.cameras].map(
    ({ point }) => point as LonLat,
  );
  for (const { id, ring } of site.obstacles ?? [])
    expect(
      [...things, ...roads].filter((point) => pointInRing(point, ring)),
      id,
    ).toEqual([]);
});

it('has a camera at every gate that sees it, past everything that is built', () => {
  const finder = createCameraFinder(site.cameras, site.obstacles);
  for (const { id, area, point } of site.gates) {
    const [best] = finder.rank({ points: [point as LonLat], area });
    expect([best?.camera.sees, best?.unseen], id).toEqual(['gate', null]);
  }
});
