import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { MapFeatures } from '#features/map/paint/map-features.ts';
import type { Box, Pixel } from '#features/map/paint/pixels.ts';

/** About how wide a name is drawn, in letters of its size: a Chinese one is square. */
function widthOf(name: string): number {
  return [...name].reduce((sum, sign) => sum + (sign.charCodeAt(0) > 0x2e80 ? 1 : 0.56), 0);
}

/** What the names of areas cover, which stand beside them: the map draws them itself, over everything. */
export function boxesOfAreaNames(
  names: MapFeatures,
  project: (point: LonLat) => Pixel,
  textPx: number,
): Box[] {
  return names.features.flatMap(({ geometry, properties: { kind, name, anchor } }) => {
    if (kind !== 'area' || geometry.type !== 'Point' || typeof name !== 'string') return [];
    const { x, y } = project(geometry.coordinates);
    const width = widthOf(name) * textPx * 1.06;
    const left = anchor === 'left' ? x + textPx / 2 : x - textPx / 2 - width;
    return [{ left, top: y - textPx * 0.7, right: left + width, bottom: y + textPx * 0.7 }];
  });
}
