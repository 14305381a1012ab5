import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Geography } from '#api/site.ts';
import {
  feature,
  features,
  type MapFeature,
  type MapFeatures,
} from '#features/map/paint/map-features.ts';
import { boundsOf } from '#features/map/paint/map-geometry.ts';

/** What the screen calls an area in its language; null lets the site's own name stand. */
export type AreaNames = (areaId: string, part: string | null) => string | null;

type Raw = Geography['features'][number];

const text = (raw: Raw, key: string) => {
  const value = raw.properties[key];
  return typeof value === 'string' ? value : null;
};

/**
 * Names as points and lines of their own, so that language and place of a name change without
 * touching the ground under it.
 */
export function nameFeatures(
  geography: Geography,
  language: 'zh' | 'en',
  areaName: AreaNames,
): MapFeatures {
  const own = (raw: Raw) => text(raw, `name_${language}`) ?? text(raw, 'name_zh') ?? '';
  const shapes = geography.features.flatMap((raw) => areaBounds(raw) ?? []);
  return features(
    geography.features.flatMap((raw): MapFeature[] => {
      const kind = text(raw, 'kind');
      if (kind === 'area') {
        const name = areaName(text(raw, 'id') ?? '', text(raw, 'part')) ?? own(raw);
        return areaNameFeature(raw, name, shapes);
      }
      if (kind === 'gate' && raw.geometry.type === 'Point') {
        const coordinates = raw.geometry.coordinates as LonLat;
        return [feature({ type: 'Point', coordinates }, { kind, name: own(raw) })];
      }
      if ((kind === 'road' || kind === 'bridge') && raw.geometry.type === 'LineString') {
        const coordinates = raw.geometry.coordinates as LonLat[];
        return [feature({ type: 'LineString', coordinates }, { kind: 'road', name: own(raw) })];
      }
      return [];
    }),
  );
}

/** All corners of the areas: what an overview must show. */
export function areaCorners(geography: Geography): LonLat[] {
  return geography.features.flatMap((raw) =>
    text(raw, 'kind') === 'area' && raw.geometry.type === 'Polygon'
      ? ((raw.geometry.coordinates as LonLat[][])[0] ?? [])
      : [],
  );
}

type Bounds = { west: number; south: number; east: number; north: number };

function areaBounds(raw: Raw): Bounds | null {
  if (text(raw, 'kind') !== 'area' || raw.geometry.type !== 'Polygon') return null;
  const bounds = boundsOf((raw.geometry.coordinates as LonLat[][])[0] ?? []);
  return bounds && { west: bounds[0], south: bounds[1], east: bounds[2], north: bounds[3] };
}

/** A name stands outside its area, to the east, unless another area lies there: inside, vehicles gather. */
function areaNameFeature(raw: Raw, name: string, all: readonly Bounds[]): MapFeature[] {
  const bounds = areaBounds(raw);
  if (!bounds) return [];
  const middle = (bounds.south + bounds.north) / 2;
  const hasNeighbour = all.some(
    (other) =>
      other.east > bounds.east &&
      other.west < bounds.east + 0.12 &&
      Math.abs((other.south + other.north) / 2 - middle) < 0.04,
  );
  const lon = hasNeighbour ? bounds.west : bounds.east;
  return [
    feature(
      { type: 'Point', coordinates: [lon, middle] },
      { kind: 'area', name, anchor: hasNeighbour ? 'right' : 'left' },
    ),
  ];
}
