import type { SourceSpecification } from 'maplibre-gl';

const scheme = 'gcj02';

/** Which tile of the WGS-84 grid is asked for, and where the pictures in GCJ-02 are from. */
export type MovedTile = { z: number; x: number; y: number; from: string };

/** A source of pictures in GCJ-02 as one whose tiles are made in this page, moved to where things are. */
export function movedTiles(source: SourceSpecification): SourceSpecification {
  if (source.type !== 'raster') return source;
  const { url, tiles, scheme: rows, ...rest } = source;
  const from = tiles?.[0] ?? url;
  if (from === undefined) return source;
  const counted = rows === 'tms' ? from.replaceAll('{y}', '{-y}') : from;
  return { ...rest, tiles: [`${scheme}://{z}/{x}/{y}/${encodeURIComponent(counted)}`] };
}

/** Null: it is no address of a moved tile. */
export function readMovedTile(address: string): MovedTile | null {
  const [, z, x, y, from] = /^gcj02:\/\/(\d+)\/(\d+)\/(\d+)\/(.+)$/.exec(address) ?? [];
  return from === undefined
    ? null
    : { z: Number(z), x: Number(x), y: Number(y), from: decodeURIComponent(from) };
}

/** The address of one tile; `{-y}` counts rows from the south. */
export const tileAddress = (template: string, z: number, x: number, y: number): string =>
  template
    .replaceAll('{z}', String(z))
    .replaceAll('{x}', String(x))
    .replaceAll('{y}', String(y))
    .replaceAll('{-y}', String(2 ** z - 1 - y));
