import {
  readAsciiWeight,
  readToledo,
  readXk3190,
  toledoChecksum,
  type WeightReading,
} from './weight-frame.ts';

const STX = 0x02;
const ETX = 0x03;
const CR = 0x0d;
const LF = 0x0a;
const toledoBytes = 17;
const xkBytes = 12;
const longestLine = 64;

/** A frame and what it says; the bytes are for a technician. */
export type WeightSlice = { bytes: Uint8Array; reading: WeightReading };

/**
 * Cuts an indicator's endless output into frames, however the chunks fall and whichever of the three
 * forms it speaks. A Toledo frame is read when the byte behind its CR is there, since that may be its
 * checksum. Holds a line of bytes at most.
 */
export function createWeightSplitter() {
  let held: Uint8Array = new Uint8Array(0);

  const take = (length: number): Uint8Array => {
    const bytes = held.subarray(0, length);
    held = held.subarray(length);
    return bytes;
  };

  /** Null: what is held is not enough to say. */
  function cutOne(atEnd: boolean): WeightSlice | null {
    skipLineEnds();
    if (held.length === 0) return null;
    if (held[0] === STX) return cutBinary(atEnd);
    const end = held.findIndex((byte) => byte === CR || byte === LF || byte === STX);
    if (end < 0 && held.length <= longestLine && !atEnd) return null;
    if (end < 0 && held.length > longestLine) {
      return { bytes: take(held.length), reading: { ok: false, reason: 'too-long' } };
    }
    const bytes = take(end < 0 ? held.length : end);
    return { bytes, reading: readAsciiWeight(Buffer.from(bytes).toString('latin1')) };
  }

  function skipLineEnds(): void {
    while (held[0] === CR || held[0] === LF) take(1);
  }

  function cutBinary(atEnd: boolean): WeightSlice | null {
    if (held.length >= xkBytes && held[xkBytes - 1] === ETX) {
      const bytes = take(xkBytes);
      return { bytes, reading: readXk3190(bytes) };
    }
    if (held.length < toledoBytes) return atEnd ? damaged(held.length) : null;
    if (((held[toledoBytes - 1] ?? 0) & 0x7f) !== CR) return damaged(nextStart());
    return cutToledo(atEnd);
  }

  function cutToledo(atEnd: boolean): WeightSlice | null {
    const behind = behindToledo(atEnd);
    if (behind === 'unknown') return null;
    const checksum = behind === 'checksum' ? (held[toledoBytes] ?? null) : null;
    const bytes = take(behind === 'checksum' ? toledoBytes + 1 : toledoBytes);
    return { bytes, reading: readToledo(bytes.subarray(0, toledoBytes), checksum) };
  }

  /** What the byte behind a Toledo frame belongs to: that frame, or what comes next. */
  function behindToledo(atEnd: boolean): 'checksum' | 'next' | 'unknown' {
    const byte = held[toledoBytes];
    if (byte === undefined) return atEnd ? 'next' : 'unknown';
    if (byte === LF) return 'next';
    if (byte !== STX) return 'checksum';
    if (!isChecksum(byte)) return 'next';
    // A checksum may look like the start of the next frame: then another start follows it.
    const following = held[toledoBytes + 1];
    if (following === undefined) return atEnd ? 'checksum' : 'unknown';
    return following === STX ? 'checksum' : 'next';
  }

  const isChecksum = (byte: number) =>
    (byte & 0x7f) === toledoChecksum(held.subarray(0, toledoBytes));

  const nextStart = () => {
    const at = held.indexOf(STX, 1);
    return at < 0 ? held.length : at;
  };

  const damaged = (length: number): WeightSlice => ({
    bytes: take(length),
    reading: { ok: false, reason: 'form' },
  });

  function cutAll(atEnd: boolean): WeightSlice[] {
    const slices: WeightSlice[] = [];
    for (let slice = cutOne(atEnd); slice; slice = cutOne(atEnd)) slices.push(slice);
    return slices;
  }

  return {
    push(chunk: Uint8Array): WeightSlice[] {
      held = held.length === 0 ? chunk.slice() : Buffer.concat([held, chunk]);
      return cutAll(false);
    },
    end: (): WeightSlice[] => cutAll(true),
    heldBytes: () => held.length,
  };
}
