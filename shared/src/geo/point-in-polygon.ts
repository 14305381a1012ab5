import type { LonLat } from '#contract/position.ts';

type Edge = { from: LonLat; to: LonLat };

/** Twice the signed area of (from, to, point): 0 when the three lie on one straight line. */
const side = ({ from, to }: Edge, point: LonLat): number =>
  (to[0] - from[0]) * (point[1] - from[1]) - (to[1] - from[1]) * (point[0] - from[0]);

const between = (x: number, a: number, b: number): boolean =>
  Math.min(a, b) <= x && x <= Math.max(a, b);

const liesOn = (edge: Edge, point: LonLat): boolean =>
  side(edge, point) === 0 &&
  between(point[0], edge.from[0], edge.to[0]) &&
  between(point[1], edge.from[1], edge.to[1]);

/** Half-open in latitude, so that a ray through a vertex meets exactly one of its two edges. */
function crossesRayEastOf(edge: Edge, point: LonLat): boolean {
  const rises = edge.to[1] > point[1];
  if (edge.from[1] > point[1] === rises) return false;
  return side(edge, point) > 0 === rises;
}

/**
 * Whether `point` lies in `ring` (WGS-84, GeoJSON order, RFC 7946 section 3.1.6; the repeated last
 * vertex may be left out, the winding does not matter). The boundary belongs to the ring. Rings
 * across the date line are not understood.
 */
export function pointInRing(point: LonLat, ring: readonly LonLat[]): boolean {
  let from = ring.at(-1);
  let inside = false;
  for (const to of ring) {
    if (from === undefined) break;
    const edge = { from, to };
    if (liesOn(edge, point)) return true;
    if (crossesRayEastOf(edge, point)) inside = !inside;
    from = to;
  }
  return inside;
}
