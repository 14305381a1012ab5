/**
 * The binary frame of the latest lane, little-endian, column after column, so that both ends work on
 * typed arrays without copying and without an object per vehicle.
 *
 * Places are whole 1e-6 degrees, the resolution of JT/T 808 itself, so nothing is rounded on the way.
 * A row is named by its vehicle's `key`, a small number. Three kinds of row, in the order in which a
 * page applies them:
 *
 * - `gone`: the vehicle has left what this page may see; it is forgotten.
 * - `placed`: everything of a row, 18 bytes.
 * - `moved`: 6 bytes for a row that the page has: 12 bits each of longitude and latitude to add (up to
 *   228 m of latitude), speed, heading, age. Which rows they are says a bitmap over the keys from
 *   `firstKey` on; the columns follow in the order of its bits.
 *
 * A frame continues the one with the number `afterNumber`; 0 continues none and replaces everything
 * that the page has. A page that stands at another number has lost one and joins again.
 */
export type PositionFrame = {
  number: number;
  afterNumber: number;
  serverAtMs: number;
  gone: Uint32Array;
  placed: PlacedRows;
  moved: MovedRows;
};

export type PlacedRows = {
  count: number;
  key: Uint32Array;
  lonE6: Int32Array;
  latE6: Int32Array;
  /** Device time of the fix, seconds since 1970. */
  fixAtS: Uint32Array;
  /** 255: that or more. */
  speedKph: Uint8Array;
  /** 256ths of a turn, clockwise from north. */
  heading: Uint8Array;
};

export type MovedRows = {
  count: number;
  firstKey: number;
  /** Bit `key - firstKey`, least significant first; a multiple of 4 bytes. */
  bitmap: Uint8Array;
  /** The lower 16 and upper 8 bits of longitude (12 bits) and latitude (12 bits), both signed. */
  stepLow: Uint16Array;
  stepHigh: Uint8Array;
  speedKph: Uint8Array;
  heading: Uint8Array;
  /** Whole seconds from the fix to the second of `serverAtMs`. */
  ageS: Uint8Array;
};

/** How many rows of each kind a frame has room for. */
export type FrameShape = { gone: number; placed: number; moved: number; bitmapBytes: number };

const headerBytes = 40;
const placedBytes = 18;
const movedBytes = 6;
/** Twelve bits, signed. */
const furthestStep = 2047;
const oldestAgeS = 255;

export function bytesOfFrame({ gone, placed, moved, bitmapBytes }: FrameShape): number {
  return headerBytes + gone * 4 + placed * placedBytes + bitmapBytes + moved * movedBytes;
}

/** Whether a step and an age fit a `moved` row; what does not is `placed`. */
export function fitsMove(lonStep: number, latStep: number, ageS: number): boolean {
  return (
    lonStep >= -furthestStep &&
    lonStep <= furthestStep &&
    latStep >= -furthestStep &&
    latStep <= furthestStep &&
    ageS >= 0 &&
    ageS <= oldestAgeS
  );
}

/** An empty frame of a shape, and the buffer that it writes through to. */
export function createPositionFrame(
  head: Pick<PositionFrame, 'number' | 'afterNumber' | 'serverAtMs'> & { firstKey: number },
  shape: FrameShape,
): { buffer: ArrayBuffer; frame: PositionFrame } {
  const buffer = new ArrayBuffer(bytesOfFrame(shape));
  const header = new DataView(buffer);
  header.setUint32(0, head.number, true);
  header.setUint32(4, head.afterNumber, true);
  header.setFloat64(8, head.serverAtMs, true);
  header.setUint32(16, shape.gone, true);
  header.setUint32(20, shape.placed, true);
  header.setUint32(24, shape.moved, true);
  header.setUint32(28, head.firstKey, true);
  header.setUint32(32, shape.bitmapBytes, true);
  return { buffer, frame: viewsOf(buffer, head, shape) };
}

