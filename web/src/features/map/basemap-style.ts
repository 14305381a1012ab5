import type {
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
  StyleSpecification,
} from 'maplibre-gl';
import type { MapPalette } from './map-palette.ts';
import { fixedThingLayers, labelLayers, type MapScale } from './site-layers.ts';
import { vesselLayers } from './vessel-layer.ts';

const empty = { type: 'geojson', data: { type: 'FeatureCollection', features: [] } } as const;

/** The sources that the page fills; `land` is fetched from our own origin. */
export const dataSources = [
  'geography',
  'selection',
  'fences',
  'wedges',
  'cameras',
  'gates',
  'units',
  'names',
  'vessels',
] as const;
export type DataSource = (typeof dataSources)[number];

/** Layers behind everything that moves; vehicles are drawn before this one. */
export const vehiclesBeforeId = 'gates';

export function basemapStyle(palette: MapPalette, scale: MapScale): StyleSpecification {
  const sources = Object.fromEntries(dataSources.map((name) => [name, { ...empty }]));
  return {
    version: 8,
    sources: {
      land: {
        type: 'geojson',
        data: '/basemap/land.geojson',
        maxzoom: 8,
        tolerance: 0.2,
        attribution: '© OpenStreetMap contributors',
      },
      ...sources,
    },
    layers: [
      ...ground(palette),
      ...ways(palette, scale.mark),
      ...areas(palette, scale.mark),
      ...selectionLayers(palette, scale.mark),
      ...vesselLayers(scale.mark),
      ...fixedThingLayers(palette, scale.mark),
      ...labelLayers(palette, scale),
    ],
  };
}

function ground(palette: MapPalette): LayerSpecification[] {
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

function ways(palette: MapPalette, mark: number): LayerSpecification[] {
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

function areas(palette: MapPalette, mark: number): LayerSpecification[] {
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

/** Pixels per metre at zoom 0 and 31° north: a width in metres doubles in pixels with each zoom. */
const pxPerMetre = 1 / 67_093;

function selectionLayers(palette: MapPalette, mark: number): LayerSpecification[] {
  const part = (name: string): FilterSpecification => ['==', ['get', 'part'], name];
  const round = { 'line-cap': 'round', 'line-join': 'round' } as const;
  const widthPx = (zoom: number): ExpressionSpecification => [
    'max',
    5 * mark,
    ['*', ['get', 'widthM'], pxPerMetre * 2 ** zoom],
  ];
  return [
    {
      id: 'corridor',
      type: 'line',
      source: 'selection',
      filter: part('corridor'),
      layout: round,
      paint: {
        'line-color': '#7fb2d0',
        'line-opacity': 0.22,
        'line-width': ['interpolate', ['exponential', 2], ['zoom'], 8, widthPx(8), 16, widthPx(16)],
      },
    },
    {
      id: 'corridor-line',
      type: 'line',
      source: 'selection',
      filter: part('corridor'),
      layout: round,
      paint: {
        'line-color': '#8fb4cb',
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
        'circle-color': palette.water,
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
        'circle-color': palette.water,
        'circle-stroke-color': '#8fb4cb',
        'circle-stroke-width': 1.6 * mark,
      },
    },
  ];
}
