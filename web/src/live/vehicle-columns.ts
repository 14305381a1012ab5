/** Points that a vehicle's trail remembers; with a point every 60 m or more that is over 7 km. */
export const trailPoints = 120;

/**
 * One row per vehicle, structure of arrays: a beat writes numbers into place and allocates nothing.
 * A row glides from `fromLonLat` to `toLonLat`, beginning at `startMs` (this page's clock) and
 * taking `durationMs`. Degrees WGS-84; headings clockwise from north; `fixAtMs` is the device's time.
 */
export type VehicleColumns = {
  rows: number;
  key: Uint32Array;
  fromLonLat: Float64Array;
  toLonLat: Float64Array;
  startMs: Float64Array;
  durationMs: Float32Array;
  fromHeadingDeg: Float32Array;
  toHeadingDeg: Float32Array;
  speedKph: Float32Array;
  fixAtMs: Float64Array;
  receivedAtMs: Float64Array;
  /** Ring buffers of 1e-7 degrees, `trailPoints` pairs per row. */
  trailE7: Int32Array;
  trailNext: Uint16Array;
  trailSize: Uint16Array;
};

export function createColumns(capacity: number): VehicleColumns {
  return {
    rows: 0,
    key: new Uint32Array(capacity),
    fromLonLat: new Float64Array(capacity * 2),
    toLonLat: new Float64Array(capacity * 2),
    startMs: new Float64Array(capacity),
    durationMs: new Float32Array(capacity),
    fromHeadingDeg: new Float32Array(capacity),
    toHeadingDeg: new Float32Array(capacity),
    speedKph: new Float32Array(capacity),
    fixAtMs: new Float64Array(capacity),
    receivedAtMs: new Float64Array(capacity),
    trailE7: new Int32Array(capacity * trailPoints * 2),
    trailNext: new Uint16Array(capacity),
    trailSize: new Uint16Array(capacity),
  };
}

/** The same rows with twice the room; the old arrays must not be kept by anyone. */
export function growColumns(old: VehicleColumns): VehicleColumns {
  const grown = createColumns(Math.max(64, old.key.length * 2));
  grown.rows = old.rows;
  for (const name of Object.keys(old) as (keyof VehicleColumns)[]) {
    const from = old[name];
    const to = grown[name];
    if (typeof from !== 'number' && typeof to !== 'number') to.set(from);
  }
  return grown;
}

/** How far the glide of a row is at `nowMs`, 0 to 1. */
function progress(columns: VehicleColumns, row: number, nowMs: number): number {
  const duration = columns.durationMs[row] ?? 0;
  if (duration <= 0) return 1;
  return Math.min(1, Math.max(0, (nowMs - (columns.startMs[row] ?? 0)) / duration));
}

/** Where the row is drawn at `nowMs`: between its last two fixes. */
export function positionAt(
  columns: VehicleColumns,
  row: number,
  nowMs: number,
): [lon: number, lat: number] {
  const k = progress(columns, row, nowMs);
  const { fromLonLat: from, toLonLat: to } = columns;
  const mix = (i: number) => {
    const start = from[i] ?? 0;
    return start + ((to[i] ?? 0) - start) * k;
  };
  return [mix(row * 2), mix(row * 2 + 1)];
}

/** The shorter way round from one heading to another, as degrees to add. */
export function turnDeg(from: number, to: number): number {
  return ((to - from + 540) % 360) - 180;
}

export function headingAt(columns: VehicleColumns, row: number, nowMs: number): number {
  const from = columns.fromHeadingDeg[row] ?? 0;
  const turn = turnDeg(from, columns.toHeadingDeg[row] ?? 0);
  return (from + turn * progress(columns, row, nowMs) + 360) % 360;
}

/** Oldest first. */
export function trailOf(columns: VehicleColumns, row: number): [lon: number, lat: number][] {
  const size = columns.trailSize[row] ?? 0;
  const first = ((columns.trailNext[row] ?? 0) - size + trailPoints) % trailPoints;
  return Array.from({ length: size }, (_, i) => {
    const at = (row * trailPoints + ((first + i) % trailPoints)) * 2;
    return [(columns.trailE7[at] ?? 0) / 1e7, (columns.trailE7[at + 1] ?? 0) / 1e7];
  });
}

export function forgetTrail(columns: VehicleColumns, row: number): void {
  columns.trailSize[row] = 0;
  columns.trailNext[row] = 0;
}

export function addTrailPoint(
  columns: VehicleColumns,
  row: number,
  lonE7: number,
  latE7: number,
): void {
  const next = columns.trailNext[row] ?? 0;
  const at = (row * trailPoints + next) * 2;
  columns.trailE7[at] = lonE7;
  columns.trailE7[at + 1] = latE7;
  columns.trailNext[row] = (next + 1) % trailPoints;
  columns.trailSize[row] = Math.min(trailPoints, (columns.trailSize[row] ?? 0) + 1);
}

/** Index into `trailE7` of the newest trail point; null while there is none. */
export function newestTrailIndex(columns: VehicleColumns, row: number): number | null {
  if ((columns.trailSize[row] ?? 0) === 0) return null;
  const newest = ((columns.trailNext[row] ?? 0) + trailPoints - 1) % trailPoints;
  return (row * trailPoints + newest) * 2;
}
