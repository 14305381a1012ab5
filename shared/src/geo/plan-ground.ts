import type { LonLat } from '#contract/position.ts';
import type { Site } from '#contract/site.ts';
import { freeGround, type Surveyed } from './free-ground.ts';
import { type GroundFeature, shapesOf } from './ground-feature.ts';
import { planRunway } from './plan-airfield.ts';
import { planArea } from './plan-area.ts';
import { planGate } from './plan-gate.ts';
import { planQuay } from './plan-quay.ts';
import { pointInRing } from './point-in-polygon.ts';

/** GeoJSON as a site's file holds it. */
export type Geography = {
  features: readonly {
    properties: Readonly<Record<string, unknown>>;
    geometry: { type: string; coordinates: unknown };
  }[];
};

export type Ground = { type: 'FeatureCollection'; features: GroundFeature[] };

/**
 * All that the map draws under the things of a site: what its files name, and what is planned from
 * them, with every surveyed obstacle as the building that it is. Nothing else that stands is drawn
 * where a camera looks.
 */
export function planGround(geography: Geography, surroundings: Geography, site: Site): Ground {
  const linesNamed = (kind: string) =>
    geography.features.filter(
      ({ properties, geometry }) => properties.kind === kind && geometry.type === 'LineString',
    );
  const lineOf = ({ geometry }: Geography['features'][number]) => geometry.coordinates as LonLat[];
  const roads = [...linesNamed('road'), ...linesNamed('bridge')].map(lineOf);
  const berths = linesNamed('berths').map(lineOf);
  const points = (things: readonly { point: readonly number[] }[]) =>
    things.map(({ point }) => point as LonLat);
  const surveyed: Surveyed = {
    roads,
    obstacles: site.obstacles ?? [],
    cameras: site.cameras,
    posts: [...points(site.gates), ...points(site.units)],
  };
  const ground = freeGround(surveyed);
  const areas = geography.features.flatMap(({ properties, geometry }) => {
    if (properties.kind !== 'area' || geometry.type !== 'Polygon') return [];
    const ring = ((geometry.coordinates as LonLat[][])[0] ?? []).slice(0, -1);
    const id = `${properties.id}/${properties.part ?? ''}`;
    const isPort = berths.some((line) => line.some((point) => pointInRing(point, ring)));
    return planArea({ id, ring, isPort }, ground);
  });
  return {
    type: 'FeatureCollection',
    features: [
      ...(surroundings.features as GroundFeature[]),
      ...(geography.features.filter(
        ({ geometry }) => geometry.type !== 'Point',
      ) as GroundFeature[]),
      ...areas,
      ...berths.flatMap(planQuay),
      ...linesNamed('runway').flatMap((runway) => {
        const [from, to] = lineOf(runway);
        return from && to ? planRunway(from, to, String(runway.properties.name_en ?? '')) : [];
      }),
      ...points(site.gates).flatMap((gate) => planGate(gate, roads)),
      ...(site.obstacles ?? []).map((obstacle) =>
        shapesOf('obstacle', [obstacle.ring], {
          id: obstacle.id,
          name_zh: obstacle.nameZh,
          name_en: obstacle.nameEn,
        }),
      ),
    ],
  };
}
