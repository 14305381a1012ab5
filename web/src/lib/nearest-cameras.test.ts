import type { Camera } from '@ftz/shared/contract/site.ts';
import { expect, it } from 'vitest';
import { nearestCameras } from './nearest-cameras.ts';

const camera = (id: string, lon: number) => ({ id, point: [lon, 31] }) as Camera;
const cameras = [camera('far', 122), camera('near', 121.01), camera('nearer', 121)];
const ids = (list: Camera[]) => list.map(({ id }) => id);

it('puts the cameras that the alarm names first, then the nearest', () => {
  expect(ids(nearestCameras(cameras, ['far'], [121, 31], 2))).toEqual(['far', 'nearer']);
});

it('names nobody twice and passes over a camera that the site does not know', () => {
  expect(ids(nearestCameras(cameras, ['near', 'near', 'ghost'], null, 4))).toEqual(['near']);
});
