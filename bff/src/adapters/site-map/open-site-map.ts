import { basename, dirname } from 'node:path';
import type { MapDatum, SiteMap, SiteTiles } from '@ftz/shared/contract/site-map.ts';
import type { SiteMapSource } from '#domain/site-map-source.ts';
import { filesPath, originOf } from './map-addresses.ts';
import { fileOf, isServed, readStart, SiteMapError } from './read-bytes.ts';
import { readStyle, type Style } from './read-style.ts';

type Asked = { style: string | null; datum: MapDatum };
type Read = { map: NonNullable<SiteMap['map']>; addresses: string[]; folder: string | null };

/**
 * The map that a site has set. One that cannot be drawn is said to `say`, once, with what to do, and the house
 * starts without it: nobody is to be without a map because another server is.
 */
export async function openSiteMap(
  { style: place, datum }: Asked,
  say: (sentence: string) => void,
): Promise<SiteMapSource> {
  const own = { origins: [], folder: null };
  if (place === null) return { told: { map: null, datum, fault: null }, ...own };
  try {
    const { map, addresses, folder } = await read(place, datum);
    const origins = [...new Set(addresses.flatMap((address) => originOf(address) ?? []))];
    return { told: { map, datum, fault: null }, origins, folder };
  } catch (error) {
    const known = error instanceof SiteMapError ? error : null;
    const why = known?.message ?? String(error);
    say(`MAP_STYLE: ${why}. The basemap of the product is drawn instead.`);
    return { told: { map: null, datum, fault: known?.fault ?? 'not-a-style' }, ...own };
  }
}

function read(place: string, datum: MapDatum): Promise<Read> {
  if (/\{z\}/.test(place)) return readTemplate(place, datum);
  return isArchive(place) ? readArchive(place, datum) : readWholeStyle(place, datum);
}

const isArchive = (place: string) => /\.pmtiles(\?.*)?$/i.test(place);
const isVectorTile = (place: string) => /\.(pbf|mvt)(\?.*)?$/i.test(place);

function refuseVector(datum: MapDatum, what: string): void {
  if (datum === 'WGS-84') return;
  throw new SiteMapError(
    'vector-in-gcj02',
    `${what} holds vectors in GCJ-02, and only pictures can be moved to WGS-84: set raster tiles, or a map in WGS-84`,
  );
}

async function readTemplate(address: string, datum: MapDatum): Promise<Read> {
  if (!isServed(address))
    throw new SiteMapError('unreachable', `${address} is no http or https address of tiles`);
  const kind = isVectorTile(address) ? 'vector' : 'raster';
  if (kind === 'vector') refuseVector(datum, address);
  const map: SiteTiles = { kind, address, maxZoom: kind === 'vector' ? 14 : 18 };
  return { map, addresses: [address], folder: null };
}

/** PMTiles 3: the magic word, at byte 99 what its tiles are, at byte 101 how far in they go. */
async function readArchive(place: string, datum: MapDatum): Promise<Read> {
  const head = await readStart(place, 127);
  const isOne = new TextDecoder().decode(head.subarray(0, 7)) === 'PMTiles' && head[7] === 3;
  if (!isOne || head.length < 127)
    throw new SiteMapError('not-pmtiles', `${place} is no PMTiles archive of version 3`);
  const kind = head[99] === 1 ? 'vector' : 'raster';
  if (kind === 'vector') refuseVector(datum, place);
  const served = isServed(place);
  const file = fileOf(place);
  const address = `pmtiles://${served ? place : filesPath + encodeURIComponent(basename(file))}`;
  const map: SiteTiles = { kind, address, maxZoom: Math.min(24, head[101] ?? 14) };
  return { map, addresses: [address], folder: served ? null : dirname(file) };
}

async function readWholeStyle(place: string, datum: MapDatum): Promise<Read> {
  const served = isServed(place);
  const style = await readStyle(place, served ? place : null);
  const isVector = Object.values(style.sources).some(({ type }) => type !== 'raster');
  if (isVector) refuseVector(datum, place);
  return {
    map: { kind: 'style', style },
    addresses: addressesIn(style),
    folder: served ? null : dirname(fileOf(place)),
  };
}

function addressesIn({ sources, sprite }: Style): string[] {
  const found = Object.values(sources).flatMap(({ url, tiles, data }) => [
    url,
    data,
    ...(Array.isArray(tiles) ? tiles : []),
  ]);
  return [...found, sprite].filter((address) => typeof address === 'string');
}
