import type { FilterSpecification, LayerSpecification } from 'maplibre-gl';
import type { MapPalette } from './map-palette.ts';
import type { MapScale } from './site-layers.ts';

/**
 * Faces that the machine has itself: without a `glyphs` address maplibre draws every sign, Chinese
 * ones too, from local fonts, so that no letter needs a server.
 */
const fonts = ['Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', 'sans-serif'];

/** Names of roads, gates and areas, in the operator's language (`name` on each feature). */
export function labelLayers(palette: MapPalette, { mark, textPx }: MapScale): LayerSpecification[] {
  const halo = { 'text-halo-color': palette.water, 'text-halo-width': 1.6 * Math.min(2, mark) };
  const kind = (name: string): FilterSpecification => ['==', ['get', 'kind'], name];
  return [
    {
      id: 'road-names',
      type: 'symbol',
      source: 'names',
      filter: kind('road'),
      minzoom: mark > 1 ? 11.6 : 10.4,
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 420 * mark,
        'text-field': ['get', 'name'],
        'text-font': fonts,
        'text-size': textPx * 0.86,
        'text-letter-spacing': 0.14,
      },
      paint: { 'text-color': palette.text3, ...halo },
    },
    {
      id: 'gate-names',
      type: 'symbol',
      source: 'names',
      filter: kind('gate'),
      minzoom: 12,
      layout: {
        'text-field': ['get', 'name'],
        'text-font': fonts,
        'text-size': textPx * 0.94,
        'text-variable-anchor': ['left', 'right', 'top'],
        'text-radial-offset': 1,
        'text-justify': 'auto',
      },
      paint: { 'text-color': palette.text2, ...halo },
    },
    {
      id: 'area-names',
      type: 'symbol',
      source: 'names',
      filter: kind('area'),
      layout: {
        'text-field': ['get', 'name'],
        'text-font': fonts,
        'text-size': textPx,
        'text-anchor': ['get', 'anchor'],
        'text-offset': [
          'case',
          ['==', ['get', 'anchor'], 'left'],
          ['literal', [0.5, 0]],
          ['literal', [-0.5, 0]],
        ],
        'text-max-width': 20,
        'text-allow-overlap': true,
      },
      paint: { 'text-color': palette.text, 'text-opacity': 0.92, ...halo },
    },
  ];
}
