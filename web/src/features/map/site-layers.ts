import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import { besidePx, closeZoom, fullZoom, iconSizeAt } from './icon-offset.ts';
import type { MapPalette } from './map-palette.ts';

export type MapScale = {
  /** Enlarges symbols and lines on a far wall; 1 at a desk. */
  mark: number;
  /** Pixels of a place's name. */
  textPx: number;
};

/** Fences, cameras with their field of view, gates and teams. */
export function fixedThingLayers(palette: MapPalette, mark: number): LayerSpecification[] {
  return [...fenceLayers(palette, mark), ...wedgeLayers(palette), ...iconLayers(mark)];
}

const is = (condition: string): FilterSpecification => ['==', ['get', 'condition'], condition];

function fenceLayers(palette: MapPalette, mark: number): LayerSpecification[] {
  const color: ExpressionSpecification = [
    'case',
    ['==', ['get', 'grave'], true],
    palette.severity[0],
    palette.severity[1],
  ];
  return [
    {
      id: 'fences',
      type: 'line',
      source: 'fences',
      minzoom: 10.4,
      layout: { 'line-cap': 'round' },
      paint: { 'line-color': palette.fence, 'line-width': 1.5 * mark },
    },
    {
      id: 'fence-trouble',
      type: 'line',
      source: 'fences',
      filter: is('trouble'),
      paint: {
        'line-color': palette.unknown,
        'line-width': 2.5 * mark,
        'line-dasharray': [1.5, 1.5],
      },
    },
    {
      id: 'fence-glow',
      type: 'line',
      source: 'fences',
      filter: is('alarm'),
      layout: { 'line-cap': 'round' },
      paint: {
        'line-color': color,
        'line-width': 12 * mark,
        'line-blur': 10 * mark,
        'line-opacity': 0.55,
      },
    },
    {
      id: 'fence-alarm',
      type: 'line',
      source: 'fences',
      filter: is('alarm'),
      layout: { 'line-cap': 'round' },
      paint: { 'line-color': color, 'line-width': 3.2 * mark },
    },
  ];
}

function wedgeLayers(palette: MapPalette): LayerSpecification[] {
  const lit: FilterSpecification = ['==', ['get', 'lit'], true];
  return [
    {
      id: 'wedges',
      type: 'fill',
      source: 'wedges',
      minzoom: 12.6,
      paint: {
        'fill-color': palette.text2,
        'fill-opacity': 0.09,
        'fill-outline-color': palette.text3,
      },
    },
    {
      id: 'wedges-lit',
      type: 'fill',
      source: 'wedges',
      filter: lit,
      paint: {
        'fill-color': palette.focus,
        'fill-opacity': 0.24,
        'fill-outline-color': palette.focus,
      },
    },
  ];
}

function iconLayers(mark: number): LayerSpecification[] {
  const growing = (near: number): ExpressionSpecification => [
    'interpolate',
    ['linear'],
    ['zoom'],
    closeZoom,
    iconSizeAt(closeZoom) * near,
    fullZoom,
    near,
  ];
  const icon = (name: string | ExpressionSpecification, near = 1) => ({
    'icon-image': name,
    'icon-size': growing(near),
    'icon-allow-overlap': true,
    'icon-ignore-placement': mark > 1,
  });
  return [
    {
      id: 'gates',
      type: 'symbol',
      source: 'gates',
      minzoom: mark > 1 ? 11 : 10.2,
      layout: icon('gate'),
    },
    {
      id: 'units',
      type: 'symbol',
      source: 'units',
      minzoom: closeZoom,
      layout: { ...icon('unit'), 'icon-offset': [0, -besidePx * mark] },
    },
    {
      id: 'cameras',
      type: 'symbol',
      source: 'cameras',
      minzoom: closeZoom,
      layout: {
        ...icon(['case', ['==', ['get', 'lit'], true], 'camera-lit', 'camera']),
        'icon-offset': [
          'case',
          ['==', ['get', 'sees'], 'gate'],
          ['literal', [0, besidePx * mark]],
          ['literal', [0, 0]],
        ],
      },
      paint: { 'icon-opacity': ['case', ['==', ['get', 'blind'], true], 0.35, 1] },
    },
  ];
}
