import { standing, type VehicleColumns } from '#live/vehicle-columns.ts';
import { type Crowd, createCrowdSquares, noSlot, squareAt } from './crowd-squares.ts';

/** How the crowds of one zoom are looked for. */
export type CrowdRules = {
  zoom: number;
  /** Side of the square in which vehicles would lie over each other. */
  cellPx: number;
  /** Older than this, in seconds since 1970, a fix says nothing about now. */
  freshFromS: number;
};

/** So many may share a square before they are counted. */
const mostApart = 3;
/** So many keep being counted where they were: one that comes and goes must not make a count blink. */
const leastStaysCounted = 3;
const tilePx = 512;
const latitudeSqueeze = Math.cos((31 * Math.PI) / 180);

/**
 * Finds crowds anew with each beat. What is `kept` is drawn by itself whatever is around it. Squares hold
 * to the ground, so that no crowd changes because the map moved.
 */
export function createCrowdFinder() {
  const squares = createCrowdSquares();
  let slotOfRow = new Int32Array(0);
  /** The squares that were counted the last time, at this zoom. */
  let before = new Set<number>();
  let zoomBefore = Number.NaN;

  function begin(columns: VehicleColumns, zoom: number): void {
    squares.clear();
    if (slotOfRow.length < columns.rows) slotOfRow = new Int32Array(columns.key.length);
    if (zoom !== zoomBefore) before = new Set();
    zoomBefore = zoom;
  }

  function fill(columns: VehicleColumns, rules: CrowdRules, isKept: (row: number) => boolean) {
    const wideE6 = (rules.cellPx * 360e6) / (tilePx * 2 ** rules.zoom);
    const highE6 = wideE6 * latitudeSqueeze;
    const { rows, toE6, fixAtS } = columns;
    for (let row = 0; row < rows; row++) {
      const lon = toE6[row * 2] ?? 0;
      const lat = toE6[row * 2 + 1] ?? 0;
      const square = squareAt(Math.floor(lon / wideE6), Math.floor(lat / highE6));
      const isStale = (fixAtS[row] ?? 0) < rules.freshFromS;
      slotOfRow[row] = isKept(row) ? noSlot : squares.put(square, lon, lat, isStale);
    }
  }

  function isCrowded(slot: number): boolean {
    const count = squares.countOf(slot);
    return count > mostApart || (count >= leastStaysCounted && before.has(squares.squareOf(slot)));
  }

  function hideThose(crowded: ReadonlySet<number>, rows: number, hide: (row: number) => void) {
    for (let row = 0; row < rows; row++) if (crowded.has(slotOfRow[row] ?? noSlot)) hide(row);
  }

  return {
    /** Calls `hide` with every row that a crowd stands for. */
    find(
      columns: VehicleColumns,
      rules: CrowdRules,
      isKept: (row: number) => boolean,
      hide: (row: number) => void,
    ): Crowd[] {
      begin(columns, rules.zoom);
      fill(columns, rules, isKept);
      const crowded = squares.used.filter(isCrowded);
      before = new Set(crowded.map(squares.squareOf));
      hideThose(new Set(crowded), columns.rows, hide);
      return crowded.map(squares.crowdIn);
    },
  };
}

/** Nobody's count may hide one who is in no register. */
export const isStranger = ({ pose }: VehicleColumns, row: number): boolean =>
  pose[row * 4 + 3] === standing.stranger;
