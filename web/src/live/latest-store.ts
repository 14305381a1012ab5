import { type AreaId, areaIds } from '@ftz/shared/contract/ids.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import { decodePositionFrame, type PositionColumns } from '@ftz/shared/contract/position-frame.ts';
import type { Vehicle } from '@ftz/shared/contract/vehicle.ts';
import {
  addTrailPoint,
  createColumns,
  forgetTrail,
  growColumns,
  headingAt,
  newestTrailIndex,
  positionAt,
  trailOf,
  type VehicleColumns,
} from './vehicle-columns.ts';

/** A vehicle whose newest fix is older says nothing about where it is now. */
export const staleAfterMs = 60_000;

/** A glide lasts as long as the gap since the fix before, within these; after a silence, `wakeGlideMs`. */
const shortestGlideMs = 200;
const longestGlideMs = 10_000;
const wakeGlideMs = 1_000;
/** Further than this between two fixes is no drive but a correction: it jumps and its trail ends. */
const jumpM = 1_500;
const trailStepM = 60;
const metresPerE7 = 0.0111195;

let columns: VehicleColumns = createColumns(512);
let revision = 0;
let lastFrameAtMs: number | null = null;
let serverOffsetMs = 0;
const rowOfKey = new Map<number, number>();
const vehicles = new Map<number, Vehicle>();
const keyOfId = new Map<string, number>();
const listeners = new Set<() => void>();

/**
 * Takes one binary frame of the latest lane. `receivedAtMs` is this page's `Date.now()`.
 * A damaged frame changes nothing: the next beat heals it.
 */
export function applyPositionFrame(buffer: ArrayBuffer, receivedAtMs: number): void {
  const frame = decodePositionFrame(buffer);
  if (!frame) return;
  serverOffsetMs = frame.serverAtMs - receivedAtMs;
  lastFrameAtMs = receivedAtMs;
  for (let i = 0; i < frame.rows; i++) applyRow(frame, i, receivedAtMs);
  announce();
}

/** Learns who the keys are: complete on join, afterwards what is new or changed. */
export function applyVehicles(learned: Vehicle[]): void {
  for (const vehicle of learned) {
    vehicles.set(vehicle.key, vehicle);
    keyOfId.set(vehicle.id, vehicle.key);
  }
  announce();
}

/** Another person, another scope: nothing of what this page saw before may stay on it. */
export function forgetLatest(): void {
  columns = createColumns(512);
  for (const table of [rowOfKey, vehicles, keyOfId]) table.clear();
  lastFrameAtMs = null;
  serverOffsetMs = 0;
  announce();
}

export function vehicleOf(key: number): Vehicle | null {
  return vehicles.get(key) ?? null;
}

export function vehicleById(id: string): Vehicle | null {
  return vehicles.get(keyOfId.get(id) ?? -1) ?? null;
}

/** The newest fix as the device reported it, not the interpolated place; null before the first. */
export function fixOf(
  id: string,
): { point: LonLat; speedKph: number; headingDeg: number; fixAtMs: number } | null {
  const row = rowOf(id);
  if (row === null) return null;
  return {
    point: [columns.toLonLat[row * 2] ?? 0, columns.toLonLat[row * 2 + 1] ?? 0],
    speedKph: columns.speedKph[row] ?? 0,
    headingDeg: columns.toHeadingDeg[row] ?? 0,
    fixAtMs: columns.fixAtMs[row] ?? 0,
  };
}

/** Where the vehicle is drawn at `nowMs`; null before its first fix. */
export function drawnPointOf(id: string, nowMs: number): LonLat | null {
  const row = rowOf(id);
  return row === null ? null : positionAt(columns, row, nowMs);
}

/** Where the vehicle was, oldest first, ending at its newest fix. */
export function drivenTrailOf(id: string): LonLat[] {
  const row = rowOf(id);
  const fix = fixOf(id);
  return row === null || fix === null ? [] : [...trailOf(columns, row), fix.point];
}

/** The columns themselves, for the map. They are replaced when they grow: never keep them. */
export function latestColumns(): VehicleColumns {
  return columns;
}

/** Changes with every beat; compare it to know whether there is anything new. */
export function latestRevision(): number {
  return revision;
}

/** When the newest frame came, by this page's clock; null before the first. */
export function latestFrameAtMs(): number | null {
  return lastFrameAtMs;
}

