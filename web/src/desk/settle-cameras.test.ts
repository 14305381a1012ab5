import type { Camera } from '@ftz/shared/contract/site.ts';
import type { RankedCamera } from '@ftz/shared/geo/camera-finder.ts';
import { expect, it } from 'vitest';
import { settleCameras } from './settle-cameras.ts';

const ranked = (id: string, score: number): RankedCamera => ({
  camera: { id } as Camera,
  share: score > 0 ? 1 : 0,
  unseen: score > 0 ? null : 'out-of-view',
  behind: null,
  awayM: 1,
  score,
});
const ids = (list: RankedCamera[]) => list.map(({ camera }) => camera.id).join('');

it('keeps the large picture while it sees, until another sees clearly better', () => {
  const now = [ranked('b', 0.5), ranked('a', 0.45), ranked('c', 0)];
  expect(ids(settleCameras([], now))).toBe('bac');
  expect(ids(settleCameras(['a', 'c', 'b'], now))).toBe('acb');
  expect(ids(settleCameras(['a', 'c', 'b'], [ranked('b', 0.9), ranked('a', 0.45)]))).toBe('ba');
  expect(ids(settleCameras(['c', 'a', 'b'], now))).toBe('bca');
  expect(settleCameras(['a'], [])).toEqual([]);
});
