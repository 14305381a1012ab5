import type { LonLat } from '@ftz/shared/contract/position.ts';
import { exampleCamera } from '@ftz/shared/geo/camera.fixture.ts';
import { createCameraFinder } from '@ftz/shared/geo/camera-finder.ts';
import { pointAt } from '@ftz/shared/geo/flat.ts';
import { expect, it } from 'vitest';
import { neighbourCameras } from './neighbour-cameras.ts';

const place: LonLat = [121.6, 31.34];
/** South of the place and looking north over it, or from the north and looking away. */
const sees = (id: string, metres: number) =>
  exampleCamera({ id, point: pointAt(place, 180, metres) });
const away = (id: string, metres: number) =>
  exampleCamera({ id, point: pointAt(place, 0, metres) });
const idsOf = (cameras: ReturnType<typeof exampleCamera>[]) =>
  neighbourCameras(createCameraFinder(cameras), { points: [place], area: 'WGQ' }).map(
    ({ camera }) => camera.id,
  );

it('asks those that see first, then those beside, and takes further ones only up to four', () => {
  const cameras = [away('far', 2_000), away('farther', 2_200), away('farthest', 2_400)];
  expect(idsOf([...cameras, away('beside', 300), sees('seer', 100)])).toEqual([
    'seer',
    'beside',
    'far',
    'farther',
  ]);
});

it('asks nobody of another place, and nine at most', () => {
  expect(idsOf([away('elsewhere', 3_000)])).toEqual([]);
  const many = Array.from({ length: 12 }, (_, i) => sees(`C${i}`, 50 + i * 10));
  expect(idsOf(many)).toHaveLength(9);
});
