import { expect, it } from 'vitest';
import type { LonLat } from '#contract/position.ts';
import { exampleCamera } from './camera.fixture.ts';
import { createCameraFinder } from './camera-finder.ts';
import { forecastCameras, forecastMoments } from './camera-forecast.ts';
import { pointAt } from './flat.ts';
import { predictPath } from './predict-path.ts';

const start: LonLat = [121.6, 31.34];
const at = (metres: number) => pointAt(start, 90, metres);
/** Cameras beside a road to the east that looks across it: at 0, at 300, and at 1000 metres. */
const finder = createCameraFinder(
  [0, 300, 1000].map((metres, i) =>
    exampleCamera({ id: `C${i}`, point: pointAt(at(metres), 180, 150), fovDeg: 80 }),
  ),
);

it('names the camera of each moment, and the first moment that has none', () => {
  const truck = { point: start, speedKph: 36, headingDeg: 90, fixAtMs: 0 };
  const found = predictPath(truck, { corridor: null, roads: [] }, 0, forecastMoments);
  if (found.state !== 'moving') throw new Error(found.state);
  const { next, unseen } = forecastCameras(finder, found.points, 'WGQ', [30, 60]);
  expect(next.map(({ camera }) => camera?.id ?? null)).toEqual(['C1', null]);
  expect(unseen?.aheadS).toBe(15);
  expect(forecastCameras(finder, found.points.slice(0, 3), 'WGQ', []).unseen).toBeNull();
});
