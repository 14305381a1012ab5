import type { LonLat } from '#contract/position.ts';
import { distanceM } from './distance.ts';

/** Where the curve passes between two edges: a quadratic curve, in so many steps. */
const shares = [0, 0.25, 0.5, 0.75, 1];

/**
 * A ring (closed, as GeoJSON has it) whose corners are curves, none of them longer than `mostM` on
 * either side: a coast that was surveyed in long steps, as the eye expects it. Long edges stay where
 * they are.
 */
export function roundCorners(ring: readonly LonLat[], mostM: number): LonLat[] {
  const corners = ring.slice(0, -1);
  if (corners.length < 3) return [...ring];
  const rounded = corners.flatMap((corner, i): LonLat[] => {
    const before = corners.at(i - 1) ?? corner;
    const after = corners[(i + 1) % corners.length] ?? corner;
    const [from, to] = [towards(corner, before, mostM), towards(corner, after, mostM)];
    return shares.map((t) => mix(mix(from, corner, t), mix(corner, to, t), t));
  });
  return [...rounded, ...rounded.slice(0, 1)];
}

const mix = (a: LonLat, b: LonLat, t: number): LonLat => [
  a[0] + (b[0] - a[0]) * t,
  a[1] + (b[1] - a[1]) * t,
];

/** Half of the edge at most, so that two curves never meet. */
function towards(corner: LonLat, other: LonLat, mostM: number): LonLat {
  const lengthM = distanceM(corner, other);
  return lengthM === 0 ? corner : mix(corner, other, Math.min(0.5, mostM / lengthM));
}
