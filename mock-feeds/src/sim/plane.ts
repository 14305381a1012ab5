import type { LonLat } from '@ftz/shared/contract/position.ts';

/** A flat Earth in metres, true enough (below 1 ‰) across the 90 km of this zone. */

const metresPerDegree = 111_320;
const radians = Math.PI / 180;

/** East and north metres from `origin` to `point`. */
function offsetM(origin: LonLat, point: LonLat): [eastM: number, northM: number] {
  const middle = ((origin[1] + point[1]) / 2) * radians;
  return [
    (point[0] - origin[0]) * metresPerDegree * Math.cos(middle),
    (point[1] - origin[1]) * metresPerDegree,
  ];
}

export function distanceM(a: LonLat, b: LonLat): number {
  return Math.hypot(...offsetM(a, b));
}

/** Clockwise from north, in [0, 360). */
export function headingDeg(from: LonLat, to: LonLat): number {
  const [east, north] = offsetM(from, to);
  return (Math.atan2(east, north) / radians + 360) % 360;
}

/** How far one must turn from one heading to another, in [0, 180]. */
export function turnDeg(from: number, to: number): number {
  const turn = Math.abs(from - to) % 360;
  return turn > 180 ? 360 - turn : turn;
}

export function between(a: LonLat, b: LonLat, share: number): LonLat {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
}

/** Where on the segment a–b a point is nearest: its share of the way from a, and how far away it is. */
export function nearestOnSegment(
  point: LonLat,
  a: LonLat,
  b: LonLat,
): { share: number; awayM: number } {
  const [ax, ay] = offsetM(point, a);
  const [bx, by] = offsetM(point, b);
  const [dx, dy] = [bx - ax, by - ay];
  const squared = dx * dx + dy * dy;
  const share = squared === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / squared));
  return { share, awayM: Math.hypot(ax + share * dx, ay + share * dy) };
}

/** Distance of a point from a polyline of at least one point. */
export function awayFromLineM(point: LonLat, line: readonly LonLat[]): number {
  let least = Number.POSITIVE_INFINITY;
  line.forEach((b, i) => {
    const a = line[i - 1] ?? b;
    least = Math.min(least, nearestOnSegment(point, a, b).awayM);
  });
  return least;
}

/** Where segments a–b and c–d cross, as shares of each; null when they do not. */
export function crossing(
  a: LonLat,
  b: LonLat,
  c: LonLat,
  d: LonLat,
): { ofFirst: number; ofSecond: number } | null {
  const [rx, ry] = [b[0] - a[0], b[1] - a[1]];
  const [sx, sy] = [d[0] - c[0], d[1] - c[1]];
  const area = rx * sy - ry * sx;
  if (area === 0) return null;
  const ofFirst = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / area;
  const ofSecond = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / area;
  const inside = (share: number) => share >= 0 && share <= 1;
  return inside(ofFirst) && inside(ofSecond) ? { ofFirst, ofSecond } : null;
}
