import type { CameraTrouble } from '@ftz/shared/contract/camera.ts';
import type { GuardedFetch } from './guarded-fetch.ts';

/** Asks the API of a server of pictures; its answer is text that nobody trusts. Never rejects. */
export type AskServer = (
  url: URL,
  headers?: Readonly<Record<string, string>>,
) => Promise<{ ok: true; said: unknown } | { ok: false; trouble: CameraTrouble }>;

const limitBytes = 1024 * 1024;
/** A platform first has to call its camera, which takes up to ten seconds. */
const timeoutMs = 20_000;

export function createAskServer(fetch: GuardedFetch, closing: AbortSignal): AskServer {
  return async (url, headers) => {
    const answer = await fetch(url, { limitBytes, timeoutMs, closing }, headers);
    if (answer.status === 'not-found') return { ok: false, trouble: 'stream-unknown' };
    if (answer.status === 'unreachable') {
      return { ok: false, trouble: answer.trouble ?? 'media-server-away' };
    }
    const said = answer.status === 'ok' ? jsonIn(answer.bytes) : undefined;
    return said === undefined ? { ok: false, trouble: 'media-server-away' } : { ok: true, said };
  };
}

/** Undefined: no JSON. */
function jsonIn(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

/** A field of an answer, or undefined, whatever the answer is. */
export function fieldOf(said: unknown, name: string): unknown {
  const isObject = typeof said === 'object' && said !== null && Object.hasOwn(said, name);
  return isObject ? (said as Record<string, unknown>)[name] : undefined;
}
