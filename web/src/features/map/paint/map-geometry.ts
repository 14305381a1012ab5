import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Pixel } from './pixels.ts';

const metresPerDegree = 111_195;

/** The point at a distance and bearing (clockwise from north): flat, for the few hundred metres of a view. */
export function pointAt([lon, lat]: LonLat, bearingDeg: number, distanceM: number): LonLat {
  const bearing = (bearingDeg * Math.PI) / 180;
  const north = (Math.cos(bearing) * distanceM) / metresPerDegree;
  const squeeze = Math.cos((lat * Math.PI) / 180);
  return [lon + (Math.sin(bearing) * distanceM) / metresPerDegree / squeeze, lat + north];
}

/** The field of view of a camera as a closed ring. */
export function wedgeOf(point: LonLat, headingDeg: number, fovDeg: number, rangeM: number) {
  const steps = 14;
  const arc = Array.from({ length: steps + 1 }, (_, i) =>
    pointAt(point, headingDeg - fovDeg / 2 + (fovDeg * i) / steps, rangeM),
  );
  return [point, ...arc, point];
}

/** Metres on the ground per screen pixel (tiles of 512 px). */
export function metresPerPixel(zoom: number, lat: number): number {
  return (78_271.517 * Math.cos((lat * Math.PI) / 180)) / 2 ** zoom;
}

/** West, south, east, north of all points; null when there are none. */
export function boundsOf(points: Iterable<LonLat>): [number, number, number, number] | null {
  let bounds: [number, number, number, number] | null = null;
  for (const [lon, lat] of points) {
    bounds ??= [lon, lat, lon, lat];
    bounds[0] = Math.min(bounds[0], lon);
    bounds[1] = Math.min(bounds[1], lat);
    bounds[2] = Math.max(bounds[2], lon);
    bounds[3] = Math.max(bounds[3], lat);
  }
  return bounds;
}

type Looking = { project: (point: LonLat) => Pixel; zoom: () => number };

/** Where a point would be at another zoom: grouping by it alone does not make marks jump while a map pans. */
export function scaledTo(zoom: number, point: LonLat, view: Looking): Pixel {
  const { x, y } = view.project(point);
  const factor = 2 ** (zoom - view.zoom());
  return { x: x * factor, y: y * factor };
}
