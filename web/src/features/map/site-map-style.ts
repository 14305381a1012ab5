import type { SiteMap, SiteTiles } from '@ftz/shared/contract/site-map.ts';
import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import { basemapStyle, type MapLook, thingsStyle } from './basemap-style.ts';
import { siteVectorLayers } from './site-vector-layers.ts';
import { movedTiles } from './tile-addresses.ts';

export type StyleOf = (look: MapLook) => StyleSpecification;

/** Under what stands and moves: the map that the site has set, or our own basemap. */
export function styleOver({ map, datum }: SiteMap): StyleOf {
  if (map === null) return basemapStyle;
  const place = datum === 'GCJ-02' ? movedTiles : (source: SourceSpecification) => source;
  return (look) => {
    const under = map.kind === 'style' ? styleOfSite(map.style) : tilesOfSite(map, look);
    const things = thingsStyle(look);
    const named = Object.entries(under.sources).map(
      ([name, source]) => [siteId(name), place(atOrigin(source))] as const,
    );
    return {
      ...things,
      ...(under.sprite === undefined ? {} : { sprite: under.sprite }),
      sources: { ...Object.fromEntries(named), ...things.sources },
      layers: [...under.layers.map(underOurs), ...things.layers],
    };
  };
}

type Under = Pick<StyleSpecification, 'sources' | 'layers' | 'sprite'>;

/** A style of the site may have a source or layer of a name that ours has, too: with this before it the two never meet. */
const siteId = (name: string) => `site/${name}`;

/** The house has looked at it: a style of version 8 with sources and layers. */
const styleOfSite = (style: unknown) => style as Under;

function underOurs(layer: LayerSpecification): LayerSpecification {
  const renamed = { ...layer, id: siteId(layer.id) };
  if ('source' in renamed && typeof renamed.source === 'string')
    renamed.source = siteId(renamed.source);
  // Its letters come from this machine, as ours do.
  if (renamed.type === 'symbol')
    renamed.layout = { ...renamed.layout, 'text-font': ['Noto Sans CJK SC', 'sans-serif'] };
  return renamed;
}

function tilesOfSite({ kind, address, maxZoom }: SiteTiles, look: MapLook): Under {
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
