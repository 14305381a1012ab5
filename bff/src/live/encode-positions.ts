import {
  createPositionFrame,
  type MovedRows,
  type PlacedRows,
  writeStep,
} from '@ftz/shared/contract/position-frame.ts';
import type { PositionTable } from '#domain/position-table.ts';
import { bitmapBytesOf, type Keys, type Selection } from './select-positions.ts';

/** The bytes of a frame with these rows, as of the table's newest frame. */
export function encodePositions(
  table: PositionTable,
  { gone, placed, moved }: Selection,
  number: number,
  afterNumber: number,
): Buffer {
  const firstKey = moved.count === 0 ? 0 : (moved.list[0] as number);
  const { buffer, frame } = createPositionFrame(
    { number, afterNumber, serverAtMs: table.frameAtMs, firstKey },
    {
      gone: gone.count,
      placed: placed.count,
      moved: moved.count,
      bitmapBytes: bitmapBytesOf(moved),
    },
  );
  frame.gone.set(gone.list.subarray(0, gone.count));
  writePlaced(table, placed, frame.placed);
  writeMoved(table, moved, frame.moved);
  return Buffer.from(buffer);
}

function writePlaced({ shown }: PositionTable, { list, count }: Keys, rows: PlacedRows): void {
  for (let i = 0; i < count; i++) {
    const key = list[i] as number;
    rows.key[i] = key;
    rows.lonE6[i] = shown.lonE6[key] as number;
    rows.latE6[i] = shown.latE6[key] as number;
    rows.fixAtS[i] = shown.fixAtS[key] as number;
    rows.speedKph[i] = shown.speedKph[key] as number;
    rows.heading[i] = shown.heading[key] as number;
  }
}

function writeMoved(table: PositionTable, { list, count }: Keys, rows: MovedRows): void {
  const { shown, stepLon, stepLat } = table;
  const { bitmap, firstKey, speedKph, heading, ageS } = rows;
  const atS = Math.floor(table.frameAtMs / 1000);
  for (let i = 0; i < count; i++) {
    const key = list[i] as number;
    const bit = key - firstKey;
    bitmap[bit >> 3] = (bitmap[bit >> 3] as number) | (1 << (bit & 7));
    writeStep(rows, i, stepLon[key] as number, stepLat[key] as number);
    speedKph[i] = shown.speedKph[key] as number;
    heading[i] = shown.heading[key] as number;
    ageS[i] = atS - (shown.fixAtS[key] as number);
  }
}
