import type {
  ExpressionSpecification,
  LayerSpecification,
  SymbolLayerSpecification,
} from 'maplibre-gl';
import { localFonts } from '#features/map/paint/local-fonts.ts';
import type { MapLook } from '#features/map/paint/map-look.ts';
import { isOneOf } from '#features/map/paint/style-expressions.ts';

/** Names of our own ground; of two that meet the later one stays. */
export function groundLabelLayers(look: MapLook): LayerSpecification[] {
  return [...nearNames(look), ...groundNames(look), ...wayNames(look)];
}

/** What is switched off with the names. */
export const labelLayerIds = [
  'place-names',
  'water-names',
  'port-names',
  'river-names',
  'block-names',
  'building-names',
  'near-names',
  'way-names',
  'road-names',
  'gate-names',
] as const;

/** `name_zh` and `name_en` of the ground's own file; `name` where one does for both. */
const nameIn = (language: 'zh' | 'en'): ExpressionSpecification => [
  'coalesce',
  ['get', `name_${language}`],
  ['get', 'name_zh'],
  ['get', 'name'],
];

const haloOf = ({ palette, scale }: MapLook) => ({
  'text-halo-color': palette.halo,
  'text-halo-width': 1.6 * Math.min(2, scale.mark),
});

/** From which zoom a name of each rank is there: 1 is read from afar; of large letters there are fewer. */
const isOfRank = ({ scale }: MapLook): ExpressionSpecification => {
  const later = scale.mark > 1 ? 1.4 : 0;
  const from = ['match', ['get', 'rank'], 1, 7, 2, 9 + later, 3, 10.5 + later, 12 + later];
  return ['>=', ['zoom'], from as ExpressionSpecification];
};

type NamesOf = { id: string; kinds: string[]; zooms: readonly [from: number, to: number] };

function names(
  look: MapLook,
  { id, kinds, zooms }: NamesOf,
  more: {
    filter?: ExpressionSpecification;
    layout?: SymbolLayerSpecification['layout'];
    color: string;
  },
): SymbolLayerSpecification {
  const only = isOneOf(...kinds);
  return {
    id,
    type: 'symbol',
    source: 'ground',
    filter: more.filter ? ['all', only, more.filter] : only,
    minzoom: zooms[0],
    maxzoom: zooms[1],
    layout: {
      'text-field': nameIn(look.language),
      'text-font': localFonts,
      'text-size': look.scale.textPx,
      'text-max-width': 9,
      'text-padding': 6,
      ...more.layout,
    },
    paint: { 'text-color': more.color, ...haloOf(look) },
  };
}

/** Districts, towns and islands; waters in a colour of their own, spaced as water is. */
function groundNames(look: MapLook): LayerSpecification[] {
  const { palette, scale } = look;
  const spaced = { 'text-letter-spacing': look.language === 'zh' ? 0.36 : 0.12 };
  const byRank: ExpressionSpecification = ['get', 'rank'];
  return [
    names(
      look,
      { id: 'place-names', kinds: ['town', 'island', 'district'], zooms: [7, 15] },
      {
        filter: isOfRank(look),
        color: palette.text3,
        layout: { 'symbol-sort-key': byRank, 'text-letter-spacing': 0.06 },
      },
    ),
    names(
      look,
      { id: 'water-names', kinds: ['water-name'], zooms: [7, 15] },
      {
        filter: isOfRank(look),
        color: palette.waterText,
        layout: { 'symbol-sort-key': byRank, ...spaced },
      },
    ),
    names(
      look,
      { id: 'port-names', kinds: ['port', 'terminal'], zooms: [9.6, 17] },
      {
        filter: ['>=', ['zoom'], ['match', ['get', 'rank'], 2, 9, 4, 12, 13]],
        color: palette.text2,
      },
    ),
    names(
      look,
      { id: 'river-names', kinds: ['river'], zooms: [10, 16] },
      {
        color: palette.waterText,
        layout: { 'symbol-placement': 'line', 'symbol-spacing': 520 * scale.mark, ...spaced },
      },
    ),
  ];
}

/** What is worth a name only from near: berths, blocks, buildings, the ends of runways. */
function nearNames(look: MapLook): LayerSpecification[] {
  const { palette } = look;
  return [
    names(
      look,
      { id: 'block-names', kinds: ['block'], zooms: [14.4, 22] },
      { color: palette.text3 },
    ),
    names(
      look,
      { id: 'building-names', kinds: ['obstacle'], zooms: [15.4, 22] },
      { color: palette.text2 },
    ),
    names(
      look,
      { id: 'near-names', kinds: ['berth', 'runway-end', 'hall-name'], zooms: [13.2, 22] },
      { color: palette.text2 },
    ),
  ];
}

function wayNames(look: MapLook): LayerSpecification[] {
  const layout = {
    'symbol-placement': 'line',
    'symbol-spacing': 460 * look.scale.mark,
    'text-letter-spacing': 0.1,
  } as const;
  const ranked: ExpressionSpecification = [
    '>=',
    ['zoom'],
    ['match', ['get', 'class'], 'motorway', 10, 'trunk', 12, 13],
  ];
  const { palette, scale } = look;
  return [
    names(
      look,
      { id: 'way-names', kinds: ['way'], zooms: [10.6, 22] },
      { filter: ranked, color: palette.text3, layout },
    ),
    {
      ...names(
        look,
        { id: 'road-names', kinds: ['road'], zooms: [scale.mark > 1 ? 10.6 : 9.6, 22] },
        { color: palette.text2, layout: { ...layout, 'text-field': ['get', 'name'] } },
      ),
      source: 'names',
    },
  ];
}

/** Gates, in the words of this screen (`name` on each feature). */
export function siteLabelLayers(look: MapLook): LayerSpecification[] {
  const { palette, scale } = look;
  return [
    {
      id: 'gate-names',
      type: 'symbol',
      source: 'names',
      filter: isOneOf('gate'),
      minzoom: 12,
      layout: {
        'text-field': ['get', 'name'],
        'text-font': localFonts,
        'text-size': scale.textPx,
        'text-variable-anchor': ['left', 'right', 'top'],
        'text-radial-offset': 1,
        'text-justify': 'auto',
      },
      paint: { 'text-color': palette.text, ...haloOf(look) },
    },
  ];
}
