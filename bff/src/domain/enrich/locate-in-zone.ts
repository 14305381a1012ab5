import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import { distanceM } from '@ftz/shared/geo/distance.ts';
import { pointInRing } from '@ftz/shared/geo/point-in-polygon.ts';
import type { Registry } from '#domain/registry.ts';

const gateRadiusM = 150;

/** The area that a place lies in; null between the areas. */
export function areaAt(registry: Registry, point: LonLat): AreaId | null {
  return registry.outlines.find(({ ring }) => pointInRing(point, ring))?.area ?? null;
}

/** Inside an area or at one of its gates: where a truck may stand. */
export function isApprovedPlace(registry: Registry, point: LonLat): boolean {
  if (areaAt(registry, point) !== null) return true;
  return registry.site.gates.some((gate) => distanceM(gate.point, point) < gateRadiusM);
}
