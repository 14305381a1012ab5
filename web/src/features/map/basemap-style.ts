import type {
  GeoJSONSourceSpecification,
  LayerSpecification,
  StyleSpecification,
} from 'maplibre-gl';
import { airfieldLayers } from './basemap-airfield.ts';
import { areaLayers, areaOutlineLayers } from './basemap-areas.ts';
import { blockLayers } from './basemap-blocks.ts';
import { groundLayers } from './basemap-ground.ts';
import { wayLayers } from './basemap-ways.ts';
import { heatLayers } from './heat-layer.ts';
import { groundLabelLayers, type LabelLook, siteLabelLayers } from './label-layers.ts';
import { selectionLayers } from './selection-layers.ts';
import { fixedThingLayers } from './site-layers.ts';
import { vesselLayers } from './vessel-layer.ts';

const empty: GeoJSONSourceSpecification = {
  type: 'geojson',
  data: { type: 'FeatureCollection', features: [] },
};

/** The sources that the page fills; `land` and `ground` are fetched from our own origin. */
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
  'heat',
] as const;
export type DataSource = (typeof dataSources)[number];

/** Layers behind everything that moves; vehicles are drawn before this one. */
export const vehiclesBeforeId = 'gates';

/** What the map looks like: its colours, its size, the language of its names. */
export type MapLook = LabelLook & { isDark: boolean };

const version = 8;

/** Everything, over our own ground. */
export function basemapStyle(look: MapLook): StyleSpecification {
  const { palette, scale } = look;
  return {
    version,
    sources: {
      land: {
        type: 'geojson',
        data: '/basemap/land.geojson',
        maxzoom: 11,
        tolerance: 0.2,
        attribution: '© OpenStreetMap contributors',
      },
      ground: { type: 'geojson', data: '/basemap/ground.geojson', maxzoom: 15 },
      ...filledSources(),
    },
    layers: [
      ...groundLayers(palette),
      ...airfieldLayers(palette),
      ...wayLayers(palette, scale.mark),
      ...areaLayers(palette),
      ...blockLayers(palette),
      // Under the things, which have the first right to a place: a name gives way to a camera.
      ...groundLabelLayers(look),
      ...thingLayers(look),
      ...siteLabelLayers(look),
    ],
  };
}

/** What is ours wherever it lies: areas, fences, things and their names, over a map that the site has set. */
export function thingsStyle(look: MapLook): StyleSpecification {
  return {
    version,
    sources: filledSources(),
    layers: [...areaLayers(look.palette), ...thingLayers(look), ...siteLabelLayers(look)],
  };
}

const filledSources = () => Object.fromEntries(dataSources.map((name) => [name, { ...empty }]));

const thingLayers = ({ palette, scale }: MapLook): LayerSpecification[] => [
  ...areaOutlineLayers(palette, scale.mark),
  ...heatLayers(scale.mark),
  ...selectionLayers(palette, scale.mark),
  ...vesselLayers(scale.mark),
  ...fixedThingLayers(palette, scale),
];
