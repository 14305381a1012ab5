import { open, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { SiteMapFault } from '@ftz/shared/contract/site-map.ts';

/** A server of maps that does not answer within this is not there. */
const patienceMs = 5_000;
const mostBytes = 8 << 20;

/** Why a map cannot be drawn, and in words for whoever started the house. */
export class SiteMapError extends Error {
  override name = 'SiteMapError';
  readonly fault: SiteMapFault;
  constructor(fault: SiteMapFault, sentence: string) {
    super(sentence);
    this.fault = fault;
  }
}

export const isServed = (place: string) => /^https?:/i.test(place);
export const fileOf = (place: string) => (place.startsWith('file:') ? fileURLToPath(place) : place);

/** Text of a file or of a server. Throws `SiteMapError`. */
export async function readText(place: string): Promise<string> {
  if (isServed(place)) return new TextDecoder().decode(await ask(place, {}));
  return readFile(fileOf(place), 'utf8').catch((cause) => {
    throw missing(place, cause);
  });
}

/** The first `count` bytes, or fewer where there are fewer. Throws `SiteMapError`. */
export async function readStart(place: string, count: number): Promise<Uint8Array> {
  if (isServed(place)) return (await ask(place, { range: `bytes=0-${count - 1}` })).slice(0, count);
  const file = await open(fileOf(place)).catch((cause) => {
    throw missing(place, cause);
  });
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(count), 0, count, 0);
    return buffer.subarray(0, bytesRead);
  } catch (cause) {
    throw missing(place, cause);
  } finally {
    await file.close();
  }
}

const missing = (place: string, cause: unknown) =>
  new SiteMapError('not-found', `the file ${place} cannot be read (${reasonOf(cause)})`);

const reasonOf = (cause: unknown) =>
  cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);

async function ask(address: string, headers: Record<string, string>): Promise<Uint8Array> {
  const refuse = (why: string) => new SiteMapError('unreachable', `${address} ${why}`);
  const signal = AbortSignal.timeout(patienceMs);
  const answer = await fetch(address, { headers, signal }).catch((cause) => {
    throw refuse(`does not answer (${cause instanceof Error ? cause.message : cause})`);
  });
  if (!answer.ok) {
    await answer.body?.cancel();
    throw refuse(`answers ${answer.status}`);
  }
  return readBody(answer, refuse);
}

/** No more than a style may have: a server that goes on sending ends here. */
async function readBody(answer: Response, refuse: (why: string) => SiteMapError) {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of answer.body ?? []) {
    length += part.length;
    if (length > mostBytes) throw refuse('sends more than a style has');
    parts.push(part);
  }
  return Buffer.concat(parts);
}
