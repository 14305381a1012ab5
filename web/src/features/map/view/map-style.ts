import type { SiteMap } from '@ftz/shared/contract/site-map.ts';
import type {
  GeoJSONSourceSpecification,
  LayerSpecification,
  StyleSpecification,
} from 'maplibre-gl';
import { areaOutlineLayers } from '#features/map/ground/basemap-areas.ts';
import { siteLabelLayers } from '#features/map/ground/label-layers.ts';
import { ownGround } from '#features/map/ground/own-ground.ts';
import { siteGround } from '#features/map/ground/site-ground.ts';
import type { MapLook } from '#features/map/paint/map-look.ts';
import { heatLayers } from '#features/map/things/heat-layer.ts';
import { selectionLayers } from '#features/map/things/selection-layers.ts';
import { fixedThingLayers } from '#features/map/things/site-layers.ts';
import { vesselLayers } from '#features/map/things/vessel-layer.ts';

const empty: GeoJSONSourceSpecification = {
  type: 'geojson',
  data: { type: 'FeatureCollection', features: [] },
};

/** The sources that the page fills. */
const dataSources = [
  'shapes',
  'cameras',
  'gates',
  'units',
  'names',
  'vessels',
  'heat',
  'shadows',
] as const;
export type DataSource = (typeof dataSources)[number];

/** Lines and surfaces are parts of the one source `shapes`, for the reason that the ground is one, see own-ground.ts. */
export type ShapePart = 'selection' | 'fences' | 'wedges';

/** Layers behind everything that moves; vehicles are drawn before this one. */
export const vehiclesBeforeId = 'gates';

export type StyleOf = (look: MapLook) => StyleSpecification;

/** Areas, fences, things and their names, over the map that the site has set, or over our own. */
export function styleOver({ map, datum }: SiteMap): StyleOf {
  const groundOf = map === null ? ownGround : siteGround(map, datum);
  return (look) => {
    const ground = groundOf(look);
    return {
      ...ground,
      version: 8,
      sources: { ...ground.sources, ...filledSources() },
      layers: [...ground.layers, ...thingLayers(look), ...siteLabelLayers(look), shadows],
    };
  };
}

/** What the page pins over the map: on top, so that it has the first right to its place, and drawn as nothing. */
const shadows: LayerSpecification = {
  id: 'shadows',
  type: 'symbol',
  source: 'shadows',
  layout: {
    'icon-image': 'nothing',
    'icon-size': ['get', 'px'],
    'icon-padding': 0,
    'icon-allow-overlap': true,
  },
};

const filledSources = () => Object.fromEntries(dataSources.map((name) => [name, { ...empty }]));

const thingLayers = ({ palette, scale }: MapLook): LayerSpecification[] => [
  ...areaOutlineLayers(palette, scale.mark),
  ...heatLayers(scale.mark),
  ...selectionLayers(palette, scale.mark),
  ...vesselLayers(scale.mark),
  ...fixedThingLayers(palette, scale),
];
