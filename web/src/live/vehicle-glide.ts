import type { GlidePace } from './glide-pace.ts';
import { headingAfter, progressAt, type VehicleColumns } from './vehicle-columns.ts';
import { distanceM, extendTrail, forgetTrail } from './vehicle-trail.ts';

/** A glide lasts as long as the gap since the fix before, within these; after a silence, `wakeGlideMs`. */
const shortestGlideMs = 200;
const longestGlideMs = 10_000;
const wakeGlideMs = 1_000;
/** Further than this between two fixes is no drive but a correction: it jumps and its trail ends. */
const jumpM = 1_500;

/** Puts the row where it is, without a glide, and begins its trail. */
export function settle(
  columns: VehicleColumns,
  row: number,
  lonE6: number,
  latE6: number,
  heading: number,
  nowMs: number,
): void {
  columns.fromE6[row * 2] = columns.toE6[row * 2] = lonE6;
  columns.fromE6[row * 2 + 1] = columns.toE6[row * 2 + 1] = latE6;
  columns.pose[row * 4] = columns.pose[row * 4 + 1] = heading;
  columns.glideMs[row * 2] = nowMs;
  columns.glideMs[row * 2 + 1] = 0;
  forgetTrail(columns, row);
  extendTrail(columns, row, lonE6, latE6);
}

/** Puts the row where its newest fix is, as if it had never been elsewhere. */
export function restart(columns: VehicleColumns, row: number): void {
  const { toE6, pose, glideMs } = columns;
  const [lonE6, latE6] = [toE6[row * 2] ?? 0, toE6[row * 2 + 1] ?? 0];
  settle(columns, row, lonE6, latE6, pose[row * 4 + 1] ?? 0, glideMs[row * 2] ?? 0);
}

/** A fix that says its place: it may be any distance away. */
export function glideOrJump(
  columns: VehicleColumns,
  row: number,
  lonE6: number,
  latE6: number,
  heading: number,
  nowMs: number,
  pace: GlidePace,
): void {
  const lon = columns.toE6[row * 2] ?? 0;
  const lat = columns.toE6[row * 2 + 1] ?? 0;
  if (distanceM(lon, lat, lonE6, latE6) > jumpM) settle(columns, row, lonE6, latE6, heading, nowMs);
  else glide(columns, row, lonE6, latE6, heading, nowMs, pace);
}

/** Starts a glide from where the row is drawn now, so that nothing jerks. */
export function glide(
  columns: VehicleColumns,
  row: number,
  lonE6: number,
  latE6: number,
  heading: number,
  nowMs: number,
  pace: GlidePace,
): void {
  const { fromE6, toE6, glideMs, pose } = columns;
  const lon = row * 2;
  const lat = lon + 1;
  const progress = progressAt(columns, row, nowMs);
  const fromLon = fromE6[lon] ?? 0;
  const fromLat = fromE6[lat] ?? 0;
  const startLon = Math.round(fromLon + ((toE6[lon] ?? 0) - fromLon) * progress);
  const startLat = Math.round(fromLat + ((toE6[lat] ?? 0) - fromLat) * progress);
  const gapMs = ((nowMs >>> 0) - (glideMs[lon] ?? 0)) >>> 0;
  const durationMs = gapMs > longestGlideMs ? wakeGlideMs : Math.max(shortestGlideMs, gapMs);
  pose[row * 4] = headingAfter(columns, row, progress);
  pose[row * 4 + 1] = heading;
  fromE6[lon] = startLon;
  fromE6[lat] = startLat;
  toE6[lon] = lonE6;
  toE6[lat] = latE6;
  glideMs[lon] = nowMs;
  glideMs[lat] = durationMs;
  const span = Math.max(Math.abs(lonE6 - startLon), Math.abs(latE6 - startLat));
  if (span > 0) pace.note(nowMs + durationMs, span / durationMs);
  extendTrail(columns, row, lonE6, latE6);
}
