import { hasHead, headerBytes, readHeader } from './frame.ts';

/** A whole frame, or what can never become one. */
export type Cut = { kind: 'frame' | 'noise'; bytes: Uint8Array };

/**
 * Cuts a lane's bytes into frames by their lengths. What does not begin like a frame, or is of no dialect,
 * is noise with all that follows: a length that lies leaves no place to begin anew.
 */
export function createFrameSplitter() {
  let chunks: Uint8Array[] = [];
  let held = 0;
  let needed = headerBytes;

  function cutOne(): Cut | null {
    if (held < needed) return null;
    const bytes = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
    chunks = [bytes];
    const total = hasHead(bytes) ? (readHeader(bytes)?.total ?? null) : null;
    if (total === null) {
      chunks = [];
      held = 0;
      return { kind: 'noise', bytes };
    }
    needed = total;
    if (held < total) return null;
    const rest = bytes.subarray(total);
    chunks = rest.length === 0 ? [] : [rest];
    held = rest.length;
    needed = headerBytes;
    return { kind: 'frame', bytes: bytes.subarray(0, total) };
  }

  return {
    push(chunk: Uint8Array): Cut[] {
      chunks.push(Uint8Array.from(chunk));
      held += chunk.length;
      const cuts: Cut[] = [];
      for (let cut = cutOne(); cut !== null; cut = cutOne()) cuts.push(cut);
      return cuts;
    },
    /** What never became whole. */
    end: (): Uint8Array => (held === 0 ? new Uint8Array() : Buffer.concat(chunks)),
  };
}
