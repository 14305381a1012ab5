import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Geography } from '#api/site.ts';
import { boundsOf } from '#features/map/paint/map-geometry.ts';

type Raw = Geography['features'][number];
type Bounds = readonly [west: number, south: number, east: number, north: number];

/** What this screen calls an area, or a part of one that lies by itself. */
export type AreaName = {
  key: string;
  name: string;
  bounds: Bounds;
  /** On which side of it there is more often room: inside, vehicles gather. */
  usual: 'left' | 'right';
};

/** What the screen calls an area in its language; null lets the site's own name stand. */
export type NameOfArea = (areaId: string, part: string | null) => string | null;

/** A name stands to the east of its area, unless another area lies there. */
export function areaNames(
  geography: Geography,
  language: 'zh' | 'en',
  nameOf: NameOfArea,
): AreaName[] {
  const areas = geography.features.flatMap((raw) => {
    const bounds = boundsOf(cornersOf(raw));
    return bounds ? [{ raw, bounds }] : [];
  });
  const all = areas.map(({ bounds }) => bounds);
  return areas.map(({ raw, bounds }) => {
    const id = textOf(raw, 'id') ?? '';
    const part = textOf(raw, 'part');
    const own = textOf(raw, `name_${language}`) ?? textOf(raw, 'name_zh') ?? '';
    return {
      key: `${id} ${part ?? ''}`,
      name: nameOf(id, part) ?? own,
      bounds,
      usual: hasNeighbourInEast(bounds, all) ? 'left' : 'right',
    };
  });
}

/** All corners of an area, or of all of them: what an overview must show. */
export const areaCorners = ({ features }: Geography, area: AreaId | null = null): LonLat[] =>
  features.filter((raw) => area === null || textOf(raw, 'id') === area).flatMap(cornersOf);

function cornersOf(raw: Raw): LonLat[] {
  const isArea = textOf(raw, 'kind') === 'area' && raw.geometry.type === 'Polygon';
  return isArea ? ((raw.geometry.coordinates as LonLat[][])[0] ?? []) : [];
}

const middleOf = ([, south, , north]: Bounds): number => (south + north) / 2;

const hasNeighbourInEast = (of: Bounds, all: readonly Bounds[]): boolean =>
  all.some(
    (other) =>
      other[2] > of[2] &&
      other[0] < of[2] + 0.12 &&
      Math.abs(middleOf(other) - middleOf(of)) < 0.04,
  );

export function textOf(raw: Raw, key: string): string | null {
  const value = raw.properties[key];
  return typeof value === 'string' ? value : null;
}