/** True when the row's fix is older than `staleAfterMs` by the server's clock. */
export function isStaleRow(row: number, nowMs: number): boolean {
  return nowMs + serverOffsetMs - (columns.fixAtMs[row] ?? 0) > staleAfterMs;
}

/** Vehicles with a fresh fix in the area that they belong to. */
export function countByArea(nowMs: number = Date.now()): Record<AreaId, number> {
  const counts = Object.fromEntries(areaIds.map((id) => [id, 0])) as Record<AreaId, number>;
  for (let row = 0; row < columns.rows; row++) {
    const area = vehicles.get(columns.key[row] ?? -1)?.area;
    if (area && !isStaleRow(row, nowMs)) counts[area] += 1;
  }
  return counts;
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

function rowOf(id: string): number | null {
  return rowOfKey.get(keyOfId.get(id) ?? -1) ?? null;
}

function applyRow(frame: PositionColumns, i: number, nowMs: number): void {
  const key = frame.key[i] ?? 0;
  const lonE7 = frame.lonE7[i] ?? 0;
  const latE7 = frame.latE7[i] ?? 0;
  const headingDeg = (frame.headingDdeg[i] ?? 0) / 10;
  const known = rowOfKey.get(key);
  const row = known ?? addRow(key);
  if (known === undefined) settle(row, lonE7, latE7, headingDeg);
  else glide(row, lonE7, latE7, headingDeg, nowMs);
  columns.speedKph[row] = (frame.speedDkph[i] ?? 0) / 10;
  columns.fixAtMs[row] = (frame.fixAtS[i] ?? 0) * 1000;
  columns.receivedAtMs[row] = nowMs;
  extendTrail(row, lonE7, latE7);
}

function addRow(key: number): number {
  if (columns.rows === columns.key.length) columns = growColumns(columns);
  const row = columns.rows;
  columns.rows += 1;
  columns.key[row] = key;
  rowOfKey.set(key, row);
  return row;
}

/** Puts the row where it is, without a glide. */
function settle(row: number, lonE7: number, latE7: number, headingDeg: number): void {
  columns.fromLonLat[row * 2] = columns.toLonLat[row * 2] = lonE7 / 1e7;
  columns.fromLonLat[row * 2 + 1] = columns.toLonLat[row * 2 + 1] = latE7 / 1e7;
  columns.fromHeadingDeg[row] = columns.toHeadingDeg[row] = headingDeg;
  columns.durationMs[row] = 0;
}

function glide(row: number, lonE7: number, latE7: number, headingDeg: number, nowMs: number): void {
  const gapMs = nowMs - (columns.receivedAtMs[row] ?? 0);
  const lon = columns.toLonLat[row * 2] ?? 0;
  const lat = columns.toLonLat[row * 2 + 1] ?? 0;
  const moved = distanceM(lon * 1e7, lat * 1e7, lonE7, latE7);
  if (moved > jumpM) {
    forgetTrail(columns, row);
    settle(row, lonE7, latE7, headingDeg);
    return;
  }
  const [fromLon, fromLat] = positionAt(columns, row, nowMs);
  columns.fromHeadingDeg[row] = headingAt(columns, row, nowMs);
  columns.fromLonLat[row * 2] = fromLon;
  columns.fromLonLat[row * 2 + 1] = fromLat;
  columns.toLonLat[row * 2] = lonE7 / 1e7;
  columns.toLonLat[row * 2 + 1] = latE7 / 1e7;
  columns.toHeadingDeg[row] = headingDeg;
  columns.startMs[row] = nowMs;
  columns.durationMs[row] = gapMs > longestGlideMs ? wakeGlideMs : Math.max(shortestGlideMs, gapMs);
}

function extendTrail(row: number, lonE7: number, latE7: number): void {
  const newest = newestTrailIndex(columns, row);
  if (newest !== null) {
    const from = [columns.trailE7[newest] ?? 0, columns.trailE7[newest + 1] ?? 0] as const;
    if (distanceM(from[0], from[1], lonE7, latE7) < trailStepM) return;
  }
  addTrailPoint(columns, row, lonE7, latE7);
}

/** Flat-earth distance: right to a per mille over the few kilometres that matter here. */
function distanceM(lonA: number, latA: number, lonB: number, latB: number): number {
  const squeeze = Math.cos((latA / 1e7) * (Math.PI / 180));
  return Math.hypot((lonB - lonA) * squeeze, latB - latA) * metresPerE7;
}
