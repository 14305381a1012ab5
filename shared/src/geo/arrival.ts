import type { LonLat } from '#contract/position.ts';
import { distanceM } from './distance.ts';
import { nearestOnLine } from './polyline.ts';

/** How far along its declared way something was, at the time of a fix. */
export type WaySample = { atMs: number; alongM: number };

/** Where something stands on its way to the end of a line. */
export type OnWay = { alongM: number; leftM: number; awayM: number };

export type Arrival =
  /** Its newest position is too old to reckon from. */
  | { state: 'stale'; leftM: number; fixAtMs: number }
  /** Further from its way than it may be: what is left of the way says nothing. */
  | { state: 'off-way'; awayM: number }
  | { state: 'standing'; leftM: number }
  /** `spanMs`: over how long its speed was taken; 0: its present speed alone is known. */
  | { state: 'under-way'; leftM: number; atMs: number; spanMs: number };

const oldestFixMs = 60_000;
/** What a receiver at rest reports as speed. */
const standingKph = 3;
/** Of a shorter time a queue at a light, or the end of one, says more than the road. */
const leastSpanMs = 60_000;
const longestSpanMs = 5 * 60_000;

/** Null where the line has no length. */
export function onWay(point: LonLat, line: readonly LonLat[]): OnWay | null {
  const nearest = nearestOnLine(point, line);
  if (nearest === null || line.length < 2) return null;
  const lengthM = line.slice(1).reduce((sum, to, i) => sum + distanceM(line[i] ?? to, to), 0);
  const leftM = Math.max(0, lengthM - nearest.alongM);
  return { alongM: nearest.alongM, leftM, awayM: nearest.distanceM };
}

/** The samples that tell of the last minutes, with a new one; the same fix told again is none. */
export function withSample(samples: readonly WaySample[], next: WaySample): WaySample[] {
  const kept = samples.filter(({ atMs }) => atMs < next.atMs && atMs >= next.atMs - longestSpanMs);
  return [...kept, next];
}

/**
 * When it arrives at the end of its way if it goes on as it went in the last minutes, by its own fixes;
 * before there is a minute of them, as it drives now.
 */
export function foreseeArrival(
  way: OnWay,
  withinM: number,
  fix: { speedKph: number; fixAtMs: number },
  samples: readonly WaySample[],
  nowMs: number,
): Arrival {
  const { leftM, awayM } = way;
  if (nowMs - fix.fixAtMs > oldestFixMs) return { state: 'stale', leftM, fixAtMs: fix.fixAtMs };
  if (awayM > withinM) return { state: 'off-way', awayM };
  const first = samples[0];
  const last = samples.at(-1);
  const spanMs = first && last ? last.atMs - first.atMs : 0;
  const isLong = first && last && spanMs >= leastSpanMs;
  const kph = isLong ? ((last.alongM - first.alongM) / spanMs) * 3600 : fix.speedKph;
  if (kph < standingKph) return { state: 'standing', leftM };
  const atMs = fix.fixAtMs + (leftM / kph) * 3600;
  return { state: 'under-way', leftM, atMs: Math.max(nowMs, atMs), spanMs: isLong ? spanMs : 0 };
}
