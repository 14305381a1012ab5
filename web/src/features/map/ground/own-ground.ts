import type { StyleSpecification } from 'maplibre-gl';
import type { MapLook } from '#features/map/paint/map-look.ts';
import { airfieldLayers } from './basemap-airfield.ts';
import { areaLayers } from './basemap-areas.ts';
import { blockLayers } from './basemap-blocks.ts';
import { groundLayers } from './basemap-ground.ts';
import { wayLayers } from './basemap-ways.ts';
import { groundAddress, landAddress } from './ground-addresses.ts';
import { groundLabelLayers } from './label-layers.ts';

/** What lies under everything that stands and moves. */
export type Ground = Pick<StyleSpecification, 'sources' | 'layers' | 'sprite'>;

/** Our own basemap. */
export function ownGround(look: MapLook): Ground {
  const { palette, scale } = look;
  return {
    sources: {
      land: {
        type: 'geojson',
        data: landAddress,
        maxzoom: 11,
        tolerance: 0.2,
        attribution: '© OpenStreetMap contributors',
      },
      ground: { type: 'geojson', data: groundAddress, maxzoom: 15 },
    },
    layers: [
      ...groundLayers(palette),
      ...airfieldLayers(palette),
      ...wayLayers(palette, scale.mark),
      ...areaLayers(palette),
      ...blockLayers(palette),
      // Under the things, which have the first right to a place: a name gives way to a camera.
      ...groundLabelLayers(look),
    ],
  };
}
