/** What of the map can be switched, in the order of its chips. Alarms cannot: nobody may hide them. */
export const mapLayerNames = [
  'vehicles',
  'seals',
  'vessels',
  'gates',
  'fences',
  'cameras',
  'units',
  'blind',
  'heat',
  'labels',
] as const;
export type MapLayerName = (typeof mapLayerNames)[number];

/** What a map shows of which nobody has said anything: all but what lies over the rest. */
export const usualLayers: readonly MapLayerName[] = mapLayerNames.filter((name) => name !== 'heat');

/** A wall never hides where it is blind. */
export const layersOfWall = (asked: readonly MapLayerName[]): readonly MapLayerName[] =>
  mapLayerNames.filter((name) => name === 'blind' || asked.includes(name));
