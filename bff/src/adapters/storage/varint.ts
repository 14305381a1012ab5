import { StorageError } from './storage-error.ts';

const longest = 5;

/**
 * Whole numbers of 32 bits, small ones short. Steps wrap around at 32 bits on both sides, so that any
 * two values have a step between them.
 */
export class VarintWriter {
  #bytes = new Uint8Array(4096);
  #at = 0;

  /** Begins anew, with room for so many numbers. */
  begin(numbers: number): void {
    this.#at = 0;
    if (this.#bytes.length < numbers * longest) this.#bytes = new Uint8Array(numbers * longest);
  }

  write(value: number): void {
    let rest = value >>> 0;
    while (rest > 0x7f) {
      this.#bytes[this.#at++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.#bytes[this.#at++] = rest;
  }

  /** Small for a step of either sign. */
  writeStep(step: number): void {
    const signed = step | 0;
    this.write((signed << 1) ^ (signed >> 31));
  }

  /** What was written; valid until the next `begin`. */
  written(): Uint8Array {
    return this.#bytes.subarray(0, this.#at);
  }
}

const damaged = (): StorageError => new StorageError('damaged', 'a track ends in the middle');

export class VarintReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  read(): number {
    const bytes = this.#bytes;
    let value = 0;
    for (let shift = 0; shift < longest * 7; shift += 7) {
      const byte = bytes[this.#at++];
      if (byte === undefined) throw damaged();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
    throw new StorageError('damaged', 'a number in a track is too long');
  }

  readStep(): number {
    const value = this.read();
    return (value >>> 1) ^ -(value & 1);
  }

  /** Throws when something is left. */
  end(): void {
    if (this.#at !== this.#bytes.length) {
      throw new StorageError('damaged', 'a track is longer than what it tells');
    }
  }
}
