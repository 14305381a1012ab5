/**
 * JT/T 808-2019 clause 4.4: `7E | header | body | checksum | 7E`. Between the flags `7D 02` stands
 * for 7E and `7D 01` for 7D; the checksum is the XOR of header and body before escaping and is
 * escaped itself.
 */
export const flag = 0x7e;
export const escapeMark = 0x7d;

/**
 * The most that one connection may make us hold. The largest legal frame is 2 × 1045 bytes (2019
 * header with packet fields, 1023 body, checksum, every byte escaped), so what is longer is none.
 */
export const maxBufferedBytes = 4096;

export type FrameFault = 'no-frame' | 'bad-escape' | 'bad-checksum' | 'overflow' | 'truncated';

/** Who listens to a cutter. Both are called while `push` or `end` runs. */
export type FrameSink = {
  /**
   * A good frame: header and body, unescaped, checksum gone, are `bytes[from, to)`. Only until the
   * call returns: the next frame may overwrite them. False stops the cutting after this frame.
   */
  frame: (bytes: Uint8Array, from: number, to: number) => boolean;
  /** A bad stretch: its own copy of the first `maxBufferedBytes` between the flags. */
  bad: (reason: FrameFault, bytes: Uint8Array) => void;
};

/** The frame being handed over, of whichever cutter: a frame lives only as long as its call. */
const plain = new Uint8Array(maxBufferedBytes);
const raw: { bytes: Uint8Array; from: number; to: number } = { bytes: plain, from: 0, to: 0 };

/** Inside `FrameSink.frame`: a copy of what came between the flags. */
export const rawFrame = (): Uint8Array => copyOf(raw.bytes, raw.from, raw.to);

const leastHeldBytes = 64;

/**
 * Cuts one byte stream into frames, wherever the network split or joined it. Each flag both ends
 * what came before and opens what follows, so a shared `7E`, an empty `7E7E` pair and garbage
 * between frames need no special case, and after any damage the next `7E` is the new start.
 *
 * One pass looks for flags and escapes and sums; a frame without escapes is read where it lies. Never
 * throws, holds at most `maxBufferedBytes` and only while half a frame is there, and reports each
 * bad stretch exactly once, however long it is.
 */
export class FrameCutter {
  readonly #sink: FrameSink;
  /** The beginning of a frame whose end has not come yet; null between frames. */
  #held: Uint8Array | null = null;
  #heldLength = 0;
  #opened = false;
  /** A stretch that was reported as an overflow: the rest of it passes unheard. */
  #skipping = false;

  constructor(sink: FrameSink) {
    this.#sink = sink;
  }

  /** Reads on from `from`; returns up to where it came, which is the end unless the sink said stop. */
  push(chunk: Uint8Array, from = 0): number {
    if (this.#opened && this.#held === null && !this.#skipping) return this.#cut(chunk, from);
    const at = chunk.indexOf(flag, from);
    if (at === -1) {
      this.#hold(chunk, from, chunk.length);
      return chunk.length;
    }
    const goesOn = this.#closeHeld(chunk, from, at);
    return goesOn ? this.#cut(chunk, at + 1) : at + 1;
  }

  /** The stream is over: what is still held will never be a frame. */
  end(): void {
    const rest = this.#held && copyOf(this.#held, 0, this.#heldLength);
    this.#held = null;
    if (rest) this.#sink.bad(this.#opened ? 'truncated' : 'no-frame', rest);
  }

  /** From just behind a flag, nothing held: the way that nearly all bytes go. */
  #cut(bytes: Uint8Array, from: number): number {
    const { length } = bytes;
    let start = from;
    let sum = 0;
    for (let at = from; at < length; ) {
      // Four at a time while none of them is special, which is twice as fast as one by one.
      while (at < length - 3) {
        const [a, b] = [bytes[at] as number, bytes[at + 1] as number];
        const [c, d] = [bytes[at + 2] as number, bytes[at + 3] as number];
        if (isSpecial(a) || isSpecial(b) || isSpecial(c) || isSpecial(d)) break;
        sum ^= a ^ b ^ c ^ d;
        at += 4;
      }
      if (at === length) break;
      const byte = bytes[at] as number;
      at += 1;
      if (byte === flag) {
        if (at - start > 1 && !this.#closePlain(bytes, start, at - 1, sum)) return at;
      } else if (byte === escapeMark) {
        const end = flagAfter(bytes, at);
        if (end === length) break;
        at = end + 1;
        if (!this.#closeEscaped(bytes, start, end)) return at;
      } else {
        sum ^= byte;
        continue;
      }
      start = at;
      sum = 0;
    }
    if (start < length) this.#hold(bytes, start, length);
    return length;
  }

  #closePlain(bytes: Uint8Array, from: number, to: number, sum: number): boolean {
    if (to - from > maxBufferedBytes) return this.#refuse('overflow', bytes, from, to);
    if (sum !== 0) return this.#refuse('bad-checksum', bytes, from, to);
    return this.#tell(bytes, from, to, bytes, from, to);
  }

  #closeEscaped(bytes: Uint8Array, from: number, to: number): boolean {
    if (to - from > maxBufferedBytes) return this.#refuse('overflow', bytes, from, to);
    let sum = 0;
    let length = 0;
    for (let at = from; at < to; at += 1) {
      let byte = bytes[at] as number;
      if (byte === escapeMark) {
        at += 1;
        const code = at < to ? (bytes[at] as number) : 0;
        if (code !== 1 && code !== 2) return this.#refuse('bad-escape', bytes, from, to);
        byte = escapeMark - 1 + code;
      }
      sum ^= byte;
      plain[length] = byte;
      length += 1;
    }
    if (sum !== 0) return this.#refuse('bad-checksum', bytes, from, to);
    return this.#tell(plain, 0, length, bytes, from, to);
  }

