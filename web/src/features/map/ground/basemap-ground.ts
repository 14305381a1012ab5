import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { MapPalette } from '#features/map/paint/map-palette.ts';
import { byZoom, isOneOf, metresWide } from '#features/map/paint/style-expressions.ts';

/** Water, the shallows along the coast, land, and what was made of both: basins, filled ground, rivers. */
export function groundLayers(palette: MapPalette): LayerSpecification[] {
  const shallow = byZoom([7, 3], [12, 14]);
  const land = isOneOf('land');
  return [
    { id: 'water', type: 'background', paint: { 'background-color': palette.water } },
    {
      id: 'shallows',
      type: 'line',
      source: 'ground',
      filter: land,
      maxzoom: 13,
      layout: { 'line-join': 'round' },
      paint: { 'line-color': palette.shallow, 'line-width': shallow, 'line-blur': shallow },
    },
    {
      id: 'land',
      type: 'fill',
      source: 'ground',
      filter: land,
      paint: { 'fill-color': palette.land },
    },
    {
      id: 'coast',
      type: 'line',
      source: 'ground',
      filter: land,
      paint: { 'line-color': palette.coast, 'line-width': 0.8 },
    },
    ...madeGround(palette),
    {
      id: 'rivers',
      type: 'line',
      source: 'ground',
      filter: isOneOf('river'),
      minzoom: 8,
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': palette.river, 'line-width': metresWide(['get', 'width_m'], 0.6) },
    },
  ];
}

function madeGround(palette: MapPalette): LayerSpecification[] {
  const shapes = isOneOf('made-land', 'basin', 'lake', 'island-in-lake');
  const color: ExpressionSpecification = [
    'match',
    ['get', 'kind'],
    ['basin', 'lake'],
    palette.water,
    palette.land,
  ];
  return [
    {
      id: 'made-ground',
      type: 'fill',
      source: 'ground',
      filter: shapes,
      minzoom: 9,
      paint: { 'fill-color': color },
    },
    {
      id: 'lake-shore',
      type: 'line',
      source: 'ground',
      filter: isOneOf('lake', 'island-in-lake'),
      minzoom: 10,
      paint: { 'line-color': palette.coast, 'line-width': 0.8 },
    },
  ];
}
