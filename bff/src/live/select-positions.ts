import { fitsMove } from '@ftz/shared/contract/position-frame.ts';
import type { Vehicle } from '@ftz/shared/contract/vehicle.ts';
import type { PositionTable } from '#domain/position-table.ts';
import { scopesIn } from '#domain/scope-history.ts';

/** Which rows of the newest frame a page is told, and how. Reused from frame to frame. */
export type Selection = {
  gone: Keys;
  placed: Keys;
  moved: Keys;
  /** Visible from now on, and in no directory of those who see them. */
  introduced: Vehicle[];
};

/** A list of keys without an object per key. */
export type Keys = { list: Uint32Array; count: number };

const noKeys = (): Keys => ({ list: new Uint32Array(0), count: 0 });

export function createSelection(): Selection {
  return { gone: noKeys(), placed: noKeys(), moved: noKeys(), introduced: [] };
}

/** Everything that these scopes show. */
export function selectAll(table: PositionTable, mask: number, into: Selection): void {
  clear(into, table.rows);
  const { rows, shown } = table;
  for (let key = 1; key < rows; key++) {
    if (((shown.scope[key] as number) & mask) === 0) continue;
    add(into.placed, key);
    introduce(table, key, mask, into);
  }
}

/** What is new in the newest frame for a page that has the one before. False: nothing. */
export function selectStep(table: PositionTable, mask: number, into: Selection): boolean {
  clear(into, table.rows);
  const { frame, changed, changedCount, shown, scopeBefore, bornIn, stepLon, stepLat } = table;
  const { list } = into.moved;
  const atS = Math.floor(table.frameAtMs / 1000);
  let moved = 0;
  for (let i = 0; i < changedCount; i++) {
    const key = changed[i] as number;
    const sees = ((shown.scope[key] as number) & mask) !== 0;
    const had = ((scopeBefore[key] as number) & mask) !== 0;
    const stays = sees && had && bornIn[key] !== frame;
    const ageS = atS - (shown.fixAtS[key] as number);
    if (stays && fitsMove(stepLon[key] as number, stepLat[key] as number, ageS)) {
      list[moved++] = key;
    } else if (stays) add(into.placed, key);
    else if (sees || had) change(table, key, mask, had, sees, into);
  }
  into.moved.count = moved;
  placeScattered(into);
  return into.gone.count + into.placed.count + into.moved.count > 0;
}

/** What is new since a frame. False: nobody remembers what was visible then. */
export function selectSince(
  table: PositionTable,
  mask: number,
  since: number,
  into: Selection,
): boolean {
  const scopes = scopesIn(table.history, since);
  if (scopes === null) return false;
  clear(into, table.rows);
  const { rows, shown, changedIn, bornIn } = table;
  for (let key = 1; key < rows; key++) {
    if ((changedIn[key] as number) <= since) continue;
    const scope = shown.scope[key] as number;
    const sees = (scope & mask) !== 0;
    const had = ((scopes.get(key) ?? scope) & mask) !== 0;
    if (sees && had && (bornIn[key] as number) <= since) add(into.placed, key);
    else if (sees || had) change(table, key, mask, had, sees, into);
  }
  return true;
}

/** A row that comes into view, or leaves it, or is another vehicle's. */
function change(
  table: PositionTable,
  key: number,
  mask: number,
  had: boolean,
  sees: boolean,
  into: Selection,
): void {
  if (had) add(into.gone, key);
  if (!sees) return;
  add(into.placed, key);
  introduce(table, key, mask, into);
}

function introduce(table: PositionTable, key: number, mask: number, into: Selection): void {
  if (((table.told[key] as number) & mask) !== 0) return;
  const vehicle = table.shownVehicles[key];
  if (vehicle) into.introduced.push(vehicle);
}

/** A bitmap over many keys for few rows costs more than naming them. */
function placeScattered({ moved, placed }: Selection): void {
  if (moved.count === 0 || bitmapBytesOf(moved) <= 12 * moved.count) return;
  for (let i = 0; i < moved.count; i++) add(placed, moved.list[i] as number);
  moved.count = 0;
}

/** Of a bitmap from the first key to the last, in whole words of four bytes. */
export function bitmapBytesOf({ list, count }: Keys): number {
  if (count === 0) return 0;
  const span = (list[count - 1] as number) - (list[0] as number) + 1;
  return Math.ceil(span / 32) * 4;
}

function clear(selection: Selection, rows: number): void {
  for (const keys of [selection.gone, selection.placed, selection.moved]) {
    if (keys.list.length < rows) keys.list = new Uint32Array(2 * rows);
    keys.count = 0;
  }
  selection.introduced = [];
}

function add(keys: Keys, key: number): void {
  keys.list[keys.count++] = key;
}
