import { crc16 } from './crc16.ts';

/**
 * One frame of ANSI/SIA DC-09 clause 5.5: CRC, length and header are right, the content is unread.
 * `body` is what follows the header's `[`: clear text, or hexadecimal ciphertext when `encrypted`.
 */
export type Dc09Frame = {
  crcFormat: 'ascii' | 'binary';
  crc: number;
  /** The length that the sender wrote, and the one that the span has, bytes. */
  saidLength: number;
  length: number;
  /** False when only the length is wrong (several panels write it in decimal). */
  lengthOk: boolean;
  id: string;
  encrypted: boolean;
  /** Four digits, as sent. */
  seq: string;
  receiver: string | null;
  /** May be empty. */
  line: string;
  account: string | null;
  body: string;
};

export type FrameRefusal = 'no-frame' | 'osborne-hoffman' | 'bad-crc' | 'bad-header' | 'bad-length';
/** `skipped` counts the bytes of an earlier frame that lost its end inside the same slice. */
export type FrameReading =
  | { ok: true; frame: Dc09Frame; skipped: number }
  | { ok: false; reason: FrameRefusal };

const quote = 0x22;
const headerPattern =
  /^"(\*?)([A-Z][A-Z0-9-]{1,15})"(\d{4})(?:R([0-9A-Fa-f]{0,6}))?L([0-9A-Fa-f]{0,6})(?:#([0-9A-Za-z]{1,16}))?\[/;
/** The fixed NAK has no `#`: its `A0` would otherwise read as part of the line number. */
const nakPattern = /^"()(NAK)"(\d{4})R(0)L(0)(A0)\[/;
/** Constant CRC 0101 and bare `SR…L…`: the older Osborne-Hoffman protocol on the same port. */
const osborneHoffmanPattern = /^\n?0101.{0,8}SR\d{4}L\d{4}/;

/**
 * Reads one slice (no LF, no CR). A wrong length under a right CRC is forgiven unless `strict`.
 * When a frame lost its end, the next one stands behind a later LF in the same slice: that is found.
 */
export function readFrame(slice: Uint8Array, strict = false): FrameReading {
  const reading = readAt(slice, strict);
  if (reading.ok) return reading;
  for (let at = slice.indexOf(0x0a); at >= 0; at = slice.indexOf(0x0a, at + 1)) {
    const later = readAt(slice.subarray(at + 1), strict);
    if (later.ok) return { ...later, skipped: at };
  }
  return reading;
}

function readAt(slice: Uint8Array, strict: boolean): FrameReading {
  const envelope = openEnvelope(slice);
  if (!envelope) return { ok: false, reason: whatElse(slice) };
  if (crc16(envelope.span) !== envelope.crc) return { ok: false, reason: 'bad-crc' };
  const lengthOk = envelope.length === envelope.span.length;
  if (strict && !lengthOk) return { ok: false, reason: 'bad-length' };
  const text = Buffer.from(envelope.span).toString('latin1');
  const match = nakPattern.exec(text) ?? headerPattern.exec(text);
  if (!match) return { ok: false, reason: 'bad-header' };
  const [header, star, id = '', seq = '', receiver = null, line = '', account = null] = match;
  return {
    ok: true,
    skipped: 0,
    frame: {
      crcFormat: envelope.crcFormat,
      crc: envelope.crc,
      saidLength: envelope.length,
      length: envelope.span.length,
      lengthOk,
      id,
      encrypted: star === '*',
      seq,
      receiver,
      line,
      account,
      body: text.slice(header.length),
    },
  };
}

type Envelope = { crcFormat: 'ascii' | 'binary'; crc: number; length: number; span: Uint8Array };

/** The quote tells the two CRC forms apart: it stands at 8 after four digits, at 6 after two bytes. */
function openEnvelope(slice: Uint8Array): Envelope | null {
  if (slice[8] === quote) {
    const crc = readHex(slice.subarray(0, 4));
    const length = readHex(slice.subarray(4, 8));
    if (crc !== null && length !== null) {
      return { crcFormat: 'ascii', crc, length, span: slice.subarray(8) };
    }
  }
  if (slice[6] !== quote) return null;
  const length = readHex(slice.subarray(2, 6));
  const [high = 0, low = 0] = slice;
  if (length === null) return null;
  return { crcFormat: 'binary', crc: high * 256 + low, length, span: slice.subarray(6) };
}

function readHex(four: Uint8Array): number | null {
  const text = Buffer.from(four).toString('latin1');
  return /^[0-9A-Fa-f]{4}$/.test(text) ? Number.parseInt(text, 16) : null;
}

function whatElse(slice: Uint8Array): FrameRefusal {
  const text = Buffer.from(slice.subarray(0, 64)).toString('latin1');
  return osborneHoffmanPattern.test(text) ? 'osborne-hoffman' : 'no-frame';
}
