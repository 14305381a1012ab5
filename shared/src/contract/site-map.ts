import { type Static, Type } from 'typebox';

/** In which datum the pictures of a site's own map were cut. What is drawn on them is WGS-84. */
export const MapDatum = Type.Enum(['WGS-84', 'GCJ-02']);
export type MapDatum = Static<typeof MapDatum>;

/** Why the map that was set is not drawn: the basemap of the product is, and the map says so. */
export const SiteMapFault = Type.Enum([
  'not-found',
  'unreachable',
  'not-a-style',
  'not-pmtiles',
  'vector-in-gcj02',
]);
export type SiteMapFault = Static<typeof SiteMapFault>;

/**
 * Tiles without a style: `address` is a template with `{z}/{x}/{y}`, or `pmtiles://` and where the archive lies.
 * An address that begins with `/` is of the server that told it.
 */
const Tiles = Type.Object({
  kind: Type.Enum(['raster', 'vector']),
  address: Type.String(),
  maxZoom: Type.Integer({ minimum: 0, maximum: 24 }),
});
export type SiteTiles = Static<typeof Tiles>;

/** A MapLibre style, version 8, with addresses as `Tiles` has them. */
const Style = Type.Object({ kind: Type.Literal('style'), style: Type.Unknown() });

/** A site's own map under everything that we draw; `map` is null where none is set, or none can be drawn. */
export const SiteMap = Type.Object({
  map: Type.Union([Tiles, Style, Type.Null()]),
  datum: MapDatum,
  fault: Type.Union([SiteMapFault, Type.Null()]),
});
export type SiteMap = Static<typeof SiteMap>;