  #tell(
    frame: Uint8Array,
    frameFrom: number,
    frameTo: number,
    bytes: Uint8Array,
    from: number,
    to: number,
  ): boolean {
    if (raw.bytes !== bytes) raw.bytes = bytes;
    raw.from = from;
    raw.to = to;
    return this.#sink.frame(frame, frameFrom, frameTo - 1);
  }

  /** The first flag of a chunk that goes on with what an earlier one began. */
  #closeHeld(bytes: Uint8Array, from: number, to: number): boolean {
    const wasOpened = this.#opened;
    const wasSkipping = this.#skipping;
    this.#opened = true;
    this.#skipping = false;
    if (wasSkipping) return true;
    const whole = this.#joinHeld(bytes, from, to);
    this.#held = null;
    if (whole.length === 0) return true;
    if (whole.length > maxBufferedBytes) return this.#refuse('overflow', whole, 0, whole.length);
    if (!wasOpened) return this.#refuse('no-frame', whole, 0, whole.length);
    return this.#closeEscaped(whole, 0, whole.length);
  }

  #hold(bytes: Uint8Array, from: number, to: number): void {
    if (this.#skipping || from === to) return;
    const had = this.#held === null ? 0 : this.#heldLength;
    const needed = had + to - from;
    if (needed > maxBufferedBytes) {
      const whole = this.#joinHeld(bytes, from, to);
      this.#refuse('overflow', whole, 0, whole.length);
      this.#skipping = true;
      this.#held = null;
      return;
    }
    if (this.#held === null || this.#held.length < needed) {
      // Twice as much as needed, so that a byte at a time costs no more than all at once.
      const size = Math.min(maxBufferedBytes, Math.max(leastHeldBytes, 2 * needed));
      const grown = new Uint8Array(size);
      if (this.#held !== null) grown.set(this.#held.subarray(0, had));
      this.#held = grown;
    }
    this.#held.set(bytes.subarray(from, to), had);
    this.#heldLength = needed;
  }

  #joinHeld(bytes: Uint8Array, from: number, to: number): Uint8Array {
    const part = bytes.subarray(from, to);
    if (this.#held === null) return part;
    const joined = new Uint8Array(this.#heldLength + part.length);
    joined.set(this.#held.subarray(0, this.#heldLength));
    joined.set(part, this.#heldLength);
    return joined;
  }

  #refuse(reason: FrameFault, bytes: Uint8Array, from: number, to: number): true {
    this.#sink.bad(reason, copyOf(bytes, from, Math.min(to, from + maxBufferedBytes)));
    return true;
  }
}

/** Flag and escape mark are neighbours: one comparison finds both. */
const isSpecial = (byte: number): boolean => (byte - escapeMark) >>> 0 < 2;

/** Where the next flag is, or the length. Flags are near: a call of `indexOf` would cost more. */
function flagAfter(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== flag) at += 1;
  return at;
}

/** A plain copy of its own: the `slice` of a Buffer would be a view, and keep a network chunk alive. */
const copyOf = (bytes: Uint8Array, from: number, to: number): Uint8Array =>
  new Uint8Array(bytes.subarray(from, to));
