import { lookup as lookUp } from 'node:dns/promises';
import { request as askHttp } from 'node:http';
import { request as askHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { FetchBounds, UpstreamAnswer } from './bounded-fetch.ts';
import type { CameraNetworks } from './camera-networks.ts';

export type GuardedFetch = (
  url: URL,
  bounds: FetchBounds,
  headers?: Readonly<Record<string, string>>,
) => Promise<UpstreamAnswer>;

export type Resolve = (name: string) => Promise<string[]>;

export const resolveByDns: Resolve = async (name) =>
  (await lookUp(name, { all: true })).map(({ address }) => address);

export const portOf = ({ port, protocol }: URL) =>
  port === '' ? ({ 'https:': 443, 'rtsp:': 554 }[protocol] ?? 80) : Number(port);

export const hostOf = (url: URL) => url.hostname.replace(/^\[|\]$/g, '');

/** The addresses of a host that may be called: those of an allowed network, at this very moment. */
export async function allowedAddresses(
  url: URL,
  networks: CameraNetworks,
  resolve: Resolve,
): Promise<string[]> {
  const host = hostOf(url);
  const addresses = isIP(host) ? [host] : await resolve(host).catch(() => []);
  return addresses.filter((address) => networks.allows(address, portOf(url)));
}

/**
 * Fetches from a camera's own address, which a technician typed and a name server answers for. The
 * socket is opened to an address that was checked, never to a name, so that a name which points
 * elsewhere a moment later leads nowhere. Redirects are refused, and so is everything but 200.
 */
export function createGuardedFetch(
  networks: CameraNetworks,
  resolve: Resolve = resolveByDns,
): GuardedFetch {
  return async (url, bounds, headers = {}) => {
    const [address] = await allowedAddresses(url, networks, resolve);
    if (address === undefined) {
      const reason = 'address not allowed';
      return { status: 'unreachable', reason, trouble: 'address-not-allowed' };
    }
    return fetchFrom(address, url, bounds, headers);
  };
}

function fetchFrom(
  address: string,
  url: URL,
  bounds: FetchBounds,
  more: Readonly<Record<string, string>>,
): Promise<UpstreamAnswer> {
  const { promise, resolve } = Promise.withResolvers<UpstreamAnswer>();
  const fail = (reason: string) => resolve({ status: 'unreachable', reason });
  const family = isIP(address);
  const toAddress: LookupFunction = (_name, { all }, done) =>
    all ? done(null, [{ address, family }]) : done(null, address, family);
  const ask = url.protocol === 'https:' ? askHttps : askHttp;
  const signal = AbortSignal.any([bounds.closing, AbortSignal.timeout(bounds.timeoutMs)]);
  const headers = { ...more, 'accept-encoding': 'identity' };
  const request = ask(url, { lookup: toAddress, signal, headers, agent: false }, (response) => {
    const { statusCode } = response;
    const end = (answer: UpstreamAnswer) => {
      resolve(answer);
      response.destroy();
    };
    if (statusCode === 404 || statusCode === 410) return end({ status: 'not-found' });
    if (statusCode !== 200) return end(refusedWith(statusCode ?? 0));
    const chunks: Buffer[] = [];
    let length = 0;
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length > bounds.limitBytes) {
        end({ status: 'too-large', bytes: Uint8Array.from(Buffer.concat(chunks)) });
      }
    });
    response.on('end', () => end({ status: 'ok', bytes: Uint8Array.from(Buffer.concat(chunks)) }));
    response.on('error', (error) => fail(error.message));
  });
  request.on('error', (error) => fail(error.message));
  request.end();
  return promise;
}

function refusedWith(statusCode: number): UpstreamAnswer {
  const refused = { status: 'unreachable', reason: `status ${statusCode}` } as const;
  if (statusCode >= 300 && statusCode < 400) return { ...refused, trouble: 'redirected' };
  if (statusCode === 401 || statusCode === 403) return { ...refused, trouble: 'key-refused' };
  return refused;
}
