import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Vehicle } from '@ftz/shared/contract/vehicle.ts';
import type { Pixel } from '#features/map/paint/pixels.ts';
import { latestColumns, vehicleOf } from '#live/latest-store.ts';
import { latE6At, lonE6At } from '#live/vehicle-columns.ts';

type Looking = {
  project: (point: LonLat) => Pixel;
  unproject: (pixel: Pixel) => LonLat;
  isInCrowd: (row: number) => boolean;
};

/** The vehicle drawn nearest to a pixel, within `withinPx`; null when there is none. */
export function vehicleAtPixel(
  pixel: Pixel,
  { project, unproject, isInCrowd }: Looking,
  withinPx: number,
  nowMs: number,
): Vehicle | null {
  const columns = latestColumns();
  const [west, north] = unproject({ x: pixel.x - withinPx, y: pixel.y - withinPx });
  const [east, south] = unproject({ x: pixel.x + withinPx, y: pixel.y + withinPx });
  let nearest: number | null = null;
  let nearestPx = withinPx;
  for (let row = 0; row < columns.rows; row++) {
    const lon = lonE6At(columns, row, nowMs) / 1e6;
    const lat = latE6At(columns, row, nowMs) / 1e6;
    if (isInCrowd(row)) continue;
    if (lon < west || lon > east || lat < south || lat > north) continue;
    const px = distancePx(project([lon, lat]), pixel);
    if (px >= nearestPx) continue;
    nearestPx = px;
    nearest = row;
  }
  return nearest === null ? null : vehicleOf(columns.key[nearest] ?? -1);
}

function distancePx(a: Pixel, b: Pixel): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
