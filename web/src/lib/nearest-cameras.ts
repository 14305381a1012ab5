import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Camera } from '@ftz/shared/contract/site.ts';
import { distanceM } from '@ftz/shared/geo/distance.ts';

/**
 * The cameras to look through: first those that the alarm itself names, then, where the place is
 * known, the nearest others, so that there are `wanted` if the site has as many.
 */
export function nearestCameras(
  cameras: readonly Camera[],
  named: readonly string[],
  point: LonLat | null,
  wanted: number,
): Camera[] {
  const first = named.flatMap((id) => cameras.find((camera) => camera.id === id) ?? []);
  const rest = cameras.filter((camera) => !named.includes(camera.id));
  const near = point
    ? rest.sort((a, b) => distanceM(a.point, point) - distanceM(b.point, point))
    : [];
  return [...new Set([...first, ...near])].slice(0, wanted);
}
