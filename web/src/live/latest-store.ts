import { areaIds } from '@ftz/shared/contract/ids.ts';
import {
  decodePositionFrame,
  eachMoved,
  type MovedRows,
  type PlacedRows,
  type PositionFrame,
} from '@ftz/shared/contract/position-frame.ts';
import type { Vehicle } from '@ftz/shared/contract/vehicle.ts';
import type { VehicleDirectory } from '@ftz/shared/contract/vehicle-directory.ts';
import { measureBeat } from './beat-measure.ts';
import { createGlidePace } from './glide-pace.ts';
import { createRowTable } from './row-table.ts';
import {
  createColumns,
  moveLastRowTo,
  noArea,
  standing,
  type VehicleColumns,
  withRoom,
} from './vehicle-columns.ts';
import { glide, glideOrJump, restart, settle } from './vehicle-glide.ts';
import { createVehicleIdentities } from './vehicle-identities.ts';

let columns: VehicleColumns = createColumns(512);
let pace = createGlidePace();
let revision = 0;
let lastFrameServerAtMs: number | null = null;
let serverOffsetMs = 0;
/** The frame that this page has taken last; null where only a complete one can follow. */
let frameNumber: number | null = null;
let completeFrames = 0;
const rows = createRowTable();
const identities = createVehicleIdentities();
/** Whose way a row shows, by key: a key may mean another vehicle after the next join. */
const owners = new Map<number, string>();
const listeners = new Set<() => void>();

/**
 * Takes one binary frame of the latest lane. `receivedAtMs` is this page's `Date.now()`. False when
 * the frame does not continue what this page has, or is damaged: nothing more is taken until a
 * complete frame comes, for which the page has to join again.
 */
export function applyPositionFrame(buffer: ArrayBuffer, receivedAtMs: number): boolean {
  const startedAt = performance.now();
  const frame = decodePositionFrame(buffer);
  const follows = frame && (frame.afterNumber === 0 || frame.afterNumber === frameNumber);
  frameNumber = follows && applyFrame(frame, receivedAtMs) ? frame.number : null;
  if (follows) {
    announce();
    measureBeat(startedAt);
  }
  return frameNumber !== null;
}

function applyFrame(frame: PositionFrame, nowMs: number): boolean {
  serverOffsetMs = frame.serverAtMs - nowMs;
  lastFrameServerAtMs = frame.serverAtMs;
  for (const key of frame.gone) forgetRow(key);
  const isComplete = frame.afterNumber === 0;
  if (isComplete) completeFrames += 1;
  placeRows(frame.placed, nowMs);
  if (isComplete) forgetUntold();
  return moveRows(frame.moved, Math.floor(frame.serverAtMs / 1000), nowMs);
}

function placeRows(placed: PlacedRows, nowMs: number): void {
  columns = withRoom(columns, columns.rows + newIn(placed));
  for (let i = 0; i < placed.count; i++) {
    const lonE6 = placed.lonE6[i] ?? 0;
    const latE6 = placed.latE6[i] ?? 0;
    const heading = placed.heading[i] ?? 0;
    const key = placed.key[i] ?? 0;
    let row = rows.rowOf(key);
    if (row >= 0) glideOrJump(columns, row, lonE6, latE6, heading, nowMs, pace);
    else {
      row = addRow(key);
      settle(columns, row, lonE6, latE6, heading, nowMs);
    }
    columns.pose[row * 4 + 2] = placed.speedKph[i] ?? 0;
    columns.fixAtS[row] = placed.fixAtS[i] ?? 0;
    columns.toldBy[row] = completeFrames;
  }
}

/** False when a row moves that this page does not have: then it has missed something. */
function moveRows(moved: MovedRows, serverAtS: number, nowMs: number): boolean {
  const { toE6, pose, fixAtS } = columns;
  const { speedKph, heading, ageS } = moved;
  let strays = 0;
  eachMoved(moved, (key, i, lonStep, latStep) => {
    const row = rows.rowOf(key);
    if (row < 0) {
      strays += 1;
      return;
    }
    const lonE6 = (toE6[row * 2] ?? 0) + lonStep;
    const latE6 = (toE6[row * 2 + 1] ?? 0) + latStep;
    glide(columns, row, lonE6, latE6, heading[i] ?? 0, nowMs, pace);
    pose[row * 4 + 2] = speedKph[i] ?? 0;
    fixAtS[row] = serverAtS - (ageS[i] ?? 0);
  });
  return strays === 0;
}

function newIn({ count, key }: PlacedRows): number {
  let found = 0;
  for (let i = 0; i < count; i++) if (rows.rowOf(key[i] ?? 0) < 0) found += 1;
  return found;
}

