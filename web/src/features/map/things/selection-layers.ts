import type { FilterSpecification, LayerSpecification } from 'maplibre-gl';
import type { MapPalette } from '#features/map/paint/map-palette.ts';
import { metresWide } from '#features/map/paint/style-expressions.ts';

/** Where what is selected has been, may be, and will be. */
export function selectionLayers(palette: MapPalette, mark: number): LayerSpecification[] {
  const part = (name: string): FilterSpecification => ['==', ['get', 'part'], name];
  const round = { 'line-cap': 'round', 'line-join': 'round' } as const;
  return [
    {
      id: 'corridor',
      type: 'line',
      source: 'selection',
      filter: part('corridor'),
      layout: round,
      paint: {
        'line-color': palette.corridor,
        'line-opacity': 0.22,
        'line-width': metresWide(['get', 'widthM'], 5 * mark),
      },
    },
    {
      id: 'corridor-line',
      type: 'line',
      source: 'selection',
      filter: part('corridor'),
      layout: round,
      paint: {
        'line-color': palette.corridor,
        'line-opacity': 0.7,
        'line-width': 1.2 * mark,
        'line-dasharray': [3, 3],
      },
    },
    {
      id: 'trail',
      type: 'line',
      source: 'selection',
      filter: part('trail'),
      layout: round,
      paint: { 'line-color': palette.text, 'line-width': 2.2 * mark, 'line-opacity': 0.9 },
    },
    {
      id: 'ahead-line',
      type: 'line',
      source: 'selection',
      filter: part('ahead-line'),
      layout: round,
      paint: { 'line-color': palette.focus, 'line-width': 2 * mark, 'line-dasharray': [1, 2] },
    },
    {
      id: 'ahead',
      type: 'circle',
      source: 'selection',
      filter: part('ahead'),
      paint: {
        'circle-radius': 5 * mark,
        'circle-color': palette.plate,
        'circle-stroke-color': palette.focus,
        'circle-stroke-width': 2 * mark,
      },
    },
    {
      id: 'corridor-ends',
      type: 'circle',
      source: 'selection',
      filter: part('end'),
      paint: {
        'circle-radius': 4 * mark,
        'circle-color': palette.plate,
        'circle-stroke-color': palette.corridor,
        'circle-stroke-width': 1.6 * mark,
      },
    },
  ];
}
