import type { LonLat } from '#contract/position.ts';
import { earthRadiusM, radians } from './distance.ts';

/** A flat map around a place: below 1 ‰ wrong across one area, for what is a matter of metres. */
const metresPerDegree = radians(1) * earthRadiusM;

/** How far east and north of `origin` a point lies, in metres. */
export function offsetM(origin: LonLat, point: LonLat): [eastM: number, northM: number] {
  const shrink = Math.cos(radians((origin[1] + point[1]) / 2));
  return [
    (point[0] - origin[0]) * metresPerDegree * shrink,
    (point[1] - origin[1]) * metresPerDegree,
  ];
}

/** The point at a bearing (degrees clockwise from north) and a distance in metres. */
export function pointAt([lon, lat]: LonLat, bearingDeg: number, distanceM: number): LonLat {
  const bearing = radians(bearingDeg);
  const north = (Math.cos(bearing) * distanceM) / metresPerDegree;
  const shrink = Math.cos(radians(lat));
  return [lon + (Math.sin(bearing) * distanceM) / metresPerDegree / shrink, lat + north];
}

/** How far one must turn from one heading to another, 0 to 180 degrees. */
export function turnDeg(from: number, to: number): number {
  const turn = Math.abs(from - to) % 360;
  return turn > 180 ? 360 - turn : turn;
}
