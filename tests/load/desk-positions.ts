import {
  decodePositionFrame,
  eachMoved,
  type PositionFrame,
} from '@ftz/shared/contract/position-frame.ts';

/** Ages in seconds, of the fixes that the desk has; null while it has none. Frames and bytes so far. */
export type PositionAges = {
  vehicles: number;
  newestS: number | null;
  medianS: number | null;
  oldestS: number | null;
  frames: number;
  bytes: number;
};

/** Columns by key; far above what a register holds. */
const mostKeys = 2 ** 22;

/** Where everything is, as a page keeps it; it notes what a frame must never say. */
export class DeskPositions {
  frames = 0;
  bytes = 0;
  lonE6 = new Int32Array(1024);
  latE6 = new Int32Array(1024);
  /** Seconds since 1970; 0: no such vehicle. */
  fixAtS = new Uint32Array(1024);
  #number: number | null = null;

  /** Takes a frame; says what is wrong with it. One that does not fit is not taken. */
  take(frame: ArrayBuffer): string[] {
    this.frames += 1;
    this.bytes += frame.byteLength;
    // In Node the frame arrives as a view of a larger buffer; this makes it one of its own.
    const decoded = decodePositionFrame(new Uint8Array(frame).buffer);
    if (!decoded) return ['a position frame that cannot be read'];
    const { number, afterNumber } = decoded;
    if (afterNumber !== 0 && afterNumber !== this.#number)
      return [`stands at frame ${this.#number}, was sent what follows ${afterNumber}`];
    this.#number = number;
    if (afterNumber === 0) this.fixAtS.fill(0);
    return this.#apply(decoded);
  }

  #apply({ number, serverAtMs, gone, placed, moved }: PositionFrame): string[] {
    const faults: string[] = [];
    for (const key of gone) {
      if (!this.#has(key)) faults.push(`frame ${number} forgets ${key}, which is not there`);
      else this.fixAtS[key] = 0;
    }
    const largest = placed.key.reduce((most, key) => Math.max(most, key), 0);
    if (largest >= mostKeys) return [...faults, `frame ${number} has the key ${largest}`];
    this.#makeRoom(largest);
    for (const [row, key] of placed.key.entries()) {
      this.lonE6[key] = placed.lonE6[row] ?? 0;
      this.latE6[key] = placed.latE6[row] ?? 0;
      this.fixAtS[key] = placed.fixAtS[row] ?? 0;
    }
    const secondS = Math.floor(serverAtMs / 1000);
    eachMoved(moved, (key, row, lonStep, latStep) => {
      if (!this.#has(key)) return void faults.push(`frame ${number} moves ${key}, not placed yet`);
      this.lonE6[key] = (this.lonE6[key] ?? 0) + lonStep;
      this.latE6[key] = (this.latE6[key] ?? 0) + latStep;
      this.fixAtS[key] = secondS - (moved.ageS[row] ?? 0);
    });
    return faults;
  }

  #has(key: number): boolean {
    return (this.fixAtS[key] ?? 0) !== 0;
  }

  #makeRoom(key: number): void {
    if (key < this.fixAtS.length) return;
    const length = 2 ** Math.ceil(Math.log2(key + 1));
    const [lonE6, latE6, fixAtS] = [this.lonE6, this.latE6, this.fixAtS];
    this.lonE6 = new Int32Array(length);
    this.latE6 = new Int32Array(length);
    this.fixAtS = new Uint32Array(length);
    this.lonE6.set(lonE6);
    this.latE6.set(latE6);
    this.fixAtS.set(fixAtS);
  }

  ages(nowMs: number): PositionAges {
    const fixes = this.fixAtS.filter((atS) => atS !== 0).sort();
    const age = (atS: number | undefined) =>
      atS === undefined ? null : Math.round(Math.max(0, nowMs / 1000 - atS) * 10) / 10;
    return {
      vehicles: fixes.length,
      newestS: age(fixes.at(-1)),
      medianS: age(fixes[fixes.length >> 1]),
      oldestS: age(fixes[0]),
      frames: this.frames,
      bytes: this.bytes,
    };
  }
}
