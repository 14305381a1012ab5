import { resolveAddress } from './map-addresses.ts';
import { readText, SiteMapError } from './read-bytes.ts';

type Source = Record<string, unknown> & { type: string };
export type Style = Record<string, unknown> & {
  sources: Record<string, Source>;
  layers: Record<string, unknown>[];
};

/**
 * A MapLibre style with every address as a page can ask for it, and the tiles of every TileJSON in its place.
 * What it says of letters is left out: ours need no server. Throws `SiteMapError`.
 */
export async function readStyle(place: string, base: string | null): Promise<Style> {
  const style = parse(await readText(place), place);
  const sources: Record<string, Source> = {};
  for (const [name, source] of Object.entries(style.sources))
    sources[name] = await readSource(source, base);
  const { glyphs: _, sprite, ...rest } = style;
  const told = typeof sprite === 'string' ? { sprite: resolveAddress(sprite, base) } : {};
  return { ...rest, ...told, sources, layers: style.layers };
}

function parse(text: string, place: string): Style {
  try {
    const value: unknown = JSON.parse(text);
    if (isStyle(value)) return value;
  } catch {
    // The sentence below says it.
  }
  throw new SiteMapError('not-a-style', `${place} holds no MapLibre style of version 8`);
}

function isStyle(value: unknown): value is Style {
  if (!isRecord(value) || value.version !== 8) return false;
  const { sources, layers } = value;
  const isSource = (source: unknown) => isRecord(source) && typeof source.type === 'string';
  return (
    isRecord(sources) &&
    Object.values(sources).every(isSource) &&
    Array.isArray(layers) &&
    layers.every((layer) => isRecord(layer) && typeof layer.id === 'string')
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

async function readSource(source: Source, base: string | null): Promise<Source> {
  const { url, ...own } = source;
  if (typeof url !== 'string') return tidy(own as Source, base);
  const address = resolveAddress(url, base);
  // An archive is no TileJSON, and the page reads its head itself.
  if (address.startsWith('pmtiles://') || source.type === 'geojson')
    return { ...tidy(own as Source, base), url: address };
  const told: unknown = JSON.parse(await readText(address));
  return tidy({ ...(isRecord(told) ? told : {}), ...own, type: source.type }, address);
}

/** Absolute addresses; an attribution is words, not markup that another house writes into our page. */
function tidy(source: Source, base: string | null): Source {
  const { tiles, data, attribution } = source;
  return {
    ...source,
    ...(Array.isArray(tiles)
      ? { tiles: tiles.map((tile) => resolveAddress(String(tile), base)) }
      : {}),
    ...(typeof data === 'string' ? { data: resolveAddress(data, base) } : {}),
    ...(attribution === undefined
      ? {}
      : { attribution: String(attribution).replaceAll(/<[^>]*>/g, '') }),
  };
}
