import type { CameraTrouble } from '@ftz/shared/contract/camera.ts';

/** How an upstream answered. Nothing here throws: a camera that misbehaves is everyday life. */
export type UpstreamAnswer =
  | { status: 'ok'; bytes: Uint8Array<ArrayBuffer> }
  | { status: 'not-found' }
  /** `bytes` is what came before we hung up. */
  | { status: 'too-large'; bytes: Uint8Array<ArrayBuffer> }
  /** `trouble`: what a technician has to mend, where that can be told. */
  | { status: 'unreachable'; reason: string; trouble?: CameraTrouble };

export type FetchBounds = { limitBytes: number; timeoutMs: number; closing: AbortSignal };

/**
 * Fetches at most `limitBytes` (counted after decompression, whatever the headers promise) within
 * `timeoutMs` for the whole answer. Redirects are refused: the head-end's address was allowed by an
 * administrator, the one it points to was not.
 */
export async function fetchBounded(url: URL, bounds: FetchBounds): Promise<UpstreamAnswer> {
  const signal = AbortSignal.any([bounds.closing, AbortSignal.timeout(bounds.timeoutMs)]);
  try {
    const response = await fetch(url, { redirect: 'error', signal });
    if (response.status === 200) return await readBounded(response, bounds.limitBytes);
    await response.body?.cancel();
    if (response.status === 404 || response.status === 410) return { status: 'not-found' };
    return unreachable(`status ${response.status}`);
  } catch (error) {
    return unreachable(error instanceof Error ? error.message : String(error));
  }
}

async function readBounded(response: Response, limitBytes: number): Promise<UpstreamAnswer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop early cancels the stream, and with it the connection.
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    length += chunk.byteLength;
    if (length > limitBytes) return { status: 'too-large', bytes: joined(chunks, length) };
  }
  return { status: 'ok', bytes: joined(chunks, length) };
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

function unreachable(reason: string): UpstreamAnswer {
  return { status: 'unreachable', reason };
}
