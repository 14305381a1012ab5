/**
 * Points in columns: row `i` of every column is one point. One buffer holds them all, so that a batch
 * moves between threads without being copied.
 */
export type PointColumns = {
  buffer: ArrayBuffer;
  /** A number that stands for the vehicle; which one, says whoever hands the columns over. */
  vehicle: Uint32Array;
  /** Seconds since 1970. */
  atS: Uint32Array;
  lonE6: Int32Array;
  latE6: Int32Array;
  speedDkph: Uint16Array;
  headingDeg: Uint16Array;
  area: Uint8Array;
};

const bytesPerPoint = 21;

/** The columns in a buffer of exactly `count` points: the widest first, for a typed array lies on a multiple of its width. */
export function pointColumnsIn(buffer: ArrayBuffer, count: number): PointColumns {
  return {
    buffer,
    vehicle: new Uint32Array(buffer, 0, count),
    atS: new Uint32Array(buffer, count * 4, count),
    lonE6: new Int32Array(buffer, count * 8, count),
    latE6: new Int32Array(buffer, count * 12, count),
    speedDkph: new Uint16Array(buffer, count * 16, count),
    headingDeg: new Uint16Array(buffer, count * 18, count),
    area: new Uint8Array(buffer, count * 20, count),
  };
}

export const createPointColumns = (capacity: number): PointColumns =>
  pointColumnsIn(new ArrayBuffer(capacity * bytesPerPoint), capacity);

/** Writes rows `from` to `to` into the rows of `target` from `at` on. */
export function copyPoints(
  source: PointColumns,
  from: number,
  to: number,
  target: PointColumns,
  at: number,
): void {
  target.vehicle.set(source.vehicle.subarray(from, to), at);
  target.atS.set(source.atS.subarray(from, to), at);
  target.lonE6.set(source.lonE6.subarray(from, to), at);
  target.latE6.set(source.latE6.subarray(from, to), at);
  target.speedDkph.set(source.speedDkph.subarray(from, to), at);
  target.headingDeg.set(source.headingDeg.subarray(from, to), at);
  target.area.set(source.area.subarray(from, to), at);
}

export function copyPoint(source: PointColumns, from: number, target: PointColumns, at: number) {
  target.vehicle[at] = source.vehicle[from] ?? 0;
  target.atS[at] = source.atS[from] ?? 0;
  target.lonE6[at] = source.lonE6[from] ?? 0;
  target.latE6[at] = source.latE6[from] ?? 0;
  target.speedDkph[at] = source.speedDkph[from] ?? 0;
  target.headingDeg[at] = source.headingDeg[from] ?? 0;
  target.area[at] = source.area[from] ?? 0;
}

/** The first `count` points in a buffer of their own, to be moved to another thread. */
export function packPoints(source: PointColumns, count: number): ArrayBuffer {
  const packed = createPointColumns(count);
  copyPoints(source, 0, count, packed, 0);
  return packed.buffer;
}

/** Columns that grow. */
export class PointList {
  columns = createPointColumns(256);
  count = 0;

  clear(): void {
    this.count = 0;
  }

  /** Makes room for so many more. */
  reserve(more: number): void {
    const wanted = this.count + more;
    const capacity = this.columns.atS.length;
    if (wanted <= capacity) return;
    const grown = createPointColumns(Math.max(wanted, capacity * 2));
    copyPoints(this.columns, 0, this.count, grown, 0);
    this.columns = grown;
  }

  append(source: PointColumns, from: number, to: number): void {
    this.reserve(to - from);
    copyPoints(source, from, to, this.columns, this.count);
    this.count += to - from;
  }

  /** Of the rows from `start` on, keeps those that are wanted. */
  keepWhere(start: number, isWanted: (row: number) => boolean): void {
    let kept = start;
    for (let row = start; row < this.count; row++) {
      if (!isWanted(row)) continue;
      if (row > kept) copyPoint(this.columns, row, this.columns, kept);
      kept += 1;
    }
    this.count = kept;
  }

  /** Of the rows from `start` on, keeps those from `first` to `end`. */
  keepOnly(start: number, first: number, end: number): void {
    if (first > start) copyPoints(this.columns, first, end, this.columns, start);
    this.count = start + end - first;
  }
}
