import type { LonLat } from '#contract/position.ts';
import { distanceM } from './distance.ts';

/** Roads are longer than lines; a patrol drives this fast. */
const detour = 1.4;
const patrolKph = 45;
const atLeastMs = 60_000;

export function wayM(from: LonLat, to: LonLat): number {
  return distanceM(from, to) * detour;
}

/** How long a patrol drives that far. */
export function travelMs(awayM: number): number {
  return Math.max(atLeastMs, (awayM / 1000 / patrolKph) * 3_600_000);
}
