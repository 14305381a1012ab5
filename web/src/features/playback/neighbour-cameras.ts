import type { CameraFinder, CameraTarget, RankedCamera } from '@ftz/shared/geo/camera-finder.ts';
import { mostTiles } from './most-tiles.ts';

/** Whoever leaves a place passes what stands so near to it. */
const nearM = 800;
/** One picture tells where a thing was, four tell where it went. */
const least = 4;

/** Who is asked what they saw: all that look at the place, then those beside it; at least four, if any are near. */
export function neighbourCameras(finder: CameraFinder, target: CameraTarget): RankedCamera[] {
  return finder
    .rank(target, mostTiles)
    .filter(({ unseen, awayM }, i) => unseen === null || awayM <= nearM || i < least);
}
