import { FrameCutter, type FrameFault, rawFrame } from './frame.ts';

/** `payload` is header and body, unescaped, checksum gone. `bytes` is what came between the flags. */
export type Frame =
  | { ok: true; payload: Uint8Array; bytes: Uint8Array }
  | { ok: false; reason: FrameFault; bytes: Uint8Array };

/** A cutter whose frames last: each a copy of its own, for tests and for recorded lines. */
export class FrameSplitter {
  #frames: Frame[] = [];
  readonly #cutter = new FrameCutter({
    frame: (bytes, from, to) => {
      const payload = new Uint8Array(bytes.subarray(from, to));
      this.#frames.push({ ok: true, payload, bytes: rawFrame() });
      return true;
    },
    bad: (reason, bytes) => void this.#frames.push({ ok: false, reason, bytes }),
  });

  push(chunk: Uint8Array): Frame[] {
    this.#cutter.push(chunk);
    return this.#take();
  }

  /** The stream is over: what is still held will never be a frame. */
  end(): Frame[] {
    this.#cutter.end();
    return this.#take();
  }

  #take(): Frame[] {
    const frames = this.#frames;
    this.#frames = [];
    return frames;
  }
}
