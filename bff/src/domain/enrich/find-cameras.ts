import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Camera } from '@ftz/shared/contract/site.ts';
import { bearingDeg } from '@ftz/shared/geo/bearing.ts';
import { distanceM } from '@ftz/shared/geo/distance.ts';

const most = 4;
const furthestM = 2500;

function isInView(camera: Camera, point: LonLat, awayM: number): boolean {
  if (awayM > camera.rangeM) return false;
  const turn = Math.abs(bearingDeg(camera.point, point) - camera.headingDeg) % 360;
  return Math.min(turn, 360 - turn) <= camera.fovDeg / 2;
}

/** Cameras to look through at a place: those that see it first, then by distance. Ids, at most four. */
export function findCameras(point: LonLat, cameras: readonly Camera[]): string[] {
  return cameras
    .map((camera) => {
      const awayM = distanceM(camera.point, point);
      return { id: camera.id, awayM, sees: isInView(camera, point, awayM) };
    })
    .filter(({ awayM }) => awayM <= furthestM)
    .sort((a, b) => Number(b.sees) - Number(a.sees) || a.awayM - b.awayM)
    .slice(0, most)
    .map(({ id }) => id);
}
