import type { StyleSpecification } from 'maplibre-gl';
import { areaLayers } from './basemap-areas.ts';
import { groundLayers } from './basemap-ground.ts';
import { wayLayers } from './basemap-ways.ts';
import { labelLayers } from './label-layers.ts';
import type { MapPalette } from './map-palette.ts';
import { selectionLayers } from './selection-layers.ts';
import { fixedThingLayers, type MapScale } from './site-layers.ts';
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
      ...groundLayers(palette),
      ...wayLayers(palette, scale.mark),
      ...areaLayers(palette, scale.mark),
      ...selectionLayers(palette, scale.mark),
      ...vesselLayers(scale.mark),
      ...fixedThingLayers(palette, scale.mark),
      ...labelLayers(palette, scale),
    ],
  };
}
