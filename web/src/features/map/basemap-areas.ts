import type { FilterSpecification, LayerSpecification } from 'maplibre-gl';
import type { MapPalette } from './map-palette.ts';

/** The four supervised areas: hatched ground and an outline. */
export function areaLayers(palette: MapPalette, mark: number): LayerSpecification[] {
  const only: FilterSpecification = ['==', ['get', 'kind'], 'area'];
  return [
    {
      id: 'areas',
      type: 'fill',
      source: 'geography',
      filter: only,
      paint: { 'fill-color': palette.area, 'fill-opacity': 0.24 },
    },
    {
      id: 'area-hatch',
      type: 'fill',
      source: 'geography',
      filter: only,
      paint: { 'fill-pattern': 'hatch', 'fill-opacity': 0.55 },
    },
    {
      id: 'area-outline',
      type: 'line',
      source: 'geography',
      filter: only,
      layout: { 'line-join': 'round' },
      paint: { 'line-color': palette.areaLine, 'line-width': 1.3 * mark },
    },
  ];
}
