import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Gate } from '@ftz/shared/contract/site.ts';
import { geography, site } from '@ftz/shared/site/site.ts';
import type { Grounds, Yard } from '#sim/grounds.ts';
import { awayFromLineM, between, nearestOnSegment } from '#sim/plane.ts';
import { buildRoadNetwork } from '#sim/road-network.ts';
import drawn from './drawn-roads.json' with { type: 'json' };

type AreaShape = { area: AreaId; part: string | null; ring: LonLat[] };
type Feature = {
  properties: Record<string, unknown>;
  geometry: { type: string; coordinates: unknown };
};

function featuresOf(kinds: readonly string[]): Feature[] {
  const all = [...geography.features, ...drawn.features] as Feature[];
  return all.filter((feature) => kinds.includes(String(feature.properties.kind)));
}

function areaShapes(): AreaShape[] {
  return featuresOf(['area']).map(({ properties, geometry }) => ({
    area: properties.id as AreaId,
    part: typeof properties.part === 'string' ? properties.part : null,
    ring: (geometry.coordinates as LonLat[][])[0] ?? [],
  }));
}

function publicRoads(): LonLat[][] {
  return featuresOf(['road', 'bridge']).map((feature) => feature.geometry.coordinates as LonLat[]);
}

function middleOf(ring: readonly LonLat[]): LonLat {
  const corners = ring.slice(1);
  const sum = corners.reduce<LonLat>((a, b) => [a[0] + b[0], a[1] + b[1]], [0, 0]);
  return [sum[0] / corners.length, sum[1] / corners.length];
}

/** A ring road well inside the fence, with a bend and a straight's middle as places to stop. */
function ringRoad(ring: readonly LonLat[]): LonLat[] {
  const middle = middleOf(ring);
  const corners = ring.map((corner) => between(middle, corner, 0.6));
  return corners.flatMap((corner, i) => {
    const next = corners[i + 1];
    return next === undefined ? [corner] : [corner, between(corner, next, 0.5)];
  });
}

/** The straight inner road from a gate to the ring road. */
function connector(gate: LonLat, ring: readonly LonLat[]): LonLat[] {
  let best: { point: LonLat; awayM: number } | null = null;
  ring.forEach((b, i) => {
    const a = ring[i - 1];
    if (a === undefined) return;
    const near = nearestOnSegment(gate, a, b);
    if (best === null || near.awayM < best.awayM) {
      best = { point: between(a, b, near.share), awayM: near.awayM };
    }
  });
  const end = best as { point: LonLat } | null;
  return end === null ? [gate] : [gate, end.point];
}

function gatesOf(shape: AreaShape, shapes: readonly AreaShape[]): Gate[] {
  return site.gates.filter((gate) => {
    const point = gate.point as LonLat;
    const awayM = awayFromLineM(point, shape.ring);
    const siblings = shapes.filter((other) => other.area === shape.area);
    return (
      gate.area === shape.area &&
      siblings.every((other) => awayFromLineM(point, other.ring) >= awayM)
    );
  });
}

function yardOfShape(shape: AreaShape, shapes: readonly AreaShape[]): Yard {
  const gates = gatesOf(shape, shapes);
  const ring = ringRoad(shape.ring);
  const points = gates.map((gate) => gate.point as LonLat);
  return {
    id: shape.part === null ? shape.area : `${shape.area}-${shape.part}`,
    area: shape.area,
    gates,
    spots: ring.slice(1),
    roads: buildRoadNetwork([ring, ...points.map((point) => connector(point, ring))], points),
  };
}

/** The roads, bridge, gates and yards of this zone, from the site's geography and our own drawings. */
export function createZoneGrounds(): Grounds {
  const shapes = areaShapes();
  return {
    roads: buildRoadNetwork(
      publicRoads(),
      site.gates.map((gate) => gate.point as LonLat),
    ),
    yards: shapes.map((shape) => yardOfShape(shape, shapes)),
    lanes: site.lanes,
    ways: new Map(),
  };
}
