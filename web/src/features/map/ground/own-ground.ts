import type { StyleSpecification } from 'maplibre-gl';
import type { MapLook } from '#features/map/paint/map-look.ts';
import { airfieldLayers } from './basemap-airfield.ts';
import { areaLayers } from './basemap-areas.ts';
import { blockLayers } from './basemap-blocks.ts';
import { groundLayers } from './basemap-ground.ts';
import { wayLayers } from './basemap-ways.ts';
import { groundAddress } from './ground-addresses.ts';
import { groundLabelLayers } from './label-layers.ts';

/** What lies under everything that stands and moves. */
export type Ground = Pick<StyleSpecification, 'sources' | 'layers' | 'sprite'>;

/**
 * Our own basemap, of one source: where a layer's source is another than the last one's, the library cuts its
 * tiles out anew, twice a frame, and without a graphics card that is half of what a map costs.
 */
export function ownGround(look: MapLook): Ground {
  const { palette, scale } = look;
  return {
    sources: {
      ground: {
        type: 'geojson',
        data: groundAddress,
        maxzoom: 15,
        tolerance: 0.2,
        attribution: '© OpenStreetMap contributors',
      },
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
