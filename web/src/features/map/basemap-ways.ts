import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import type { MapPalette } from './map-palette.ts';

/** Roads, the bridge, runways and berths. */
export function wayLayers(palette: MapPalette, mark: number): LayerSpecification[] {
  const grow = (near: number, far: number): ExpressionSpecification => [
    'interpolate',
    ['exponential', 1.5],
    ['zoom'],
    8,
    far * mark,
    15,
    near * mark,
  ];
  const round = { 'line-cap': 'round', 'line-join': 'round' } as const;
  const roads: FilterSpecification = ['match', ['get', 'kind'], ['road', 'bridge'], true, false];
  return [
    {
      id: 'road-casing',
      type: 'line',
      source: 'geography',
      filter: roads,
      layout: round,
      paint: { 'line-color': palette.roadCasing, 'line-width': grow(17, 4) },
    },
    {
      id: 'roads',
      type: 'line',
      source: 'geography',
      filter: roads,
      layout: round,
      paint: {
        'line-color': ['match', ['get', 'kind'], 'bridge', '#34495a', palette.road],
        'line-width': grow(12, 2.2),
      },
    },
    {
      id: 'runways',
      type: 'line',
      source: 'geography',
      filter: ['==', ['get', 'kind'], 'runway'],
      paint: { 'line-color': '#33485a', 'line-width': grow(26, 3), 'line-opacity': 0.8 },
    },
    {
      id: 'berths',
      type: 'line',
      source: 'geography',
      filter: ['==', ['get', 'kind'], 'berths'],
      paint: { 'line-color': '#4a6478', 'line-width': grow(6, 1.4) },
    },
  ];
}
