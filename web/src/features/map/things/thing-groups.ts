import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { MapFeature, MapFeatures } from '#features/map/paint/map-features.ts';
import type { Box, Pixel } from '#features/map/paint/pixels.ts';

/**
 * Icons that would lie over each other become one with their number: the first of them stands for all,
 * and what any of them is marked by, all are.
 */
export function groupThings(
  things: MapFeatures,
  project: (point: LonLat) => Pixel,
  apart: Pixel,
): MapFeatures {
  const groups: { at: Pixel; first: MapFeature; count: number; lit: boolean; allBlind: boolean }[] =
    [];
  for (const thing of things.features) {
    if (thing.geometry.type !== 'Point') continue;
    const at = project(thing.geometry.coordinates);
    const lit = thing.properties.lit === true;
    const isBlind = thing.properties.blind === true;
    // What is looked at stands by itself.
    const near = lit
      ? undefined
      : groups.find(
          (group) =>
            !group.lit &&
            Math.abs(group.at.x - at.x) < apart.x &&
            Math.abs(group.at.y - at.y) < apart.y,
        );
    if (near) {
      near.count += 1;
      near.allBlind &&= isBlind;
    } else groups.push({ at, first: thing, count: 1, lit, allBlind: isBlind });
  }
  return {
    type: 'FeatureCollection',
    features: groups.map(({ first, count, allBlind }) => ({
      ...first,
      properties: { ...first.properties, count, blind: allBlind },
    })),
  };
}

/** What icons with a count cover, `belowPx` from their place: labels keep off, since a count says more than one thing. */
export function boxesOfGroups(
  groups: MapFeatures,
  project: (point: LonLat) => Pixel,
  icon: { halfPx: number; textPx: number; belowPx: (group: MapFeature) => number },
): Box[] {
  return groups.features.flatMap((group) => {
    const { geometry, properties } = group;
    const count = typeof properties.count === 'number' ? properties.count : 1;
    if (geometry.type !== 'Point' || count < 2) return [];
    const { x, y } = project(geometry.coordinates);
    const middle = y + icon.belowPx(group);
    const beside = icon.textPx * (0.5 + 0.6 * String(count).length);
    return [
      {
        left: x - icon.halfPx,
        top: middle - icon.halfPx,
        right: x + icon.halfPx + beside,
        bottom: middle + icon.halfPx,
      },
    ];
  });
}
