import type { Json } from '#adapters/protocol-reader.ts';
import { readBcdTime } from './bcd-time.ts';
import { readByte, readDword, readHex, readWord } from './big-endian.ts';
import { readText } from './gbk-text.ts';

/** More than any list of a body of 1023 bytes, or of a joined one that a person would read. */
const longestList = 2_000;

/**
 * Walks through a body field by field. Never throws: past the end every field is empty or 0, and
 * `overran` says so, which the caller asks once, at the end.
 */
export class FieldCursor {
  readonly #bytes: Uint8Array;
  #at = 0;
  overran = false;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  byte(): number {
    const at = this.#take(1);
    return at === null ? 0 : readByte(this.#bytes, at);
  }

  word(): number {
    const at = this.#take(2);
    return at === null ? 0 : readWord(this.#bytes, at);
  }

  dword(): number {
    const at = this.#take(4);
    return at === null ? 0 : readDword(this.#bytes, at);
  }

  hex(length: number): string {
    const at = this.#take(length);
    return at === null ? '' : readHex(this.#bytes, at, at + length);
  }

  /** GBK, padding cut off. */
  text(length: number): string {
    const at = this.#take(length);
    return at === null ? '' : readText(this.#bytes.subarray(at, at + length));
  }

  /** BCD[6]; null when it names no moment. */
  timeMs(): number | null {
    const at = this.#take(6);
    const atMs = at === null ? Number.NaN : readBcdTime(this.#bytes, at);
    return Number.isNaN(atMs) ? null : atMs;
  }

  /** DWORD of millionths. */
  degrees(): number {
    return this.dword() / 1e6;
  }

  restHex(): string {
    return this.hex(this.left);
  }

  restText(): string {
    return this.text(this.left);
  }

  list(count: number, read: () => Json): Json[] {
    const items: Json[] = [];
    for (let index = 0; index < Math.min(count, longestList) && !this.overran; index += 1) {
      items.push(read());
    }
    return items;
  }

  /** As many as there are until the end of the body. */
  listToEnd(read: () => Json): Json[] {
    const items: Json[] = [];
    while (this.left > 0 && items.length < longestList && !this.overran) items.push(read());
    return items;
  }

  #take(length: number): number | null {
    const at = this.#at;
    if (length > this.left) {
      this.overran = true;
      return null;
    }
    this.#at = at + length;
    return at;
  }
}
