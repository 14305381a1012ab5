import { lookup as lookUp } from 'node:dns/promises';
import type { IncomingMessage } from 'node:http';
import { request as askHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address.ts';
import type { PushServices } from './push-services.ts';

/** How a push service took a message. `gone`: that browser is no longer there (RFC 8030, 7.3). */
export type Posted =
  | { outcome: 'taken' }
  | { outcome: 'gone' }
  /** The same bytes would be refused again. */
  | { outcome: 'refused'; why: string }
  /** Worth another try, not before `afterMs` where the service says so. */
  | { outcome: 'later'; why: string; afterMs: number | null };

export type PostMessage = (
  endpoint: URL,
  body: Uint8Array,
  headers: Readonly<Record<string, string>>,
) => Promise<Posted>;

export type Resolve = (name: string) => Promise<string[]>;
const byDns: Resolve = async (name) =>
  (await lookUp(name, { all: true })).map(({ address }) => address);

const patienceMs = 10_000;

/**
 * Hands a message in. The socket is opened to an address that was checked, never to a name, so that a name
 * that points elsewhere a moment later leads nowhere: names lead to the internet at large alone, an address
 * of this network has to be allowed as such. Redirects lead nowhere, and what is answered is not read.
 * Never rejects.
 */
export function createPost(
  services: Pick<PushServices, 'namesAddress'>,
  closing: AbortSignal,
  resolve: Resolve = byDns,
): PostMessage {
  return async (endpoint, body, headers) => {
    const host = endpoint.hostname.replace(/^\[|\]$/g, '');
    try {
      const addresses = isIP(host)
        ? [host].filter((address) => services.namesAddress(address) || isPublicAddress(address))
        : (await resolve(host)).filter(isPublicAddress);
      if (addresses.length === 0) return { outcome: 'refused', why: 'address not allowed' };
      const signal = AbortSignal.any([closing, AbortSignal.timeout(patienceMs)]);
      return await post({ endpoint, addresses, body, headers, signal });
    } catch (error) {
      return { outcome: 'later', why: codeOf(error), afterMs: null };
    }
  };
}

type Request = {
  endpoint: URL;
  addresses: string[];
  body: Uint8Array;
  headers: Readonly<Record<string, string>>;
  signal: AbortSignal;
};

function post({ endpoint, addresses, body, headers, signal }: Request): Promise<Posted> {
  const { promise, resolve, reject } = Promise.withResolvers<Posted>();
  const found = addresses.map((address) => ({ address, family: isIP(address) }));
  const [first] = found;
  const toAddress: LookupFunction = (_name, { all }, done) =>
    all ? done(null, found) : done(null, first?.address ?? '', first?.family);
  const request = askHttps(
    endpoint,
    { method: 'POST', lookup: toAddress, headers, signal, agent: false },
    (response) => {
      resolve(judge(response));
      response.destroy();
    },
  );
  request.on('error', reject);
  request.end(body);
  return promise;
}

function judge({ statusCode = 0, headers }: IncomingMessage): Posted {
  if (statusCode >= 200 && statusCode < 300) return { outcome: 'taken' };
  if (statusCode === 404 || statusCode === 410) return { outcome: 'gone' };
  const why = `status ${statusCode}`;
  if (statusCode !== 408 && statusCode !== 429 && statusCode < 500)
    return { outcome: 'refused', why };
  return { outcome: 'later', why, afterMs: readRetryAfter(headers['retry-after'], Date.now()) };
}

/** Seconds, or a date (RFC 9110, 10.2.3); null when there is none that can be read. */
export function readRetryAfter(text: string | undefined, nowMs: number): number | null {
  if (text === undefined) return null;
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1_000;
  const atMs = Date.parse(text);
  return Number.isNaN(atMs) ? null : Math.max(0, atMs - nowMs);
}

/** The word of the failure: its sentence would tell the endpoint, which is a secret of the phone. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'failed';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
