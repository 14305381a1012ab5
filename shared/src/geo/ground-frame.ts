import type { LonLat } from '#contract/position.ts';
import { bearingDeg } from './bearing.ts';
import { distanceM, radians } from './distance.ts';
import { offsetM, pointAt } from './flat.ts';

/** Metres along a frame's bearing, and to the right of it. */
export type OnSheet = readonly [alongM: number, acrossM: number];

/** A flat sheet over a place, turned so that its first axis has a bearing. */
export type GroundFrame = {
  at: (place: OnSheet) => LonLat;
  locate: (point: LonLat) => OnSheet;
  rectangle: (middle: OnSheet, lengthM: number, widthM: number) => LonLat[];
};

export function frameAt(origin: LonLat, bearing: number): GroundFrame {
  const at = ([along, across]: OnSheet) =>
    pointAt(pointAt(origin, bearing, along), bearing + 90, across);
  const [east, north] = [Math.sin(radians(bearing)), Math.cos(radians(bearing))];
  return {
    at,
    locate(point) {
      const [x, y] = offsetM(origin, point);
      return [x * east + y * north, x * north - y * east];
    },
    rectangle([along, across], lengthM, widthM) {
      const [a, b] = [lengthM / 2, widthM / 2];
      return [
        at([along - a, across - b]),
        at([along + a, across - b]),
        at([along + a, across + b]),
        at([along - a, across + b]),
      ];
    },
  };
}

/** The line from one point to another is the first axis. */
export const frameAlong = (from: LonLat, to: LonLat): GroundFrame & { lengthM: number } => ({
  ...frameAt(from, bearingDeg(from, to)),
  lengthM: distanceM(from, to),
});

/** Numbers from one to the other, evenly, about a step apart, both ends among them. */
export function spread(from: number, to: number, step: number): number[] {
  const parts = Math.max(1, Math.round((to - from) / step));
  return Array.from({ length: parts + 1 }, (_, i) => from + ((to - from) * i) / parts);
}
