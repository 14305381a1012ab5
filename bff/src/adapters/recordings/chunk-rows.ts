import { crc32 } from 'node:zlib';

/**
 * One row for each segment of a chunk, written after its bytes. What a power cut tore is known by its sum and cut
 * off; nothing after it is believed.
 */
export type Row = {
  startsAtMs: number;
  durationMs: number;
  offset: number;
  length: number;
  /** The first eight bytes of the SHA-256 of the initialisation, as sixteen hex digits. */
  init: string;
  begins: boolean;
  /** CRC-32 of the segment's bytes. */
  sum: number;
};

/** startsAtMs f64 | durationMs u32 | offset u32 | length u32 | flags u32 | init 8 bytes | sum u32 | sum of the row u32. */
const rowBytes = 40;
const beginsFlag = 1;

export function writeRow(row: Row): Buffer {
  const bytes = Buffer.alloc(rowBytes);
  bytes.writeDoubleLE(row.startsAtMs, 0);
  bytes.writeUInt32LE(row.durationMs, 8);
  bytes.writeUInt32LE(row.offset, 12);
  bytes.writeUInt32LE(row.length, 16);
  bytes.writeUInt32LE(row.begins ? beginsFlag : 0, 20);
  bytes.write(row.init, 24, 'hex');
  bytes.writeUInt32LE(row.sum, 32);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, 36)), 36);
  return bytes;
}

/** The rows whose bytes lie within `dataBytes`, up to the first that is damaged. */
export function readRows(bytes: Buffer, dataBytes: number): Row[] {
  const rows: Row[] = [];
  for (let at = 0; at + rowBytes <= bytes.length; at += rowBytes) {
    if (crc32(bytes.subarray(at, at + 36)) !== bytes.readUInt32LE(at + 36)) break;
    const row = readRow(bytes.subarray(at, at + rowBytes));
    if (row.offset + row.length > dataBytes) break;
    rows.push(row);
  }
  return rows;
}

function readRow(bytes: Buffer): Row {
  return {
    startsAtMs: bytes.readDoubleLE(0),
    durationMs: bytes.readUInt32LE(8),
    offset: bytes.readUInt32LE(12),
    length: bytes.readUInt32LE(16),
    begins: (bytes.readUInt32LE(20) & beginsFlag) !== 0,
    init: bytes.toString('hex', 24, 32),
    sum: bytes.readUInt32LE(32),
  };
}
