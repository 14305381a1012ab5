import type { LonLat } from '#contract/position.ts';

/** Mean Earth radius R1 of the IUGG for the GRS 80 ellipsoid, in metres. */
export const earthRadiusM = 6_371_008.8;

export const radians = (degrees: number): number => (degrees * Math.PI) / 180;
export const degrees = (angle: number): number => (angle * 180) / Math.PI;

/**
 * Great-circle distance in metres between two WGS-84 points (haversine on the mean sphere).
 * Off by at most about 0.5 % from the ellipsoid; exact to well under a metre within one area.
 */
export function distanceM(a: LonLat, b: LonLat): number {
  const halfLat = Math.sin(radians(b[1] - a[1]) / 2);
  const halfLon = Math.sin(radians(b[0] - a[0]) / 2);
  const h = halfLat ** 2 + Math.cos(radians(a[1])) * Math.cos(radians(b[1])) * halfLon ** 2;
  // Rounding lifts h above 1 for some antipodes, and asin of that is NaN.
  return 2 * earthRadiusM * Math.asin(Math.min(1, Math.sqrt(h)));
}
