import { Type } from 'typebox';

/** What of a map can be switched, in the order of its chips. Alarms cannot: nobody may hide them. */
export const mapLayers = [
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
export type MapLayer = (typeof mapLayers)[number];

/** What a map shows of which nobody has said anything: all but what lies over the rest. */
export const usualLayers: readonly MapLayer[] = mapLayers.filter((layer) => layer !== 'heat');

/** What can be switched on a wall, which never hides where it is blind. */
export type WallLayer = Exclude<MapLayer, 'blind'>;
export const wallLayers: readonly WallLayer[] = mapLayers.filter((layer) => layer !== 'blind');
export const usualWallLayers = wallLayers.filter((layer) => usualLayers.includes(layer));

export const WallLayers = Type.Array(Type.Enum([...wallLayers]), { uniqueItems: true });
