import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { MapPalette } from '#features/map/paint/map-palette.ts';
import { byZoom, fadeIn, isOneOf, metresWide } from '#features/map/paint/style-expressions.ts';

/** What lies inside the areas and along the quays, from 12 on, more of it with every zoom. */
export function blockLayers(palette: MapPalette): LayerSpecification[] {
  return [...surfaces(palette), ...streets(palette), ...buildings(palette), ...marks(palette)];
}

const kind: ExpressionSpecification = ['get', 'kind'];

function surfaces(palette: MapPalette): LayerSpecification[] {
  return [
    {
      id: 'surfaces',
      type: 'fill',
      source: 'ground',
      filter: isOneOf('yard', 'plot', 'green'),
      minzoom: 12,
      paint: {
        'fill-color': ['match', kind, 'green', palette.green, palette.yard],
        'fill-opacity': [
          'interpolate',
          ['linear'],
          ['zoom'],
          12,
          0,
          13,
          ['match', kind, 'plot', 0.55, 1],
        ],
      },
    },
    {
      id: 'quays',
      type: 'fill',
      source: 'ground',
      filter: isOneOf('quay'),
      minzoom: 11.4,
      paint: { 'fill-color': palette.quay, 'fill-opacity': fadeIn(11.4) },
    },
    {
      id: 'slots',
      type: 'fill',
      source: 'ground',
      filter: isOneOf('slot', 'lot'),
      minzoom: 12.8,
      paint: {
        'fill-color': palette.slot,
        'fill-opacity': [
          'interpolate',
          ['linear'],
          ['zoom'],
          12.8,
          0,
          13.8,
          ['match', kind, 'lot', 0.5, 0.85],
        ],
      },
    },
  ];
}

function streets(palette: MapPalette): LayerSpecification[] {
  return [
    {
      id: 'streets',
      type: 'line',
      source: 'ground',
      filter: isOneOf('street', 'patrol'),
      minzoom: 12,
      paint: {
        'line-color': palette.street,
        'line-width': metresWide(['match', kind, 'patrol', 7, 15], 0.7),
        'line-opacity': fadeIn(12),
      },
    },
    {
      id: 'plazas',
      type: 'fill',
      source: 'ground',
      filter: isOneOf('plaza'),
      minzoom: 13,
      paint: { 'fill-color': palette.street, 'fill-opacity': fadeIn(13) },
    },
  ];
}

function buildings(palette: MapPalette): LayerSpecification[] {
  return [
    {
      id: 'buildings',
      type: 'fill',
      source: 'ground',
      filter: isOneOf('building', 'hall', 'obstacle'),
      minzoom: 12.4,
      paint: {
        'fill-color': palette.building,
        'fill-outline-color': palette.buildingLine,
        'fill-opacity': fadeIn(12.4),
      },
    },
  ];
}

/** What is painted on the ground. */
function marks(palette: MapPalette): LayerSpecification[] {
  return [
    {
      id: 'berths',
      type: 'line',
      source: 'ground',
      filter: isOneOf('berths'),
      maxzoom: 12.4,
      paint: { 'line-color': palette.quayMark, 'line-width': byZoom([8, 1.4], [12, 3]) },
    },
    {
      id: 'ground-marks',
      type: 'line',
      source: 'ground',
      filter: isOneOf('rail', 'berth-mark', 'lane'),
      minzoom: 13,
      paint: {
        'line-color': palette.quayMark,
        'line-width': byZoom([13, 0.7], [17, 2]),
        'line-opacity': fadeIn(13, 0.7),
      },
    },
    {
      id: 'islands',
      type: 'fill',
      source: 'ground',
      filter: isOneOf('lane-island'),
      minzoom: 14.5,
      paint: { 'fill-color': palette.runwayMark, 'fill-opacity': fadeIn(14.5) },
    },
  ];
}
