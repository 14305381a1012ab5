import type { Camera, FenceSegment } from '@ftz/shared/contract/site.ts';
import { distanceM } from '@ftz/shared/geo/distance.ts';

/** The stretch of fence next to a camera that watches one; null for a camera that watches something else. */
export function watchedSegment(
  camera: Camera,
  fences: readonly FenceSegment[],
): FenceSegment | null {
  if (camera.sees !== 'fence') return null;
  let nearest: FenceSegment | null = null;
  let nearestM = Number.POSITIVE_INFINITY;
  for (const segment of fences) {
    if (segment.area !== camera.area) continue;
    const awayM = distanceM(camera.point, middleOf(segment));
    if (awayM < nearestM) [nearest, nearestM] = [segment, awayM];
  }
  return nearest;
}

function middleOf({ line: [a, b] }: FenceSegment): [number, number] {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}
