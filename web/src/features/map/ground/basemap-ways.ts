import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { MapPalette } from '#features/map/paint/map-palette.ts';
import { byZoom, fadeIn, isOneOf } from '#features/map/paint/style-expressions.ts';

const round = { 'line-cap': 'round', 'line-join': 'round' } as const;

/** Other people's roads, faint, then those that our vehicles drive, and the bridge. */
export function wayLayers(palette: MapPalette, mark: number): LayerSpecification[] {
  return [...otherWays(palette, mark), ...ourRoads(palette, mark)];
}

/** Wide ones from afar, small ones from near. */
function otherWays(palette: MapPalette, mark: number): LayerSpecification[] {
  const way = (name: string, zoom: number, [far, near]: readonly [number, number]) => {
    const layer: LayerSpecification = {
      id: `way-${name}`,
      type: 'line',
      source: 'ground',
      filter: ['all', isOneOf('way'), ['==', ['get', 'class'], name]],
      minzoom: zoom,
      layout: round,
      paint: {
        'line-color': palette.way,
        'line-width': grow(near * mark, far * mark),
        'line-opacity': fadeIn(zoom),
      },
    };
    return layer;
  };
  return [
    way('primary', 10.8, [0.5, 8]),
    way('trunk', 9.6, [0.8, 10]),
    way('motorway', 8, [1, 12]),
  ];
}

const grow = (near: number, far: number): ExpressionSpecification => [
  'interpolate',
  ['exponential', 1.5],
  ['zoom'],
  8,
  far,
  15,
  near,
];

function ourRoads(palette: MapPalette, mark: number): LayerSpecification[] {
  const roads = isOneOf('road', 'bridge');
  return [
    {
      id: 'road-casing',
      type: 'line',
      source: 'ground',
      filter: roads,
      layout: round,
      paint: { 'line-color': palette.roadCasing, 'line-width': grow(20 * mark, 4 * mark) },
    },
    {
      id: 'roads',
      type: 'line',
      source: 'ground',
      filter: roads,
      layout: round,
      paint: {
        'line-color': ['match', ['get', 'kind'], 'bridge', palette.bridge, palette.road],
        'line-width': grow(15 * mark, 2.2 * mark),
      },
    },
    {
      id: 'road-middle',
      type: 'line',
      source: 'ground',
      filter: roads,
      minzoom: 14,
      paint: {
        'line-color': palette.roadCasing,
        'line-width': byZoom([14, 0.8], [17, 1.6]),
        'line-opacity': fadeIn(14, 0.8),
      },
    },
  ];
}