function addRow(key: number): number {
  columns = withRoom(columns, columns.rows + 1);
  const row = columns.rows;
  columns.rows += 1;
  columns.key[row] = key;
  rows.put(key, row);
  identify(row);
  return row;
}

function forgetRow(key: number): void {
  const row = rows.rowOf(key);
  if (row < 0) return;
  rows.remove(key);
  owners.delete(key);
  moveLastRowTo(columns, row);
  if (row < columns.rows) rows.put(columns.key[row] ?? 0, row);
}

/** A complete frame names everything that this page may see: what it does not name has gone. */
function forgetUntold(): void {
  for (let row = columns.rows - 1; row >= 0; row--) {
    if (columns.toldBy[row] !== completeFrames) forgetRow(columns.key[row] ?? 0);
  }
}

/** Writes beside the row what the map and the counts need to know of its vehicle. */
function identify(row: number): void {
  const key = columns.key[row] ?? 0;
  const vehicle = identities.byKey(key);
  if (vehicle) own(row, key, vehicle);
  const area = vehicle?.area ? areaIds.indexOf(vehicle.area) : noArea;
  columns.area[row] = area;
  const known = vehicle?.trusted ? standing.registered : standing.stranger;
  columns.pose[row * 4 + 3] = vehicle ? known : standing.unknown;
}

/** A row that turns out to be another vehicle's does not show the way of the one before. */
function own(row: number, key: number, { id }: Vehicle): void {
  const before = owners.get(key);
  owners.set(key, id);
  if (before !== undefined && before !== id) restart(columns, row);
}

/** Learns who keys are that the directory does not tell. A key that is told anew is another vehicle. */
export function applyVehicles(learned: readonly Vehicle[]): void {
  for (const vehicle of learned) {
    identities.tell(vehicle);
    if ((owners.get(vehicle.key) ?? vehicle.id) !== vehicle.id) forgetRow(vehicle.key);
    const row = rows.rowOf(vehicle.key);
    if (row >= 0) identify(row);
  }
  announce();
}

export function applyDirectory({ tag, vehicles }: VehicleDirectory): void {
  identities.takeDirectory(tag, vehicles);
  for (let row = 0; row < columns.rows; row++) identify(row);
  announce();
}

/** The tag of the directory that this page has; null before the first. */
export function directoryTag(): string | null {
  return identities.directoryTag();
}

/** The page joins anew: what `vehicles` messages told before will be told again. */
export function expectVehicles(): void {
  identities.forgetTold();
}

/** Another person, another scope: nothing of what this page saw before may stay on it. */
export function forgetLatest(): void {
  columns = createColumns(512);
  pace = createGlidePace();
  rows.clear();
  owners.clear();
  identities.forgetAll();
  frameNumber = null;
  lastFrameServerAtMs = null;
  serverOffsetMs = 0;
  announce();
}

export function vehicleOf(key: number): Vehicle | null {
  return identities.byKey(key);
}

export function vehicleById(id: string): Vehicle | null {
  return identities.byId(id);
}

/** Vehicles whose plate holds these characters; at most so many. */
export function vehiclesByPlate(part: string, most: number): Vehicle[] {
  return identities.byPlate(part, most);
}

/** Null for a vehicle that this page does not see now. */
export function rowOfVehicle(id: string): number | null {
  const vehicle = identities.byId(id);
  const row = vehicle ? rows.rowOf(vehicle.key) : -1;
  return row < 0 ? null : row;
}

/** The columns themselves, for the map. They are replaced when they grow: never keep them. */
export function latestColumns(): VehicleColumns {
  return columns;
}

/** Changes with every beat; compare it to know whether there is anything new. */
export function latestRevision(): number {
  return revision;
}

/** When the newest frame was sent, by the server's clock; null before the first. */
export function latestFrameAtMs(): number | null {
  return lastFrameServerAtMs;
}

/** Whether there is anything of which a position could come. */
export function knowsVehicles(): boolean {
  return columns.rows > 0 || !identities.isEmpty();
}

/** How fast the fastest vehicle glides at `nowMs`, in 1e-6 degrees per millisecond; 0 when all stand. */
export function fastestGlideAt(nowMs: number): number {
  return pace.fastestAt(nowMs);
}

/** The server's clock at `nowMs` of this page's, as the newest frame told it. */
export function serverTimeAt(nowMs: number): number {
  return nowMs + serverOffsetMs;
}

/** Calls back after every change; returns the way to stop it. */
export function subscribeBeat(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function announce(): void {
  revision += 1;
  for (const listener of listeners) listener();
}
