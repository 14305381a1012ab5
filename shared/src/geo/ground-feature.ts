import type { LonLat } from '#contract/position.ts';

/** What the ground is drawn of, told apart by `properties.kind` (RFC 7946). */
export type GroundFeature = {
  type: 'Feature';
  properties: Readonly<Record<string, unknown>> & { kind: string };
  geometry:
    | { type: 'Point'; coordinates: LonLat }
    | { type: 'LineString'; coordinates: LonLat[] }
    | { type: 'MultiLineString'; coordinates: LonLat[][] }
    | { type: 'Polygon'; coordinates: LonLat[][] }
    | { type: 'MultiPolygon'; coordinates: LonLat[][][] };
};

/** A metre is the fifth digit of a degree; a sixth says where a line is drawn. */
const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
const tidy = ([lon, lat]: LonLat): LonLat => [round(lon), round(lat)];
const closed = (ring: readonly LonLat[]): LonLat[] => [...ring, ...ring.slice(0, 1)].map(tidy);

type More = Record<string, unknown>;

export const placeOf = (kind: string, point: LonLat, more: More = {}): GroundFeature => ({
  type: 'Feature',
  properties: { ...more, kind },
  geometry: { type: 'Point', coordinates: tidy(point) },
});

/** Many lines of one kind as one feature: there are hundreds, and each would carry its own words. */
export const linesOf = (
  kind: string,
  lines: readonly (readonly LonLat[])[],
  more: More = {},
): GroundFeature => ({
  type: 'Feature',
  properties: { ...more, kind },
  geometry: { type: 'MultiLineString', coordinates: lines.map((line) => line.map(tidy)) },
});

/** Rings without their repeated corner. */
export const shapesOf = (
  kind: string,
  rings: readonly (readonly LonLat[])[],
  more: More = {},
): GroundFeature => ({
  type: 'Feature',
  properties: { ...more, kind },
  geometry: { type: 'MultiPolygon', coordinates: rings.map((ring) => [closed(ring)]) },
});
