type Position = [number, number];

export type MapGeometry =
  | { type: 'Point'; coordinates: Position }
  | { type: 'LineString'; coordinates: Position[] }
  | { type: 'Polygon'; coordinates: Position[][] };

export type MapFeature = {
  type: 'Feature';
  geometry: MapGeometry;
  properties: Record<string, unknown>;
};

/** GeoJSON as the map draws it (RFC 7946). */
export type MapFeatures = { type: 'FeatureCollection'; features: MapFeature[] };

export const features = (list: MapFeature[]): MapFeatures => ({
  type: 'FeatureCollection',
  features: list,
});

export const feature = (
  geometry: MapGeometry,
  properties: Record<string, unknown> = {},
): MapFeature => ({ type: 'Feature', geometry, properties });
