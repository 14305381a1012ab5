import type { LayerSpecification } from 'maplibre-gl';
import type { MapPalette } from '#features/map/paint/map-palette.ts';
import { isPart, metresWide } from '#features/map/paint/style-expressions.ts';

/** Where what is selected has been, may be, and will be. */
export function selectionLayers(palette: MapPalette, mark: number): LayerSpecification[] {
  const round = { 'line-cap': 'round', 'line-join': 'round' } as const;
  return [
    {
      id: 'corridor',
      type: 'line',
      source: 'shapes',
      filter: isPart('corridor'),
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
      source: 'shapes',
      filter: isPart('corridor'),
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
      source: 'shapes',
      filter: isPart('trail'),
      layout: round,
      paint: { 'line-color': palette.text, 'line-width': 2.2 * mark, 'line-opacity': 0.9 },
    },
    {
      id: 'ahead-line',
      type: 'line',
      source: 'shapes',
      filter: isPart('ahead-line'),
      layout: round,
      paint: { 'line-color': palette.focus, 'line-width': 2 * mark, 'line-dasharray': [1, 2] },
    },
    {
      id: 'ahead',
      type: 'circle',
      source: 'shapes',
      filter: isPart('ahead'),
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
      source: 'shapes',
      filter: isPart('end'),
      paint: {
        'circle-radius': 4 * mark,
        'circle-color': palette.plate,
        'circle-stroke-color': palette.corridor,
        'circle-stroke-width': 1.6 * mark,
      },
    },
  ];
}
