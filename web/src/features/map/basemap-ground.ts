import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { MapPalette } from './map-palette.ts';

/** Water, the shallows along the coast, and land. */
export function groundLayers(palette: MapPalette): LayerSpecification[] {
  const shallow: ExpressionSpecification = ['interpolate', ['linear'], ['zoom'], 7, 3, 12, 14];
  return [
    { id: 'water', type: 'background', paint: { 'background-color': palette.water } },
    {
      id: 'shallows',
      type: 'line',
      source: 'land',
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': palette.shallow,
        'line-width': shallow,
        'line-blur': shallow,
      },
    },
    { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': palette.land } },
    {
      id: 'coast',
      type: 'line',
      source: 'land',
      paint: { 'line-color': palette.coast, 'line-width': 0.8 },
    },
  ];
}
