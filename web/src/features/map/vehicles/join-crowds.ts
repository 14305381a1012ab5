import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Pixel } from '#features/map/paint/pixels.ts';
import type { Crowd } from './crowd-squares.ts';

/** Crowds whose counts would lie over each other become one, in the midst of both. */
export function joinCrowds(
  crowds: readonly Crowd[],
  project: (point: LonLat) => Pixel,
  apart: Pixel,
): Crowd[] {
  const joined: { crowd: Crowd; at: Pixel }[] = [];
  const byCount = [...crowds].sort((a, b) => b.count - a.count);
  for (const crowd of byCount) {
    const at = project(crowd.point);
    const near = joined.find(
      (other) => Math.abs(other.at.x - at.x) < apart.x && Math.abs(other.at.y - at.y) < apart.y,
    );
    if (!near) joined.push({ crowd, at });
    // It stays where the largest is: a midst that moved might reach the next.
    else
      near.crowd = {
        ...near.crowd,
        count: near.crowd.count + crowd.count,
        stale: near.crowd.stale + crowd.stale,
      };
  }
  return joined.map(({ crowd }) => crowd);
}
