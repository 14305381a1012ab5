import type { LonLat } from '#contract/position.ts';
import { degrees, radians } from './distance.ts';

/**
 * Initial great-circle bearing from `a` towards `b`: degrees clockwise from true north, 0 ≤ x < 360.
 * Two equal points have no direction; the answer is then 0.
 */
export function bearingDeg(a: LonLat, b: LonLat): number {
  const [latA, latB, turn] = [radians(a[1]), radians(b[1]), radians(b[0] - a[0])];
  const east = Math.sin(turn) * Math.cos(latB);
  const north = Math.cos(latA) * Math.sin(latB) - Math.sin(latA) * Math.cos(latB) * Math.cos(turn);
  // The second remainder: a tiny negative angle plus 360 rounds to 360 itself.
  return ((degrees(Math.atan2(east, north)) % 360) + 360) % 360;
}
