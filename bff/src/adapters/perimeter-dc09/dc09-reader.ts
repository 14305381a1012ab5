import type { Json, ProtocolReader, Reading, ReadingAids } from '#adapters/protocol-reader.ts';
import { type Dc09Message, decodeFrame } from './decode.ts';
import { type Dc09Frame, readFrame } from './frame.ts';
import { createSplitter, isContent } from './splitter.ts';

/**
 * Perimeter panels. A right checksum under a wrong length is shown, with `lengthOk` false, as the
 * gateway takes it. An encrypted frame is opened with the key of the aids; without one its header is all.
 */
export const dc09Reader: ProtocolReader = {
  protocol: 'sia-dc09',
  standard: 'ANSI/SIA DC-09 with SIA DC-03 and Contact ID (DC-05) content',
  read: (bytes, aids) => {
    const key = keyOf(aids);
    let at = 0;
    return slicesOf(bytes).flatMap((slice): Reading[] => {
      const found = Math.max(0, Buffer.from(bytes.buffer, bytes.byteOffset).indexOf(slice, at));
      at = found + slice.length;
      return isContent(slice) ? [readSlice(slice, found, key)] : [];
    });
  },
};

function keyOf({ keyHex = '' }: ReadingAids): Uint8Array | null {
  return /^([0-9a-f]{2}){16,32}$/i.test(keyHex) ? Buffer.from(keyHex, 'hex') : null;
}

/** Excerpts of a recording often lack the last CR; the wire never does. */
function slicesOf(bytes: Uint8Array): Uint8Array[] {
  const splitter = createSplitter();
  const slices = splitter.push(bytes).map((slice) => slice.bytes);
  return [...slices, splitter.end()].filter((slice) => slice.length > 0);
}

function readSlice(slice: Uint8Array, at: number, key: Uint8Array | null): Reading {
  const place = { at, length: slice.length };
  const reading = readFrame(slice);
  if (!reading.ok) return { ...place, ok: false, reason: reading.reason };
  const { frame, skipped } = reading;
  const found = { at: at + skipped, length: slice.length - skipped };
  const decoding = decodeFrame(frame, key);
  const header = { ...headerFields(frame), lost: skipped };
  // What nobody has a key for still says who sent it.
  if (!decoding.ok && decoding.reason === 'encrypted' && key === null) {
    return { ...found, ok: true, kind: frame.id, fields: header };
  }
  if (!decoding.ok) return { ...found, ok: false, reason: decoding.reason };
  return {
    ...found,
    ok: true,
    kind: frame.id,
    fields: { ...header, ...messageFields(decoding.message) },
  };
}

const hex4 = (value: number) => value.toString(16).toUpperCase().padStart(4, '0');

function headerFields(frame: Dc09Frame): { [name: string]: Json } {
  const { id, encrypted, seq, receiver, line, account, crcFormat, saidLength, length, lengthOk } =
    frame;
  return {
    id,
    encrypted,
    sequence: seq,
    receiver,
    line,
    account,
    crc: hex4(frame.crc),
    crcFormat,
    saidLength,
    length,
    lengthOk,
    ciphertextBytes: encrypted ? frame.body.length / 2 : null,
  };
}

function messageFields({ data, dataAccount, extended, sentAtMs, content }: Dc09Message): {
  [name: string]: Json;
} {
  const sentAt = sentAtMs === null ? null : new Date(sentAtMs).toISOString();
  return { data, dataAccount, extended, sentAt, content };
}
