import type {
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
  SymbolLayerSpecification,
} from 'maplibre-gl';
import { localFonts } from '#features/map/paint/local-fonts.ts';
import type { MapScale } from '#features/map/paint/map-look.ts';
import type { MapPalette } from '#features/map/paint/map-palette.ts';
import { isPart } from '#features/map/paint/style-expressions.ts';
import { besidePx, closeZoom, fullZoom, iconSizeAt } from './icon-offset.ts';

/** Fences, cameras with their field of view, gates and teams. */
export function fixedThingLayers(palette: MapPalette, scale: MapScale): LayerSpecification[] {
  const { mark } = scale;
  return [...fenceLayers(palette, mark), ...wedgeLayers(palette), ...iconLayers(palette, scale)];
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
      source: 'shapes',
      filter: isPart('fence'),
      minzoom: 10.4,
      layout: { 'line-cap': 'round' },
      paint: { 'line-color': palette.fence, 'line-width': 1.5 * mark },
    },
    {
      id: 'fence-trouble',
      type: 'line',
      source: 'shapes',
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
      source: 'shapes',
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
      source: 'shapes',
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
      source: 'shapes',
      filter: isPart('wedge'),
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
      source: 'shapes',
      filter: lit,
      paint: {
        'fill-color': palette.focus,
        'fill-opacity': 0.24,
        'fill-outline-color': palette.focus,
      },
    },
  ];
}

/** Far away a desk shows how many there are; a wall is a poster, and shows them from where they stand apart. */
const farthest = (mark: number, wallZoom: number): number => (mark > 1 ? wallZoom : 8);

const isMany: ExpressionSpecification = ['>', ['coalesce', ['get', 'count'], 1], 1];
/** A gate's camera stands below the gate; so do all that have one icon. */
const isBelow: ExpressionSpecification = ['any', ['==', ['get', 'sees'], 'gate'], isMany];

function iconLayers(palette: MapPalette, { mark, textPx }: MapScale): LayerSpecification[] {
  const zoomed = (far: ExpressionSpecification | number, near: ExpressionSpecification | number) =>
    [
      'interpolate',
      ['linear'],
      ['zoom'],
      closeZoom,
      far,
      fullZoom,
      near,
    ] as ExpressionSpecification;
  const besideIcon = (downPx: number): ExpressionSpecification => [
    'literal',
    [(12 * mark) / textPx, downPx / textPx],
  ];
  /** `down`: how far below its place the icon is drawn, and its count with it. */
  const icon = (
    name: string | ExpressionSpecification,
    down: (shareOfSize: number) => ExpressionSpecification,
  ): NonNullable<SymbolLayerSpecification['layout']> => ({
    'icon-image': name,
    'icon-size': zoomed(iconSizeAt(closeZoom), 1),
    'icon-allow-overlap': true,
    'icon-ignore-placement': mark > 1,
    'text-field': ['case', isMany, ['concat', '×', ['to-string', ['get', 'count']]], ''],
    'text-font': localFonts,
    'text-size': textPx,
    'text-anchor': 'left',
    'text-offset': zoomed(down(iconSizeAt(closeZoom)), down(1)),
    // A count beneath an alarm is half a number: the icon alone says that something is there.
    'text-optional': true,
  });
  const px = besidePx * mark;
  const paint = {
    'text-color': palette.text2,
    'text-halo-color': palette.halo,
    'text-halo-width': 1.5,
  };
  return [
    {
      id: 'gates',
      type: 'symbol',
      source: 'gates',
      minzoom: farthest(mark, 11),
      layout: icon('gate', () => besideIcon(0)),
      paint,
    },
    {
      id: 'units',
      type: 'symbol',
      source: 'units',
      minzoom: farthest(mark, closeZoom),
      layout: { ...icon('unit', (share) => besideIcon(-px * share)), 'icon-offset': [0, -px] },
      paint,
    },
    {
      id: 'cameras',
      type: 'symbol',
      source: 'cameras',
      minzoom: farthest(mark, closeZoom),
      layout: {
        ...icon(['case', ['==', ['get', 'lit'], true], 'camera-lit', 'camera'], (share) => [
          'case',
          isBelow,
          besideIcon(px * share),
          besideIcon(0),
        ]),
        'icon-offset': ['case', isBelow, ['literal', [0, px]], ['literal', [0, 0]]],
      },
      paint: { ...paint, 'icon-opacity': ['case', ['==', ['get', 'blind'], true], 0.35, 1] },
    },
  ];
}
