import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import { geography } from '@ftz/shared/site/site.ts';
import type { AreaOutline } from '#domain/registry.ts';

/** The outer rings of the four areas, from the zone's geography. */
export function areaOutlines(): AreaOutline[] {
  return geography.features
    .filter((feature) => feature.properties.kind === 'area')
    .map((feature) => ({
      area: feature.properties.id as AreaId,
      ring: (feature.geometry.coordinates as unknown as LonLat[][])[0] ?? [],
    }));
}
