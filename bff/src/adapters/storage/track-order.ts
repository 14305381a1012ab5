import { copyPoint, copyPoints, createPointColumns, type PointList } from './track-points.ts';

/** A time and a place in the list fit one exact number up to here. */
const mostPoints = 2 ** 21;

function isTidy(atS: Uint32Array, from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++) {
    if ((atS[i] ?? 0) <= (atS[i - 1] ?? 0)) return false;
  }
  return true;
}

/**
 * Brings the rows from `from` to the end, all of one vehicle, into the order of their seconds. Of
 * several in one second the first stays: a device sends a message again, it does not correct it.
 */
export function tidyPoints(list: PointList, from = 0): void {
  const { columns, count } = list;
  if (isTidy(columns.atS, from, count)) return;
  if (count - from > mostPoints) throw new RangeError(`${count - from} points at once`);
  const keys = new Float64Array(count - from);
  for (let i = 0; i < keys.length; i++) keys[i] = (columns.atS[from + i] ?? 0) * mostPoints + i;
  keys.sort();
  const sorted = createPointColumns(keys.length);
  let kept = 0;
  for (const key of keys) {
    const row = from + (key % mostPoints);
    if (kept > 0 && sorted.atS[kept - 1] === columns.atS[row]) continue;
    copyPoint(columns, row, sorted, kept);
    kept += 1;
  }
  copyPoints(sorted, 0, kept, columns, from);
  list.count = from + kept;
}

/** The first row from `from` on whose time is not before `atS`, in a tidy list. */
export function rowAtOrAfter(list: PointList, atS: number, from = 0): number {
  let low = from;
  let high = list.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list.columns.atS[middle] ?? 0) < atS) low = middle + 1;
    else high = middle;
  }
  return low;
}
