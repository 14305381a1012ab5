import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Track } from '@ftz/shared/contract/track.ts';
import { distanceToLineM } from '@ftz/shared/geo/polyline.ts';

/** Where a track left its corridor: which point, and how far it was at most. */
export type Departure = { index: number; atMs: number; farthestM: number };

export function departureOf(
  track: Pick<Track, 'atMs' | 'lon' | 'lat'>,
  corridor: readonly LonLat[],
  corridorM: number,
): Departure | null {
  let first: Departure | null = null;
  track.atMs.forEach((atMs, index) => {
    const away = distanceToLineM([track.lon[index] ?? 0, track.lat[index] ?? 0], corridor);
    if (away <= corridorM) return;
    if (first === null) first = { index, atMs, farthestM: away };
    else first.farthestM = Math.max(first.farthestM, away);
  });
  return first;
}

/** Degrees to a square of so many units, north up, the same scale both ways, a margin all around. */
export function fitTo(
  points: readonly LonLat[],
  size: number,
): (point: LonLat) => [number, number] {
  const lons = points.map(([lon]) => lon);
  const lats = points.map(([, lat]) => lat);
  const [west, east] = [Math.min(...lons), Math.max(...lons)];
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const span = Math.max((east - west) * squeeze, north - south, 1e-4);
  const margin = size * 0.06;
  const scale = (size - 2 * margin) / span;
  const left = (size - (east - west) * squeeze * scale) / 2;
  const top = (size - (north - south) * scale) / 2;
  return ([lon, lat]) => [left + (lon - west) * squeeze * scale, top + (north - lat) * scale];
}
