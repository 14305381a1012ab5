import type {
  ExpressionSpecification,
  FillLayerSpecification,
  LayerSpecification,
  LineLayerSpecification,
} from 'maplibre-gl';
import type { MapLook } from '#features/map/paint/map-look.ts';
import { byZoom } from '#features/map/paint/style-expressions.ts';

/**
 * Vector tiles that came without a style, in our colours: the layers that OpenMapTiles and Protomaps call
 * so. What a tile does not have is not drawn.
 */
export function siteVectorLayers(source: string, look: MapLook): LayerSpecification[] {
  const { palette, scale } = look;
  const fill = (name: string, color: string, opacity = 1): FillLayerSpecification => ({
    id: `${name}-fill`,
    type: 'fill',
    source,
    'source-layer': name,
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'fill-color': color, 'fill-opacity': opacity },
  });
  const line = (name: string, color: string, near: number): LineLayerSpecification => ({
    id: `${name}-line`,
    type: 'line',
    source,
    'source-layer': name,
    filter: ['==', ['geometry-type'], 'LineString'],
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: {
      'line-color': color,
      'line-width': byZoom([8, 0.6 * scale.mark], [15, near * scale.mark]),
    },
  });
  const names = (name: string): LayerSpecification => ({
    id: `${name}-names`,
    type: 'symbol',
    source,
    'source-layer': name,
    filter: ['==', ['geometry-type'], 'Point'],
    layout: {
      'text-field': nameIn(look.language),
      'text-size': scale.textPx,
      'text-max-width': 9,
    },
    paint: {
      'text-color': palette.text3,
      'text-halo-color': palette.halo,
      'text-halo-width': 1.6,
    },
  });
  return [
    fill('earth', palette.land),
    ...['landcover', 'landuse', 'park'].map((name) => fill(name, palette.green, 0.7)),
    fill('water', palette.water),
    line('waterway', palette.river, 2),
    ...['transportation', 'roads'].map((name) => line(name, palette.way, 7)),
    ...['building', 'buildings'].map((name) => fill(name, palette.building, 0.8)),
    ...['boundary', 'boundaries'].map((name) => line(name, palette.coast, 1)),
    ...['place', 'places'].map(names),
  ];
}

const nameIn = (language: 'zh' | 'en'): ExpressionSpecification =>
  language === 'zh'
    ? ['coalesce', ['get', 'name:zh'], ['get', 'name:zh-Hans'], ['get', 'name']]
    : ['coalesce', ['get', 'name:en'], ['get', 'name_en'], ['get', 'name']];
