import type { LonLat } from './position.ts';

/**
 * The binary frame of the latest lane, little-endian, columns one after another so that a browser
 * reads them as typed arrays without copying: header of 16 bytes (f64 server time in ms, u32 rows,
 * u32 reserved), then rows × u32 key, i32 lon and i32 lat in 1e-7°, u32 fix time in seconds since
 * 1970, u16 speed in 0.1 km/h, u16 heading in 0.1°.
 */
const headerBytes = 16;
const rowBytes = 20;

export type PositionRow = {
  key: number;
  point: LonLat;
  fixAtMs: number;
  speedKph: number;
  headingDeg: number;
};

export type PositionColumns = {
  serverAtMs: number;
  rows: number;
  key: Uint32Array;
  lonE7: Int32Array;
  latE7: Int32Array;
  fixAtS: Uint32Array;
  speedDkph: Uint16Array;
  headingDdeg: Uint16Array;
};

function columnsOf(
  buffer: ArrayBuffer,
  rows: number,
): Omit<PositionColumns, 'serverAtMs' | 'rows'> {
  const at = (column: number) => headerBytes + column * 4 * rows;
  return {
    key: new Uint32Array(buffer, at(0), rows),
    lonE7: new Int32Array(buffer, at(1), rows),
    latE7: new Int32Array(buffer, at(2), rows),
    fixAtS: new Uint32Array(buffer, at(3), rows),
    speedDkph: new Uint16Array(buffer, at(4), rows),
    headingDdeg: new Uint16Array(buffer, at(4) + 2 * rows, rows),
  };
}

export function encodePositionFrame(serverAtMs: number, rows: readonly PositionRow[]): ArrayBuffer {
  const buffer = new ArrayBuffer(headerBytes + rowBytes * rows.length);
  const header = new DataView(buffer);
  header.setFloat64(0, serverAtMs, true);
  header.setUint32(8, rows.length, true);
  const columns = columnsOf(buffer, rows.length);
  rows.forEach((row, i) => {
    columns.key[i] = row.key;
    columns.lonE7[i] = Math.round(row.point[0] * 1e7);
    columns.latE7[i] = Math.round(row.point[1] * 1e7);
    columns.fixAtS[i] = Math.floor(row.fixAtMs / 1000);
    columns.speedDkph[i] = Math.min(65_535, Math.round(row.speedKph * 10));
    columns.headingDdeg[i] = Math.round((row.headingDeg % 360) * 10);
  });
  return buffer;
}

/** Null when the bytes are not a frame: a damaged frame is dropped, the next one heals it. */
export function decodePositionFrame(buffer: ArrayBuffer): PositionColumns | null {
  if (buffer.byteLength < headerBytes) return null;
  const header = new DataView(buffer);
  const rows = header.getUint32(8, true);
  if (buffer.byteLength !== headerBytes + rowBytes * rows) return null;
  return { serverAtMs: header.getFloat64(0, true), rows, ...columnsOf(buffer, rows) };
}
