import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Vehicle } from '@ftz/shared/contract/vehicle.ts';
import { latestColumns, vehicleOf } from '#live/latest-store.ts';
import { positionAt } from '#live/vehicle-columns.ts';

/** The vehicle drawn nearest to a pixel, within `withinPx`; null when there is none. */
export function vehicleAtPixel(
  pixel: { x: number; y: number },
  project: (point: LonLat) => { x: number; y: number },
  withinPx: number,
  nowMs: number,
): Vehicle | null {
  const columns = latestColumns();
  let nearest: number | null = null;
  let nearestPx = withinPx;
  for (let row = 0; row < columns.rows; row++) {
    const { x, y } = project(positionAt(columns, row, nowMs));
    const px = Math.hypot(x - pixel.x, y - pixel.y);
    if (px >= nearestPx) continue;
    nearestPx = px;
    nearest = row;
  }
  return nearest === null ? null : vehicleOf(columns.key[nearest] ?? -1);
}
