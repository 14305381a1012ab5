import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { VehicleColumns } from './vehicle-columns.ts';

/** Points that a vehicle's trail remembers; with a point every 60 m or more that is over 7 km. */
export const trailPoints = 120;
const trailStepM = 60;
const metresPerE6 = 0.111195;

type Trails = Pick<
  VehicleColumns,
  'trailHeadE6' | 'trailE6' | 'trailRing' | 'trailNext' | 'trailSize'
>;

/** How much shorter a degree of longitude is than one of latitude, by whole degrees of latitude. */
const squeezes = Float64Array.from({ length: 181 }, (_, i) => Math.cos(((i - 90) * Math.PI) / 180));

/** Flat-earth distance, right to a per cent over the few kilometres that matter here. */
export function distanceM(lonA: number, latA: number, lonB: number, latB: number): number {
  const squeeze = squeezes[(latA / 1e6 + 90) | 0] ?? 1;
  const east = (lonB - lonA) * squeeze;
  const north = latB - latA;
  return Math.sqrt(east * east + north * north) * metresPerE6;
}

/**
 * Remembers the place where it is far enough from the one before. The newest point lies beside those of
 * other vehicles, and only older ones in the row's own ring: a beat reads all the newest, and none else.
 */
export function extendTrail(columns: Trails, row: number, lonE6: number, latE6: number): void {
  const { trailHeadE6, trailSize } = columns;
  const head = row * 2;
  const size = trailSize[row] ?? 0;
  if (size > 0) {
    const lon = trailHeadE6[head] ?? 0;
    const lat = trailHeadE6[head + 1] ?? 0;
    if (distanceM(lon, lat, lonE6, latE6) < trailStepM) return;
    putInRing(columns, row, lon, lat);
  }
  trailHeadE6[head] = lonE6;
  trailHeadE6[head + 1] = latE6;
  trailSize[row] = Math.min(trailPoints, size + 1);
}

function putInRing(
  { trailE6, trailRing, trailNext }: Trails,
  row: number,
  lon: number,
  lat: number,
): void {
  const next = trailNext[row] ?? 0;
  const at = ((trailRing[row] ?? 0) * trailPoints + next) * 2;
  trailE6[at] = lon;
  trailE6[at + 1] = lat;
  trailNext[row] = (next + 1) % trailPoints;
}

export function forgetTrail({ trailNext, trailSize }: Trails, row: number): void {
  trailSize[row] = 0;
  trailNext[row] = 0;
}

/** Oldest first, degrees. */
export function trailOf(columns: Trails, row: number): LonLat[] {
  const { trailHeadE6, trailE6, trailRing, trailNext, trailSize } = columns;
  const size = trailSize[row] ?? 0;
  if (size === 0) return [];
  const older = size - 1;
  const first = ((trailNext[row] ?? 0) - older + trailPoints) % trailPoints;
  const ring = trailRing[row] ?? 0;
  const points = Array.from({ length: older }, (_, i) =>
    pointAt(trailE6, ring * trailPoints + ((first + i) % trailPoints)),
  );
  return [...points, pointAt(trailHeadE6, row)];
}

function pointAt(pairs: Int32Array, i: number): LonLat {
  return [(pairs[i * 2] ?? 0) / 1e6, (pairs[i * 2 + 1] ?? 0) / 1e6];
}
