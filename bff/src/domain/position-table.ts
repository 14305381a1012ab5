import type { PositionFix } from '@ftz/shared/contract/position.ts';
import { headingOf } from '@ftz/shared/contract/position-frame.ts';
import type { Vehicle } from '@ftz/shared/contract/vehicle.ts';
import { createScopeHistory, noteScope, type ScopeHistory } from './scope-history.ts';

/** One value per row; a row's number is its vehicle's key on the wire. Units as in a position frame. */
type RowColumns = {
  lonE6: Int32Array;
  latE6: Int32Array;
  fixAtS: Uint32Array;
  speedKph: Uint8Array;
  heading: Uint8Array;
  /** See `scopeOf`; 0: nothing to be seen in this row. */
  scope: Uint8Array;
};

/**
 * Where every vehicle is, column by column: no object per vehicle between a device and the wire.
 *
 * Devices write `heard` at any time. `freezeFrame` takes what is new over into `shown`, under the next
 * frame number, and keeps beside it how that differs from the frame before. Pages are told of `shown`
 * alone, so a page that has frame `frame` has exactly what stands there.
 */
export type PositionTable = {
  /** One more than the highest row in use. */
  rows: number;
  heard: RowColumns;
  shown: RowColumns;
  /** Who a row is: as heard, and as of the newest frame. */
  vehicles: (Vehicle | null)[];
  shownVehicles: (Vehicle | null)[];
  /** The scope whose people find the vehicle in their directory; 0 for one that no directory tells. */
  told: Uint8Array;
  /** The frame that carries the newest change of a row, and the one that its vehicle came with. */
  changedIn: Uint32Array;
  bornIn: Uint32Array;

  /** The newest frame, and the server's time when it was frozen. The first is 1. */
  frame: number;
  frameAtMs: number;
  /** Keys of the rows that changed in it, ascending; the first `changedCount` count. */
  changed: Uint32Array;
  changedCount: number;
  /** Of those rows alone: how far they moved in it, and the scope that they had before. */
  stepLon: Int32Array;
  stepLat: Int32Array;
  scopeBefore: Uint8Array;
  history: ScopeHistory;
};

const firstCapacity = 64;
/** Enough for minutes of traffic across the borders of areas. */
const rememberedScopes = 16_384;

export function createPositionTable(): PositionTable {
  return {
    rows: 1,
    ...columnsOf(firstCapacity),
    vehicles: [],
    shownVehicles: [],
    frame: 0,
    frameAtMs: 0,
    changedCount: 0,
    history: createScopeHistory(rememberedScopes),
  };
}

const rowColumns = (capacity: number): RowColumns => ({
  lonE6: new Int32Array(capacity),
  latE6: new Int32Array(capacity),
  fixAtS: new Uint32Array(capacity),
  speedKph: new Uint8Array(capacity),
  heading: new Uint8Array(capacity),
  scope: new Uint8Array(capacity),
});

const columnsOf = (capacity: number) => ({
  heard: rowColumns(capacity),
  shown: rowColumns(capacity),
  told: new Uint8Array(capacity),
  changedIn: new Uint32Array(capacity),
  bornIn: new Uint32Array(capacity),
  changed: new Uint32Array(capacity),
  stepLon: new Int32Array(capacity),
  stepLat: new Int32Array(capacity),
  scopeBefore: new Uint8Array(capacity),
});

/** Gives the row of its key to a vehicle. It is shown from its first fix on. */
export function admitVehicle(table: PositionTable, vehicle: Vehicle, told: number): void {
  const { key } = vehicle;
  makeRoom(table, key);
  if (table.vehicles[key]) forgetVehicle(table, key);
  table.vehicles[key] = vehicle;
  table.told[key] = told;
  table.bornIn[key] = table.frame + 1;
}

/** Its row may be given to another vehicle at once: pages are told that this one is gone. */
export function forgetVehicle(table: PositionTable, key: number): void {
  table.vehicles[key] = null;
  table.heard.scope[key] = 0;
  table.changedIn[key] = table.frame + 1;
}

export function hearFix(table: PositionTable, key: number, fix: PositionFix, scope: number): void {
  const { heard } = table;
  heard.lonE6[key] = Math.round(fix.point[0] * 1e6);
  heard.latE6[key] = Math.round(fix.point[1] * 1e6);
  heard.fixAtS[key] = Math.floor(fix.deviceAtMs / 1000);
  heard.speedKph[key] = Math.min(255, Math.round(fix.speedKph));
  heard.heading[key] = headingOf(fix.headingDeg);
  heard.scope[key] = scope;
  table.changedIn[key] = table.frame + 1;
}

/** Makes everything heard so far the next frame. */
export function freezeFrame(table: PositionTable, atMs: number): void {
  table.frame += 1;
  table.frameAtMs = atMs;
  const { frame, rows, changedIn, changed, heard, shown, stepLon, stepLat, scopeBefore } = table;
  let count = 0;
  for (let key = 1; key < rows; key++) {
    if (changedIn[key] !== frame) continue;
    changed[count++] = key;
    const lonE6 = heard.lonE6[key] as number;
    const latE6 = heard.latE6[key] as number;
    stepLon[key] = lonE6 - (shown.lonE6[key] as number);
    stepLat[key] = latE6 - (shown.latE6[key] as number);
    shown.lonE6[key] = lonE6;
    shown.latE6[key] = latE6;
    shown.fixAtS[key] = heard.fixAtS[key] as number;
    shown.speedKph[key] = heard.speedKph[key] as number;
    shown.heading[key] = heard.heading[key] as number;
    const before = shown.scope[key] as number;
    const scope = heard.scope[key] as number;
    scopeBefore[key] = before;
    if (before !== scope || table.bornIn[key] === frame) showScope(table, key, before, scope);
  }
  table.changedCount = count;
}

function showScope(table: PositionTable, key: number, before: number, scope: number): void {
  table.shown.scope[key] = scope;
  table.shownVehicles[key] = table.vehicles[key] ?? null;
  noteScope(table.history, table.frame, key, before);
}

function makeRoom(table: PositionTable, key: number): void {
  table.rows = Math.max(table.rows, key + 1);
  let capacity = table.changed.length;
  if (key < capacity) return;
  while (capacity <= key) capacity *= 2;
  const grown = columnsOf(capacity);
  copyColumns(table, grown);
  copyColumns(table.heard, grown.heard);
  copyColumns(table.shown, grown.shown);
  Object.assign(table, grown);
}

type Column = Uint8Array | Uint32Array | Int32Array;

function copyColumns(from: object, to: object): void {
  const source = from as Record<string, unknown>;
  for (const [name, column] of Object.entries(to)) {
    if (ArrayBuffer.isView(column)) (column as Column).set(source[name] as Column);
  }
}
