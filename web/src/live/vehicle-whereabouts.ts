import type { LonLat } from '@ftz/shared/contract/position.ts';
import { headingDegOf } from '@ftz/shared/contract/position-frame.ts';
import { latestColumns, rowOfVehicle } from './latest-store.ts';
import { latE6At, lonE6At } from './vehicle-columns.ts';
import { trailOf } from './vehicle-trail.ts';

/** The newest fix as the device reported it, not the interpolated place; null before the first. */
export function fixOf(
  id: string,
): { point: LonLat; speedKph: number; headingDeg: number; fixAtMs: number } | null {
  const row = rowOfVehicle(id);
  if (row === null) return null;
  const columns = latestColumns();
  return {
    point: [(columns.toE6[row * 2] ?? 0) / 1e6, (columns.toE6[row * 2 + 1] ?? 0) / 1e6],
    speedKph: columns.pose[row * 4 + 2] ?? 0,
    headingDeg: headingDegOf(columns.pose[row * 4 + 1] ?? 0),
    fixAtMs: (columns.fixAtS[row] ?? 0) * 1000,
  };
}

/** Where the vehicle is drawn at `nowMs`; null before its first fix. */
export function drawnPointOf(id: string, nowMs: number): LonLat | null {
  const row = rowOfVehicle(id);
  if (row === null) return null;
  const columns = latestColumns();
  return [lonE6At(columns, row, nowMs) / 1e6, latE6At(columns, row, nowMs) / 1e6];
}

/** Where the vehicle was, oldest first, ending at its newest fix. */
export function drivenTrailOf(id: string): LonLat[] {
  const row = rowOfVehicle(id);
  const fix = fixOf(id);
  return row === null || fix === null ? [] : [...trailOf(latestColumns(), row), fix.point];
}
