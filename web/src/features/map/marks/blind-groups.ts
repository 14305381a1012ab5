import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Pixel } from '#features/map/paint/pixels.ts';
import type { BlindSpot } from './blind-spots.ts';

/** Blind spots so close to each other that they have one mark; the first of them stands for all. */
export type BlindGroup = {
  key: string;
  point: LonLat;
  spots: readonly BlindSpot[];
  /** Since when the longest of them is blind; null: one never gave any evidence. */
  sinceMs: number | null;
};

export function groupBlindSpots(
  spots: readonly BlindSpot[],
  project: (point: LonLat) => Pixel,
  apart: Pixel,
): BlindGroup[] {
  const groups: { at: Pixel; spots: BlindSpot[] }[] = [];
  for (const spot of spots) {
    const at = project(spot.point);
    const near = groups.find(
      (group) => Math.abs(group.at.x - at.x) < apart.x && Math.abs(group.at.y - at.y) < apart.y,
    );
    if (near) near.spots.push(spot);
    else groups.push({ at, spots: [spot] });
  }
  return groups.flatMap(({ spots: all }) => {
    const [first] = all;
    if (!first) return [];
    const times = all.map(({ sinceMs }) => sinceMs);
    const sinceMs = times.includes(null) ? null : Math.min(...times.map((time) => time ?? 0));
    const { kind, id } = first.thing;
    return [{ key: `${kind} ${id}`, point: first.point, spots: all, sinceMs }];
  });
}
