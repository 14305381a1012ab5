import type { FigureLine } from '@ftz/shared/contract/figures.ts';
import { type AlarmRow, sourceOf } from './alarm-row.ts';
import { emptyLine, lineOf } from './figure-line.ts';
import type { FigureQuery } from './part-of-book.ts';

export const tenMinutesMs = 600_000;
const minuteMs = 60_000;
/** A flood begins above the one and ends below the other: in between it is what it was. */
const flood = { beginsAbove: 10, endsBelow: 5 };
const chatteringFrom = 3;

/** How many came in each step of the period; the last step may be cut short by now. */
export function countBins(
  rows: readonly AlarmRow[],
  { fromMs, toMs }: FigureQuery,
  stepMs: number,
): number[] {
  const counts = new Array<number>(Math.max(1, Math.ceil((toMs - fromMs) / stepMs))).fill(0);
  for (const { atMs } of rows) {
    const bin = Math.min(counts.length - 1, Math.floor((atMs - fromMs) / stepMs));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

/** A step of the chart: as fine as some two hundred of them allow. */
export function stepOf(periodMs: number): number {
  const hour = 3_600_000;
  if (periodMs <= tenMinutesMs) return minuteMs;
  if (periodMs <= 24 * hour) return tenMinutesMs;
  return periodMs <= 7 * 24 * hour ? hour : 6 * hour;
}

/** Each flood with its length, its alarms (`of`) and the most in ten minutes (`value`). */
export function floodsOf(bins: readonly number[], { fromMs, toMs }: FigureQuery): FigureLine[] {
  const floods: FigureLine[] = [];
  let running: FigureLine | null = null;
  for (const [i, count] of bins.entries()) {
    const atMs = fromMs + i * tenMinutesMs;
    if (running && count < flood.endsBelow) running = null;
    if (!running && count > flood.beginsAbove) {
      running = { ...emptyLine, atMs, of: 0 };
      floods.push(running);
    }
    if (!running) continue;
    running.untilMs = Math.min(toMs, atMs + tenMinutesMs);
    running.value = Math.max(running.value, count);
    running.of = (running.of ?? 0) + count;
  }
  return floods;
}

/** Which things raised the most, the most first. */
export function topSources(rows: readonly AlarmRow[]): FigureLine[] {
  const lines = new Map<string, FigureLine>();
  for (const row of rows) {
    const line = lines.get(sourceOf(row));
    if (line) line.value += 1;
    else lines.set(sourceOf(row), { ...lineOf(row, 1), of: rows.length });
  }
  return [...lines.values()].sort((a, b) => b.value - a.value);
}

/** Things that came three times within a minute, with how often they did so at the worst. */
export function chatteringOf(rows: readonly AlarmRow[]): FigureLine[] {
  const recent = new Map<string, number[]>();
  const lines = new Map<string, FigureLine>();
  for (const row of rows) {
    const name = sourceOf(row);
    const times = (recent.get(name) ?? []).filter((atMs) => row.atMs - atMs <= minuteMs);
    times.push(row.atMs);
    recent.set(name, times);
    if (times.length < chatteringFrom) continue;
    const worst = Math.max(lines.get(name)?.value ?? 0, times.length);
    lines.set(name, lineOf(row, worst));
  }
  return [...lines.values()].sort((a, b) => b.value - a.value);
}
