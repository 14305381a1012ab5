import { trailPoints } from './vehicle-trail.ts';

/**
 * One row per vehicle, structure of arrays: a beat writes numbers into place and allocates nothing,
 * and the map hands the columns to the graphics card as they are. A row glides from `fromE6` to `toE6`.
 * Places are whole 1e-6 degrees WGS-84, longitude and latitude side by side; headings are 256ths of a
 * turn, clockwise from north. Rows lie without a gap: the last one moves into the place of one that
 * is forgotten.
 */
export type VehicleColumns = {
  rows: number;
  key: Uint32Array;
  fromE6: Int32Array;
  toE6: Int32Array;
  /** When the glide began (milliseconds since 1970, their lower 32 bits) and how long it takes. */
  glideMs: Uint32Array;
  /** Device time of the newest fix, seconds since 1970. */
  fixAtS: Uint32Array;
  /** Heading before, heading after, speed in km/h, `standing`. */
  pose: Uint8Array;
  /** Index into `areaIds`; `noArea` where none is known. */
  area: Uint8Array;
  /** The complete frame that told this row last, by its count on this page. */
  toldBy: Uint32Array;
  trailHeadE6: Int32Array;
  /** Rings of `trailPoints` places, which the newest point joins when another follows. */
  trailE6: Int32Array;
  /** Which ring is the row's: rows move, rings stay, for a ring is longer than all else of a row. */
  trailRing: Uint32Array;
  trailNext: Uint16Array;
  trailSize: Uint16Array;
};

/** What the register says of a row's vehicle; `unknown` until this page has been told who it is. */
export const standing = { unknown: 0, registered: 1, stranger: 2 } as const;
export const noArea = 255;

type ColumnName = Exclude<keyof VehicleColumns, 'rows'>;

/** Numbers per row. */
const widths: Record<ColumnName, number> = {
  key: 1,
  fromE6: 2,
  toE6: 2,
  glideMs: 2,
  fixAtS: 1,
  pose: 4,
  area: 1,
  toldBy: 1,
  trailHeadE6: 2,
  trailE6: trailPoints * 2,
  trailRing: 1,
  trailNext: 1,
  trailSize: 1,
};
const columnNames = Object.keys(widths) as ColumnName[];

export function createColumns(capacity: number): VehicleColumns {
  return {
    rows: 0,
    key: new Uint32Array(capacity * widths.key),
    fromE6: new Int32Array(capacity * widths.fromE6),
    toE6: new Int32Array(capacity * widths.toE6),
    glideMs: new Uint32Array(capacity * widths.glideMs),
    fixAtS: new Uint32Array(capacity * widths.fixAtS),
    pose: new Uint8Array(capacity * widths.pose),
    area: new Uint8Array(capacity * widths.area),
    toldBy: new Uint32Array(capacity * widths.toldBy),
    trailHeadE6: new Int32Array(capacity * widths.trailHeadE6),
    trailE6: new Int32Array(capacity * widths.trailE6),
    trailRing: Uint32Array.from({ length: capacity }, (_, row) => row),
    trailNext: new Uint16Array(capacity * widths.trailNext),
    trailSize: new Uint16Array(capacity * widths.trailSize),
  };
}

/** The same rows with room for at least `wanted`; the old arrays must not be kept by anyone. */
export function withRoom(old: VehicleColumns, wanted: number): VehicleColumns {
  if (wanted <= old.key.length) return old;
  const grown = createColumns(Math.max(wanted, old.key.length * 2));
  grown.rows = old.rows;
  for (const name of columnNames) grown[name].set(old[name]);
  return grown;
}

/** Ends the last row by putting it in the place of `row`. */
export function moveLastRowTo(columns: VehicleColumns, row: number): void {
  const last = columns.rows - 1;
  columns.rows = last;
  if (row === last) return;
  const { trailRing } = columns;
  const freedRing = trailRing[row] ?? 0;
  for (const name of columnNames) {
    if (name === 'trailE6') continue;
    const width = widths[name];
    columns[name].copyWithin(row * width, last * width, (last + 1) * width);
  }
  trailRing[last] = freedRing;
}

/** How far the glide of a row is at `nowMs`, 0 to 1. */
export function progressAt({ glideMs }: VehicleColumns, row: number, nowMs: number): number {
  const durationMs = glideMs[row * 2 + 1] ?? 0;
  const sinceMs = ((nowMs >>> 0) - (glideMs[row * 2] ?? 0)) | 0;
  if (sinceMs >= durationMs) return 1;
  return sinceMs <= 0 ? 0 : sinceMs / durationMs;
}

/** Where the row is drawn at `nowMs`, between its last two fixes. */
export function lonE6At(columns: VehicleColumns, row: number, nowMs: number): number {
  return between(columns, row * 2, progressAt(columns, row, nowMs));
}

export function latE6At(columns: VehicleColumns, row: number, nowMs: number): number {
  return between(columns, row * 2 + 1, progressAt(columns, row, nowMs));
}

function between({ fromE6, toE6 }: VehicleColumns, i: number, progress: number): number {
  const from = fromE6[i] ?? 0;
  return from + ((toE6[i] ?? 0) - from) * progress;
}

/** The shorter way round from one heading to another, to be added. */
export function turnBetween(from: number, to: number): number {
  return ((to - from + 128) & 255) - 128;
}

/** The heading of a row so far into its glide: a vehicle has turned when half of its way is done. */
export function headingAfter({ pose }: VehicleColumns, row: number, progress: number): number {
  const from = pose[row * 4] ?? 0;
  const turn = turnBetween(from, pose[row * 4 + 1] ?? 0);
  return (from + turn * Math.min(1, 2 * progress)) & 255;
}