/** Null when the bytes are not a frame: the page joins again. */
export function decodePositionFrame(buffer: ArrayBuffer): PositionFrame | null {
  if (buffer.byteLength < headerBytes) return null;
  const header = new DataView(buffer);
  const shape: FrameShape = {
    gone: header.getUint32(16, true),
    placed: header.getUint32(20, true),
    moved: header.getUint32(24, true),
    bitmapBytes: header.getUint32(32, true),
  };
  if (shape.bitmapBytes % 4 !== 0 || buffer.byteLength !== bytesOfFrame(shape)) return null;
  const head = {
    number: header.getUint32(0, true),
    afterNumber: header.getUint32(4, true),
    serverAtMs: header.getFloat64(8, true),
    firstKey: header.getUint32(28, true),
  };
  const frame = viewsOf(buffer, head, shape);
  return bitsIn(frame.moved.bitmap) === shape.moved ? frame : null;
}

function viewsOf(
  buffer: ArrayBuffer,
  head: Pick<PositionFrame, 'number' | 'afterNumber' | 'serverAtMs'> & { firstKey: number },
  { gone, placed, moved, bitmapBytes }: FrameShape,
): PositionFrame {
  const { number, afterNumber, serverAtMs, firstKey } = head;
  // The widest columns first: a typed array must lie on a multiple of its own width.
  let at = headerBytes;
  const take = (bytes: number) => {
    const start = at;
    at += bytes;
    return start;
  };
  const words = (length: number) => new Uint32Array(buffer, take(length * 4), length);
  const signed = (length: number) => new Int32Array(buffer, take(length * 4), length);
  const bytes = (length: number) => new Uint8Array(buffer, take(length), length);
  const goneKeys = words(gone);
  const placedWords = {
    key: words(placed),
    lonE6: signed(placed),
    latE6: signed(placed),
    fixAtS: words(placed),
  };
  const bitmap = bytes(bitmapBytes);
  const stepLow = new Uint16Array(buffer, take(moved * 2), moved);
  return {
    number,
    afterNumber,
    serverAtMs,
    gone: goneKeys,
    placed: { count: placed, ...placedWords, speedKph: bytes(placed), heading: bytes(placed) },
    moved: {
      count: moved,
      firstKey,
      bitmap,
      stepLow,
      stepHigh: bytes(moved),
      speedKph: bytes(moved),
      heading: bytes(moved),
      ageS: bytes(moved),
    },
  };
}

function bitsIn(bitmap: Uint8Array): number {
  let bits = 0;
  for (let i = 0; i < bitmap.length; i++) {
    for (let byte = bitmap[i] ?? 0; byte !== 0; byte &= byte - 1) bits += 1;
  }
  return bits;
}

/** Writes the `i`-th moved row's step. */
export function writeStep(moved: MovedRows, i: number, lonStep: number, latStep: number): void {
  const packed = (lonStep & 0xfff) | ((latStep & 0xfff) << 12);
  moved.stepLow[i] = packed & 0xffff;
  moved.stepHigh[i] = packed >>> 16;
}

/** Calls `visit` for each moved row: its key, its place in the columns, its step in 1e-6 degrees. */
export function eachMoved(
  { firstKey, bitmap, stepLow, stepHigh }: MovedRows,
  visit: (key: number, i: number, lonStep: number, latStep: number) => void,
): void {
  let i = 0;
  for (let at = 0; at < bitmap.length; at++) {
    for (let byte = bitmap[at] ?? 0; byte !== 0; byte &= byte - 1) {
      const bit = 31 - Math.clz32(byte & -byte);
      const packed = (stepLow[i] ?? 0) | ((stepHigh[i] ?? 0) << 16);
      visit(firstKey + at * 8 + bit, i, (packed << 20) >> 20, (packed << 8) >> 20);
      i += 1;
    }
  }
}

export const headingOf = (headingDeg: number): number => Math.round((headingDeg * 256) / 360) & 255;
export const headingDegOf = (heading: number): number => (heading * 360) / 256;
