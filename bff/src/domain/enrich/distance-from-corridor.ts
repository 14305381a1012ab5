import type { LonLat } from '@ftz/shared/contract/position.ts';
import { distanceM } from '@ftz/shared/geo/distance.ts';

/**
 * Metres from a place to the nearest one on a road. Asked for every position of every truck under
 * way: the nearest stretch is found on a flat map centred on the place, which is true where it
 * matters, and only the distance to its foot is measured on the globe.
 */
export function distanceFromCorridorM(point: LonLat, corridor: readonly LonLat[]): number {
  const [lon, lat] = point;
  const shrink = Math.cos((lat * Math.PI) / 180);
  let best = Number.POSITIVE_INFINITY;
  let foot: LonLat | undefined;
  let from = corridor[0];
  for (const to of corridor) {
    if (from === undefined) break;
    const ax = (from[0] - lon) * shrink;
    const ay = from[1] - lat;
    const dx = (to[0] - from[0]) * shrink;
    const dy = to[1] - from[1];
    const squared = dx * dx + dy * dy;
    const along = squared === 0 ? 0 : -(ax * dx + ay * dy) / squared;
    const share = Math.min(1, Math.max(0, along));
    const away = (ax + dx * share) ** 2 + (ay + dy * share) ** 2;
    if (away < best) {
      best = away;
      foot = [from[0] + (to[0] - from[0]) * share, from[1] + dy * share];
    }
    from = to;
  }
  return foot === undefined ? Number.POSITIVE_INFINITY : distanceM(point, foot);
}
