import type { SiteMap, SiteTiles } from '@ftz/shared/contract/site-map.ts';
import type { LayerSpecification, SourceSpecification } from 'maplibre-gl';
import { localFonts } from '#features/map/paint/local-fonts.ts';
import type { MapLook } from '#features/map/paint/map-look.ts';
import { areaLayers } from './basemap-areas.ts';
import { areasAddress } from './ground-addresses.ts';
import type { Ground } from './own-ground.ts';
import { siteVectorLayers } from './site-vector-layers.ts';
import { movedTiles } from './tile-addresses.ts';

/** The map that the site has set, beneath its areas. */
export function siteGround(
  map: NonNullable<SiteMap['map']>,
  datum: SiteMap['datum'],
): (look: MapLook) => Ground {
  const place = datum === 'GCJ-02' ? movedTiles : (source: SourceSpecification) => source;
  return (look) => {
    const set = map.kind === 'style' ? styleOfSite(map.style) : tilesOfSite(map, look);
    const named = Object.entries(set.sources).map(
      ([name, source]) => [siteId(name), place(atOrigin(source))] as const,
    );
    return {
      ...(set.sprite === undefined ? {} : { sprite: set.sprite }),
      sources: { ...Object.fromEntries(named), ground: { type: 'geojson', data: areasAddress } },
      layers: [...set.layers.map(underOurs), ...areaLayers(look.palette)],
    };
  };
}

/** A style of the site may have a source or layer of a name that ours has, too: with this before it the two never meet. */
const siteId = (name: string) => `site/${name}`;

/** The house has looked at it: a style of version 8 with sources and layers. */
const styleOfSite = (style: unknown) => style as Ground;

function underOurs(layer: LayerSpecification): LayerSpecification {
  const renamed = { ...layer, id: siteId(layer.id) };
  if ('source' in renamed && typeof renamed.source === 'string')
    renamed.source = siteId(renamed.source);
  // Its letters come from this machine, as ours do.
  if (renamed.type === 'symbol') renamed.layout = { ...renamed.layout, 'text-font': localFonts };
  return renamed;
}

function tilesOfSite({ kind, address, maxZoom }: SiteTiles, look: MapLook): Ground {
  const where = address.startsWith('pmtiles://') ? { url: address } : { tiles: [address] };
  const background: LayerSpecification = {
    id: 'background',
    type: 'background',
    paint: { 'background-color': kind === 'vector' ? look.palette.land : look.palette.water },
  };
  if (kind === 'vector') {
    const tiles = { type: 'vector', ...where, maxzoom: maxZoom } as const;
    return { sources: { tiles }, layers: [background, ...siteVectorLayers('tiles', look)] };
  }
  const tiles = { type: 'raster', ...where, tileSize: 256, maxzoom: maxZoom } as const;
  // Colour is left to what is abnormal, and a bright picture on a dark desk hides what lies on it.
  const paint = {
    'raster-saturation': -0.55,
    'raster-brightness-max': look.isDark ? 0.5 : 1,
    'raster-fade-duration': 0,
  };
  const pictures: LayerSpecification = { id: 'pictures', type: 'raster', source: 'tiles', paint };
  return { sources: { tiles }, layers: [background, pictures] };
}

/** What the house serves is asked for by its full address: a worker has no page that it is relative to. */
function atOrigin(source: SourceSpecification): SourceSpecification {
  return JSON.parse(
    JSON.stringify(source, (_key, value: unknown) =>
      typeof value === 'string'
        ? value.replace(
            /^(pmtiles:\/\/)?\/(?!\/)/,
            (_all, scheme = '') => `${scheme}${location.origin}/`,
          )
        : value,
    ),
  );
}
