const LF = 0x0a;
const CR = 0x0d;
/** The two CRC bytes after LF may be binary, so a CR among them does not end the frame. */
const crcBytes = 2;

/** What stood between two line ends; `overflow` when it grew past the limit before it ended. */
export type Slice = { bytes: Uint8Array; overflow: boolean };

/**
 * Cuts a DC-09 byte stream (`LF … CR`) into slices without their LF and CR, however the chunks fall.
 * It judges nothing: a slice may be noise, and may hold a second LF where the first frame was cut off.
 * Holds `limitBytes` at most; a longer run is handed out once, then skipped up to the next line end.
 */
export function createSplitter(limitBytes = 4096) {
  let held: Uint8Array = new Uint8Array(0);
  let skipping = false;

  function cutOne(): Slice | null {
    const start = held[0] === LF ? 1 : 0;
    const end = held.indexOf(CR, start === 1 ? start + crcBytes : 0);
    if (end >= 0) {
      const bytes = held.subarray(start, end);
      held = held.subarray(end + 1);
      return { bytes, overflow: false };
    }
    if (held.length <= limitBytes) return null;
    const bytes = held.subarray(0, limitBytes);
    held = new Uint8Array(0);
    skipping = true;
    return { bytes, overflow: true };
  }

  function afterSkip(chunk: Uint8Array): Uint8Array {
    if (!skipping) return chunk;
    const end = chunk.findIndex((byte) => byte === CR || byte === LF);
    if (end < 0) return chunk.subarray(chunk.length);
    skipping = false;
    return chunk.subarray(chunk[end] === CR ? end + 1 : end);
  }

  /** Noise before an LF is a slice of its own; line ends between frames are nothing. */
  function cutNoise(): Slice | null {
    const lineFeed = held.indexOf(LF);
    const lineEnd = held.indexOf(CR);
    if (lineFeed <= 0 || (lineEnd >= 0 && lineEnd < lineFeed)) return null;
    const bytes = held.subarray(0, lineFeed);
    held = held.subarray(lineFeed);
    return { bytes, overflow: false };
  }

  return {
    push(chunk: Uint8Array): Slice[] {
      const fresh = afterSkip(chunk);
      held = held.length === 0 ? fresh.slice() : Buffer.concat([held, fresh]);
      const slices: Slice[] = [];
      for (let slice = cutNoise() ?? cutOne(); slice; slice = cutNoise() ?? cutOne()) {
        if (slice.bytes.length > 0) slices.push(slice);
      }
      return slices;
    },
    /** What never got its CR when the stream ended. */
    end(): Uint8Array {
      const rest = held[0] === LF ? held.subarray(1) : held;
      held = new Uint8Array(0);
      return rest;
    },
    heldBytes: () => held.length,
  };
}

/** Some panels send blank lines between frames. */
export function isContent(bytes: Uint8Array): boolean {
  return bytes.some((byte) => byte !== 0x0a && byte !== 0x0d && byte !== 0x20 && byte !== 0);
}
