import { isIP } from 'node:net';

/** Where messages may be handed in. An endpoint is what a browser says, which is to say: anybody. */
export type PushServices = {
  /** None: no phone can subscribe, and nothing is ever called. */
  isEmpty: boolean;
  /** The endpoint when it leads to one of them, by https and without credentials; else null. */
  allowed: (endpoint: string) => URL | null;
  /** The address was named itself, so that it may be one of this network. */
  namesAddress: (address: string) => boolean;
};

/** Chrome and Edge on Android, Firefox, Safari, Edge on Windows. */
export const usualPushServices =
  'fcm.googleapis.com,*.push.services.mozilla.com,*.push.apple.com,*.notify.windows.com';

/** A name, `*.` before one of at least two parts, or an address; and a port. */
const entry = /^(?:(\*\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)|\[([0-9a-f:.]+)\])(?::(\d{1,5}))?$/;

type Service = { host: string; below: boolean; port: number };

/** Reads `fcm.googleapis.com,*.push.apple.com,10.20.0.9:8443`. Null when it cannot be read. */
export function parsePushServices(text: string): PushServices | null {
  const parts = text.split(',').map((part) => part.trim().toLowerCase());
  const services = parts.filter((part) => part !== '').map(readEntry);
  const known = services.filter((service) => service !== null);
  if (known.length < services.length) return null;
  const isAllowed = ({ hostname, port }: URL) =>
    known.some((service) => {
      const isThere = service.below
        ? hostname.endsWith(`.${service.host}`)
        : hostname.replace(/^\[|\]$/g, '') === service.host;
      return isThere && Number(port || 443) === service.port;
    });
  return {
    isEmpty: known.length === 0,
    allowed: (endpoint) => {
      if (!URL.canParse(endpoint)) return null;
      const url = new URL(endpoint);
      const isPlain = url.username === '' && url.password === '' && url.hash === '';
      return url.protocol === 'https:' && isPlain && isAllowed(url) ? url : null;
    },
    namesAddress: (address) => known.some(({ host, below }) => !below && host === address),
  };
}

function readEntry(part: string): Service | null {
  const [, star, name, quoted, port = '443'] = entry.exec(part) ?? [];
  const host = name ?? quoted;
  if (host === undefined || Number(port) > 65_535) return null;
  if (quoted !== undefined && isIP(quoted) !== 6) return null;
  // What ends in a number is an address to a browser, and then it has to be one.
  if (name !== undefined && /\.\d+$/.test(name) && isIP(name) !== 4) return null;
  if (star !== undefined && isIP(host) !== 0) return null;
  return { host, below: star !== undefined, port: Number(port) };
}
