/** Where the files of a map are served from. */
export const filesPath = '/api/site/map/files/';

const isAbsolute = (address: string) => /^[a-z][a-z0-9+.-]*:/i.test(address);

/**
 * An address inside a map, as a page can ask for it: relative ones are of where the map itself lies, the
 * address of a server or null for a file of ours. Templates keep their braces.
 */
export function resolveAddress(address: string, base: string | null): string {
  const [, scheme = '', rest = address] = /^(pmtiles:\/\/)?(.*)$/.exec(address) ?? [];
  if (isAbsolute(rest)) return scheme + rest;
  if (base === null) return scheme + filesPath + rest.replace(/^(\.?\/)+/, '');
  return scheme + unbrace(new URL(rest, base).href);
}

const unbrace = (href: string) => href.replaceAll('%7B', '{').replaceAll('%7D', '}');

/** The server that an address is of; null for one of ours. */
export function originOf(address: string): string | null {
  const plain = address.replace(/^pmtiles:\/\//, '').replaceAll(/[{}]/g, '');
  if (!URL.canParse(plain)) return null;
  const { protocol, origin } = new URL(plain);
  return protocol === 'http:' || protocol === 'https:' ? origin : null;
}
