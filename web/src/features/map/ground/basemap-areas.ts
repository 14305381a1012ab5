import type { LayerSpecification } from 'maplibre-gl';
import type { MapPalette } from '#features/map/paint/map-palette.ts';
import { byZoom, isOneOf } from '#features/map/paint/style-expressions.ts';

/** The four supervised areas: hatched ground from afar, which gives way to what lies in them. */
export function areaLayers(palette: MapPalette): LayerSpecification[] {
  const only = isOneOf('area');
  return [
    {
      id: 'areas',
      type: 'fill',
      source: 'ground',
      filter: only,
      paint: { 'fill-color': palette.area, 'fill-opacity': byZoom([12, 0.24], [14, 0.14]) },
    },
    {
      id: 'area-hatch',
      type: 'fill',
      source: 'ground',
      filter: only,
      maxzoom: 13.6,
      paint: { 'fill-pattern': 'hatch', 'fill-opacity': byZoom([12.2, 0.55], [13.4, 0]) },
    },
  ];
}

/** Over all that lies in an area. */
export function areaOutlineLayers(palette: MapPalette, mark: number): LayerSpecification[] {
  return [
    {
      id: 'area-outline',
      type: 'line',
      source: 'ground',
      filter: isOneOf('area'),
      layout: { 'line-join': 'round' },
      paint: { 'line-color': palette.areaLine, 'line-width': 1.3 * mark },
    },
  ];
}
