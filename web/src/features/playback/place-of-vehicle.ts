import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Track } from '@ftz/shared/contract/track.ts';

/** A position says where a vehicle is for so long. */
export const goodForMs = 60_000;

/** Where a track has its vehicle at a moment: its nearest point in time; null where none is near enough. */
export function placeOfVehicle({ atMs, lon, lat }: Track, momentMs: number): LonLat | null {
  let nearest = -1;
  let leastMs = goodForMs;
  atMs.forEach((each, i) => {
    const offMs = Math.abs(each - momentMs);
    if (offMs > leastMs) return;
    [nearest, leastMs] = [i, offMs];
  });
  const [x, y] = [lon[nearest], lat[nearest]];
  return x === undefined || y === undefined ? null : [x, y];
}
