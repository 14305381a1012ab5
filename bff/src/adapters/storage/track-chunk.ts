import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { StorageError } from './storage-error.ts';
import type { PointColumns, PointList } from './track-points.ts';
import { VarintReader, VarintWriter } from './varint.ts';

export type Chunk = { fromS: number; toS: number; count: number; body: Uint8Array };
export type Seconds = { fromS: number; toS: number };

/** Longer ones are cut, so that a reader knows how far before its range a chunk may begin. */
export const longestChunkS = 900;
export const mostInChunk = 192;

/** The first byte of a body. */
const plain = 1;
const compressed = 2;
/** At worst: six columns, two of which may take two numbers. */
const numbersPerPoint = 8;
/** Opening a compressed body costs three times what decoding costs: it has to be worth that. */
const worthwhile = 0.85;
const mostBytes = 1 + mostInChunk * numbersPerPoint * 5;
const level = { params: { [constants.ZSTD_c_compressionLevel]: 3 } };

const writer = new VarintWriter();
type Whole = Uint32Array | Int32Array | Uint16Array | Uint8Array;

/** How much each step differs from the step before: small for who keeps going. */
function writeBends(column: Whole, from: number, to: number): void {
  let value = 0;
  let step = 0;
  for (let row = from; row < to; row++) {
    const next = ((column[row] ?? 0) - value) | 0;
    writer.writeStep(next - step);
    step = next;
    value = column[row] ?? 0;
  }
}

function readBends(reader: VarintReader, column: Whole, count: number): void {
  let value = 0;
  let step = 0;
  for (let row = 0; row < count; row++) {
    step = (step + reader.readStep()) | 0;
    value = (value + step) | 0;
    column[row] = value;
  }
}

function writeSteps(column: Whole, from: number, to: number): void {
  let value = 0;
  for (let row = from; row < to; row++) {
    writer.writeStep((column[row] ?? 0) - value);
    value = column[row] ?? 0;
  }
}

function readSteps(reader: VarintReader, column: Whole, count: number): void {
  let value = 0;
  for (let row = 0; row < count; row++) {
    value += reader.readStep();
    column[row] = value;
  }
}

/** Each step once, and how often it follows: for what goes by the clock, or hardly ever changes. */
function writeRuns(column: Whole, from: number, to: number, start: number): void {
  let value = start;
  for (let row = from; row < to; ) {
    const step = ((column[row] ?? 0) - value) | 0;
    let run = 0;
    while (row < to && (((column[row] ?? 0) - value) | 0) === step) {
      value = column[row] ?? 0;
      row += 1;
      run += 1;
    }
    writer.writeStep(step);
    writer.write(run);
  }
}

function readRuns(reader: VarintReader, column: Whole, count: number, start: number): void {
  let value = start;
  for (let row = 0; row < count; ) {
    const step = reader.readStep();
    const run = reader.read();
    if (run === 0 || run > count - row) throw new StorageError('damaged', 'a track chunk overruns');
    for (const end = row + run; row < end; row++) {
      value = (value + step) | 0;
      column[row] = value;
    }
  }
}

function bodyOf(written: Uint8Array): Uint8Array {
  const packed = zstdCompressSync(written, level);
  const isWorthIt = packed.length < written.length * worthwhile;
  const content = isWorthIt ? packed : written;
  const body = new Uint8Array(1 + content.length);
  body[0] = isWorthIt ? compressed : plain;
  body.set(content, 1);
  return body;
}

/** Rows `from` to `to` of one vehicle, tidy, at most `mostInChunk` within `longestChunkS`. */
function encodeChunk(points: PointColumns, from: number, to: number): Chunk {
  const fromS = points.atS[from] ?? 0;
  writer.begin((to - from) * numbersPerPoint);
  writeRuns(points.atS, from, to, fromS);
  writeBends(points.lonE6, from, to);
  writeBends(points.latE6, from, to);
  writeSteps(points.speedDkph, from, to);
  writeSteps(points.headingDeg, from, to);
  writeRuns(points.area, from, to, 0);
  const body = bodyOf(writer.written());
  return { fromS, toS: points.atS[to - 1] ?? 0, count: to - from, body };
}

/** One vehicle's tidy points as chunks. */
export function cutChunks({ columns, count }: PointList): Chunk[] {
  const chunks: Chunk[] = [];
  let from = 0;
  for (let row = 1; row <= count; row++) {
    const spanS = (columns.atS[row] ?? 0) - (columns.atS[from] ?? 0);
    if (row < count && row - from < mostInChunk && spanS < longestChunkS) continue;
    chunks.push(encodeChunk(columns, from, row));
    from = row;
  }
  return chunks;
}

const unopened = (cause: unknown): StorageError =>
  new StorageError('damaged', 'a track chunk does not open', { cause });

function contentOf(body: Uint8Array): Uint8Array {
  const content = body.subarray(1);
  if (body[0] === plain) return content;
  if (body[0] !== compressed) throw new StorageError('damaged', 'a track chunk of another kind');
  try {
    return zstdDecompressSync(content, { maxOutputLength: mostBytes });
  } catch (error) {
    throw unopened(error);
  }
}

/** Appends the points of a chunk that lie in a range, as those of `vehicle`. Throws `damaged`. */
export function readChunk(
  { fromS, count, body }: Omit<Chunk, 'toS'>,
  range: Seconds,
  vehicle: number,
  list: PointList,
): void {
  if (count > mostInChunk) throw new StorageError('damaged', `a track chunk of ${count} points`);
  const reader = new VarintReader(contentOf(body));
  list.reserve(count);
  const rows = columnsFrom(list, count);
  readRuns(reader, rows.atS, count, fromS);
  readBends(reader, rows.lonE6, count);
  readBends(reader, rows.latE6, count);
  readSteps(reader, rows.speedDkph, count);
  readSteps(reader, rows.headingDeg, count);
  readRuns(reader, rows.area, count, 0);
  reader.end();
  let from = 0;
  while (from < count && (rows.atS[from] ?? 0) < range.fromS) from += 1;
  let to = count;
  while (to > from && (rows.atS[to - 1] ?? 0) >= range.toS) to -= 1;
  if (from > 0) for (const column of Object.values(rows)) column.copyWithin(0, from, to);
  list.columns.vehicle.fill(vehicle, list.count, list.count + to - from);
  list.count += to - from;
}

/** The free rows at the end of a list, to be written in place. */
function columnsFrom({ columns, count: at }: PointList, count: number) {
  return {
    atS: columns.atS.subarray(at, at + count),
    lonE6: columns.lonE6.subarray(at, at + count),
    latE6: columns.latE6.subarray(at, at + count),
    speedDkph: columns.speedDkph.subarray(at, at + count),
    headingDeg: columns.headingDeg.subarray(at, at + count),
    area: columns.area.subarray(at, at + count),
  };
}
