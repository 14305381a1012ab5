import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Geography } from '#api/site.ts';
import {
  feature,
  features,
  type MapFeature,
  type MapFeatures,
} from '#features/map/paint/map-features.ts';
import { textOf } from './area-names.ts';

/**
 * Names of gates and roads as points and lines of their own, so that language and place of a name
 * change without touching the ground under it.
 */
export function nameFeatures(geography: Geography, language: 'zh' | 'en'): MapFeatures {
  const names = geography.features.flatMap((raw): MapFeature[] => {
    const { type, coordinates } = raw.geometry;
    const kind = textOf(raw, 'kind');
    const name = textOf(raw, `name_${language}`) ?? textOf(raw, 'name_zh') ?? '';
    if (kind === 'gate' && type === 'Point')
      return [feature({ type, coordinates: coordinates as LonLat }, { kind, name })];
    if ((kind === 'road' || kind === 'bridge') && type === 'LineString')
      return [feature({ type, coordinates: coordinates as LonLat[] }, { kind: 'road', name })];
    return [];
  });
  return features(names);
}
