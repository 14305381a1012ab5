import { escapeMark, flag } from './frame.ts';

/** Puts frames onto the wire, one behind the other: checksum, escapes and flags. */
export class WireWriter {
  #bytes = new Uint8Array(1024);
  #length = 0;
  #sum = 0;

  /** Opens a frame whose header and body hold at most `atMost` bytes. */
  begin(atMost: number): void {
    const needed = this.#length + 2 * atMost + 4;
    if (needed > this.#bytes.length) {
      const grown = new Uint8Array(2 * needed);
      grown.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = grown;
    }
    this.#bytes[this.#length++] = flag;
    this.#sum = 0;
  }

  byte(value: number): void {
    this.#sum ^= value;
    if (value === flag || value === escapeMark) {
      this.#bytes[this.#length++] = escapeMark;
      this.#bytes[this.#length++] = value - escapeMark + 1;
    } else {
      this.#bytes[this.#length++] = value;
    }
  }

  word(value: number): void {
    this.byte((value >> 8) & 0xff);
    this.byte(value & 0xff);
  }

  end(): void {
    this.byte(this.#sum);
    this.#bytes[this.#length++] = flag;
  }

  /** All that was written since the last call, as a copy that a socket may keep. */
  take(): Uint8Array {
    const copy = Buffer.allocUnsafe(this.#length);
    copy.set(this.#bytes.subarray(0, this.#length));
    this.#length = 0;
    return copy;
  }
}

const writer = new WireWriter();

/** One frame: checksum, escapes and flags around header and body. */
export function wrapFrame(payload: Uint8Array): Uint8Array {
  writer.begin(payload.length);
  for (const byte of payload) writer.byte(byte);
  writer.end();
  return writer.take();
}
