import type { LayerSpecification, Map as MapLibreMap } from 'maplibre-gl';
import type { MapLook } from '#features/map/paint/map-look.ts';
import { addMapIcons } from '#features/map/things/map-icons.ts';
import type { StyleOf } from './map-style.ts';

type Paint = Parameters<MapLibreMap['setPaintProperty']>;
type Layout = Parameters<MapLibreMap['setLayoutProperty']>;
type Values = Readonly<Record<string, unknown>>;
const partOf = (layer: LayerSpecification, part: 'paint' | 'layout'): Values => layer[part] ?? {};
const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/**
 * Takes the drawn map from one look to another: only what differs is told to it, so that its data, the
 * vehicles between its layers, and what is switched off stay as they are.
 */
export function restyle(map: MapLibreMap, styleOf: StyleOf, before: MapLook, after: MapLook): void {
  const old = new Map(styleOf(before).layers.map((layer) => [layer.id, layer]));
  addMapIcons(map, after.palette, after.scale.mark);
  for (const layer of styleOf(after).layers) {
    const was = old.get(layer.id);
    if (!was || !map.getLayer(layer.id)) continue;
    for (const [name, value] of changed(partOf(was, 'paint'), partOf(layer, 'paint')))
      map.setPaintProperty(layer.id, name as Paint[1], value as Paint[2]);
    for (const [name, value] of changed(partOf(was, 'layout'), partOf(layer, 'layout')))
      map.setLayoutProperty(layer.id, name as Layout[1], value as Layout[2]);
  }
}

const changed = (was: Values, is: Values) =>
  Object.entries(is).filter(([name, value]) => !isSame(was[name], value));
