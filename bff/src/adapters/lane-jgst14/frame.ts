import { type FrameDialect, type FrameFault, headMark, tailMark } from './frame-form.ts';
import { type LaneImage, readImages } from './images.ts';

/** One frame of a traditional lane, JGS/T 14-2015 annex A. */
export type LaneFrame = {
  dialect: FrameDialect;
  code: number;
  areaId: string;
  channelNo: string;
  direction: 'I' | 'E';
  xml: Uint8Array;
  images: LaneImage[];
};

export type FrameReading = { ok: true; frame: LaneFrame } | { ok: false; reason: FrameFault };

const widths = [1, 4] as const;
const orders = [true, false] as const;
/** Head and total length; then code, two ids of ten, I/E, marker and the XML's length. */
const fixedBytes = 8 + 10 + 10 + 1 + 4 + 4;
const tailBytes = 2;
/** The longest header: nobody can be understood before it is here. */
export const headerBytes = fixedBytes + 4;
const smallestFrame = fixedBytes + 1 + tailBytes;

type Claim = { littleEndian: boolean; codeWidth: 1 | 4; total: number; code: number; xml: number };

const viewOf = (bytes: Uint8Array) =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function claimOf(view: DataView, littleEndian: boolean, codeWidth: 1 | 4): Claim {
  const code = codeWidth === 1 ? view.getUint8(8) : view.getUint32(8, littleEndian);
  const xml = view.getUint32(8 + codeWidth + 25, littleEndian);
  return { littleEndian, codeWidth, total: view.getUint32(4, littleEndian), code, xml };
}

/** Six photographs of a good camera and more. */
export const longestFrame = 4 * 1024 * 1024;

const isPossible = ({ total, code, codeWidth, xml }: Claim): boolean =>
  total <= longestFrame &&
  code >= 0x21 &&
  code <= 0x66 &&
  fixedBytes + codeWidth + xml + tailBytes <= total;
const leavesNothing = ({ total, codeWidth, xml }: Claim): boolean =>
  fixedBytes + codeWidth + xml + tailBytes === total;

/**
 * What the header says of itself, in the dialect in which it makes sense. The paper has a code of four
 * bytes, both kinds of front end found in the field use one, and they disagree on the order of bytes; so
 * the lengths must agree with each other, and with the real one where it is known, and that chooses. Null: in
 * no dialect.
 */
export function readHeader(bytes: Uint8Array, realLength?: number): Claim | null {
  if (bytes.length < headerBytes) return null;
  const view = viewOf(bytes);
  const claims = widths.flatMap((width) => orders.map((order) => claimOf(view, order, width)));
  const possible = claims.filter(isPossible);
  const real = possible.find(({ total }) => total === realLength);
  return real ?? possible.find(leavesNothing) ?? possible[0] ?? null;
}

export const hasHead = (bytes: Uint8Array): boolean =>
  headMark.every((byte, at) => bytes[at] === byte);

/** Reads exactly one frame. Never throws. */
export function readFrame(bytes: Uint8Array): FrameReading {
  const known = bytes.subarray(0, headMark.length);
  if (!headMark.every((byte, at) => at >= known.length || known[at] === byte))
    return { ok: false, reason: 'bad-head' };
  if (bytes.length < smallestFrame) return { ok: false, reason: 'truncated' };
  const padded = bytes.length < headerBytes ? padTo(bytes, headerBytes) : bytes;
  const header = readHeader(padded, bytes.length);
  if (header === null) return { ok: false, reason: 'bad-length' };
  if (header.total > bytes.length) return { ok: false, reason: 'truncated' };
  if (header.total < bytes.length) return { ok: false, reason: 'bad-length' };
  return readBody(bytes, header);
}

function padTo(bytes: Uint8Array, length: number): Uint8Array {
  const padded = new Uint8Array(length);
  padded.set(bytes);
  return padded;
}

function readBody(bytes: Uint8Array, header: Claim): FrameReading {
  const { littleEndian, codeWidth, code } = header;
  const at = 8 + codeWidth;
  if (!tailMark.every((byte, i) => bytes[bytes.length - tailBytes + i] === byte))
    return { ok: false, reason: 'bad-tail' };
  const areaId = idOf(bytes.subarray(at, at + 10));
  const channelNo = idOf(bytes.subarray(at + 10, at + 20));
  if (areaId === null || channelNo === null) return { ok: false, reason: 'bad-id' };
  const direction = String.fromCharCode(bytes[at + 20] ?? 0).toUpperCase();
  if (direction !== 'I' && direction !== 'E') return { ok: false, reason: 'bad-direction' };
  const xmlAt = at + 29;
  const xml = bytes.subarray(xmlAt, xmlAt + header.xml);
  const rest = bytes.subarray(xmlAt + header.xml, bytes.length - tailBytes);
  const images = readImages(rest, littleEndian);
  if (images === null) return { ok: false, reason: 'bad-images' };
  const marker = Buffer.from(bytes.subarray(at + 21, at + 25)).toString('hex');
  const dialect = { littleEndian, codeWidth, marker };
  return { ok: true, frame: { dialect, code, areaId, channelNo, direction, xml, images } };
}

/** Ten characters, padded with blanks or zero bytes. Null: no characters that an id is written with. */
function idOf(bytes: Uint8Array): string | null {
  const text = Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\0 ]+$/, '');
  return /^[\x20-\x7e]*$/.test(text) ? text : null;
}

/** Writes a frame in the dialect of whom it answers. */
export function writeFrame(frame: Omit<LaneFrame, 'images'>): Uint8Array {
  const { dialect, code, areaId, channelNo, direction, xml } = frame;
  const total = fixedBytes + dialect.codeWidth + xml.length + tailBytes;
  const bytes = Buffer.alloc(total);
  const view = viewOf(bytes);
  bytes.set(headMark, 0);
  view.setUint32(4, total, dialect.littleEndian);
  if (dialect.codeWidth === 1) view.setUint8(8, code);
  else view.setUint32(8, code, dialect.littleEndian);
  const at = 8 + dialect.codeWidth;
  bytes.write(areaId.padEnd(10).slice(0, 10), at, 'latin1');
  bytes.write(channelNo.padEnd(10).slice(0, 10), at + 10, 'latin1');
  bytes.write(direction, at + 20, 'latin1');
  bytes.write(dialect.marker, at + 21, 'hex');
  view.setUint32(at + 25, xml.length, dialect.littleEndian);
  bytes.set(xml, at + 29);
  bytes.set(tailMark, total - tailBytes);
  return bytes;
}
