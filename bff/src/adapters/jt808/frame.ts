/**
 * JT/T 808-2019 clause 4.4: `7E | header | body | checksum | 7E`. Between the flags `7D 02` stands
 * for 7E and `7D 01` for 7D; the checksum is the XOR of header and body before escaping and is
 * escaped itself.
 */
const flag = 0x7e;
const escapeMark = 0x7d;

/**
 * The most that one connection may make us hold. The largest legal frame is 2 × 1045 bytes (2019
 * header with packet fields, 1023 body, checksum, every byte escaped), so what is longer is none.
 */
export const maxBufferedBytes = 4096;

export type FrameFault = 'no-frame' | 'bad-escape' | 'bad-checksum' | 'overflow' | 'truncated';

/** `payload` is header and body, unescaped, checksum gone. `bytes` is what came between the flags. */
export type Frame =
  | { ok: true; payload: Uint8Array; bytes: Uint8Array }
  | { ok: false; reason: FrameFault; bytes: Uint8Array };

// A copy: the segment is a view of a whole network chunk, and who keeps bad frames would keep that.
const refuse = (reason: FrameFault, segment: Uint8Array): Frame => ({
  ok: false,
  reason,
  bytes: segment.slice(0, maxBufferedBytes),
});

/** Goes on where the first `7D` stands: everything before it is plain and already summed. */
function unwrapEscaped(segment: Uint8Array, firstEscape: number, sumSoFar: number): Frame {
  const plain = new Uint8Array(segment.length);
  plain.set(segment.subarray(0, firstEscape));
  let sum = sumSoFar;
  let length = firstEscape;
  for (let at = firstEscape; at < segment.length; at += 1) {
    let byte = segment[at] as number;
    if (byte === escapeMark) {
      at += 1;
      const code = segment[at];
      if (code !== 1 && code !== 2) return refuse('bad-escape', segment);
      byte = escapeMark - 1 + code;
    }
    sum ^= byte;
    plain[length] = byte;
    length += 1;
  }
  if (sum !== 0) return refuse('bad-checksum', segment);
  return { ok: true, payload: plain.subarray(0, length - 1), bytes: segment };
}

/** One pass: sums while it looks for escapes. Payload and checksum together XOR to nought. */
function unwrap(segment: Uint8Array): Frame {
  let sum = 0;
  for (let at = 0; at < segment.length; at += 1) {
    const byte = segment[at] as number;
    if (byte === escapeMark) return unwrapEscaped(segment, at, sum);
    sum ^= byte;
  }
  if (sum !== 0) return refuse('bad-checksum', segment);
  return { ok: true, payload: segment.subarray(0, segment.length - 1), bytes: segment };
}

/**
 * Cuts one byte stream into frames, wherever the network split or joined it. Each flag both ends
 * what came before and opens what follows, so a shared `7E`, an empty `7E7E` pair and garbage
 * between frames need no special case, and after any damage the next `7E` is the new start.
 * Never throws, holds at most `maxBufferedBytes`, and reports each bad stretch exactly once, however
 * long it is. Frames may be views of the chunk: read them before the chunk is reused.
 */
export class FrameSplitter {
  #held = new Uint8Array(0);
  #heldLength = 0;
  #opened = false;
  /** A stretch that was reported as an overflow: the rest of it passes unheard. */
  #skipping = false;

  push(chunk: Uint8Array): Frame[] {
    // A plain view: the `slice` of a Buffer would not copy, and its `subarray` is slow.
    const bytes = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.length);
    const frames: Frame[] = [];
    let from = 0;
    while (from < bytes.length) {
      const at = bytes.indexOf(flag, from);
      if (at === -1) {
        this.#hold(bytes.subarray(from), frames);
        break;
      }
      this.#close(bytes.subarray(from, at), frames);
      from = at + 1;
    }
    return frames;
  }

  /** The stream is over: what is still held will never be a frame. */
  end(): Frame[] {
    const rest = this.#held.subarray(0, this.#heldLength);
    this.#heldLength = 0;
    if (rest.length === 0) return [];
    return [refuse(this.#opened ? 'truncated' : 'no-frame', rest)];
  }

  #close(part: Uint8Array, frames: Frame[]): void {
    if (!this.#skipping) {
      const segment = this.#joinHeld(part);
      if (segment.length > maxBufferedBytes) frames.push(refuse('overflow', segment));
      else if (!this.#opened && segment.length > 0) frames.push(refuse('no-frame', segment));
      else if (segment.length > 0) frames.push(unwrap(segment));
    }
    this.#skipping = false;
    this.#opened = true;
    this.#heldLength = 0;
  }

  #hold(part: Uint8Array, frames: Frame[]): void {
    if (this.#skipping) return;
    if (this.#heldLength + part.length > maxBufferedBytes) {
      frames.push(refuse('overflow', this.#joinHeld(part)));
      this.#skipping = true;
      this.#heldLength = 0;
      return;
    }
    if (this.#held.length === 0) this.#held = new Uint8Array(maxBufferedBytes);
    this.#held.set(part, this.#heldLength);
    this.#heldLength += part.length;
  }

  #joinHeld(part: Uint8Array): Uint8Array {
    if (this.#heldLength === 0) return part;
    const joined = new Uint8Array(this.#heldLength + part.length);
    joined.set(this.#held.subarray(0, this.#heldLength));
    joined.set(part, this.#heldLength);
    return joined;
  }
}

/** The way back: checksum, escapes and flags around header and body. */
export function wrapFrame(payload: Uint8Array): Uint8Array {
  const wire = new Uint8Array(2 * payload.length + 4);
  let length = 0;
  const put = (byte: number): void => {
    const needsEscape = byte === flag || byte === escapeMark;
    if (needsEscape) wire[length++] = escapeMark;
    wire[length++] = needsEscape ? byte - escapeMark + 1 : byte;
  };
  wire[length++] = flag;
  let sum = 0;
  for (const byte of payload) {
    sum ^= byte;
    put(byte);
  }
  put(sum);
  wire[length++] = flag;
  return wire.subarray(0, length);
}
