import type { LonLat } from '@ftz/shared/contract/position.ts';
import { createCameraFinder } from '@ftz/shared/geo/camera-finder.ts';
import { pointInRing } from '@ftz/shared/geo/point-in-polygon.ts';
import { geography, site } from '@ftz/shared/site/site.ts';
import { expect, it } from 'vitest';
import { sealCutInTransit } from '#scenarios/seal-cut-in-transit.ts';
import { createTraffic } from '#sim/traffic.ts';
import { createZoneGrounds } from './zone-grounds.ts';

const startMs = Date.UTC(2026, 2, 2, 8, 0, 0);
const finder = createCameraFinder(site.cameras, site.obstacles);
const isSeen = (point: LonLat) =>
  finder.rank({ points: [point], area: null }, 1)[0]?.unseen === null;
const areas = geography.features.flatMap(({ properties, geometry }) =>
  properties.kind === 'area' ? [geometry.coordinates[0] as LonLat[]] : [],
);

it('sees half of the trucks that drive within the areas', () => {
  const vehicles = 100;
  const traffic = createTraffic({
    ...{ grounds: createZoneGrounds(), seed: 3, vehicles, startMs },
    story: sealCutInTransit,
  });
  let [driving, seen] = [0, 0];
  for (let atS = 0; atS <= 1200; atS += 30) {
    traffic.advance(startMs + atS * 1000);
    for (let n = 1; n <= vehicles; n++) {
      const { point, speedKph } = traffic.truck(n, startMs + atS * 1000);
      if (speedKph < 3 || !areas.some((ring) => pointInRing(point, ring))) continue;
      driving += 1;
      if (isSeen(point)) seen += 1;
    }
  }
  expect(driving).toBeGreaterThan(200);
  expect(seen / driving).toBeGreaterThan(0.45);
});

it('sees where the rope of the story is cut', () => {
  const traffic = createTraffic({
    ...{ grounds: createZoneGrounds(), seed: 3, vehicles: 9, startMs },
    story: sealCutInTransit,
  });
  traffic.advance(startMs + 40_000);
  expect(isSeen(traffic.truck(1, startMs + 40_000).point)).toBe(true);
});
