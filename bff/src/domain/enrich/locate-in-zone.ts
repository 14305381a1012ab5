import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import { distanceM } from '@ftz/shared/geo/distance.ts';
import { pointInRing } from '@ftz/shared/geo/point-in-polygon.ts';
import type { Registry } from '#domain/registry.ts';

const gateRadiusM = 150;
/** No degree of latitude is shorter: further north or south than this is out of a gate's reach. */
const gateReachDeg = gateRadiusM / 110_500;

type Box = { west: number; south: number; east: number; north: number };
const boxes = new WeakMap<readonly LonLat[], Box>();

/** Most points are far from most areas, and a box says so at once. */
function boxOf(ring: readonly LonLat[]): Box {
  const known = boxes.get(ring);
  if (known) return known;
  const lon = ring.map(([east]) => east);
  const lat = ring.map(([, north]) => north);
  const box = {
    west: Math.min(...lon),
    south: Math.min(...lat),
    east: Math.max(...lon),
    north: Math.max(...lat),
  };
  boxes.set(ring, box);
  return box;
}

/** The area that a place lies in; null between the areas. */
export function areaAt({ outlines }: Registry, point: LonLat): AreaId | null {
  const [lon, lat] = point;
  for (const { area, ring } of outlines) {
    const { west, south, east, north } = boxOf(ring);
    if (lon < west || lon > east || lat < south || lat > north) continue;
    if (pointInRing(point, ring)) return area;
  }
  return null;
}

/** At one of the gates: where a truck may stand outside of the areas, too. */
export function isAtGate({ site }: Registry, point: LonLat): boolean {
  return site.gates.some(
    (gate) =>
      Math.abs(gate.point[1] - point[1]) < gateReachDeg &&
      distanceM(gate.point, point) < gateRadiusM,
  );
}
