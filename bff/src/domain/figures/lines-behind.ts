import type { FigureLine } from '@ftz/shared/contract/figures.ts';
import type { AlarmRow, TookRow } from './alarm-row.ts';
import type { FigureBook } from './figure-book.ts';
import { emptyLine, lineOf } from './figure-line.ts';
import type { FigureQuery } from './part-of-book.ts';

export const mostLines = 20;
const staleMs = 86_400_000;

/** Alarms whose condition has lasted for more than a day. */
export function staleOf(book: FigureBook, { areas, toMs }: FigureQuery): FigureLine[] {
  return [...book.open.values()]
    .filter(({ area, isThere, atMs, incidentId }) => {
      const isDrill = incidentId !== null && book.drills.has(incidentId);
      return isThere && !isDrill && toMs - atMs > staleMs && areas.includes(area);
    })
    .sort((a, b) => a.atMs - b.atMs)
    .map((row) => lineOf(row, toMs - row.atMs));
}

/** Set aside by a person at this moment, with their ends; `value` is the time that is left. */
export function shelvedOf(book: FigureBook, { areas, toMs }: FigureQuery): FigureLine[] {
  return [...book.open.values()]
    .filter(({ area, shelvedUntilMs }) => shelvedUntilMs !== null && areas.includes(area))
    .map((row) => ({
      ...lineOf(row, Math.max(0, (row.shelvedUntilMs ?? 0) - toMs)),
      untilMs: row.shelvedUntilMs,
    }))
    .sort((a, b) => b.value - a.value);
}

/** Minutes in the period in which each sensor was not heard. */
export function blindOf(book: FigureBook, { areas, fromMs, toMs }: FigureQuery): FigureLine[] {
  const minutes = new Map<string, FigureLine>();
  for (const row of book.blind) {
    if (!areas.includes(row.area)) continue;
    const ms = Math.min(row.untilMs ?? toMs, toMs) - Math.max(row.atMs, fromMs);
    if (ms <= 0) continue;
    const line = minutes.get(row.entityId) ?? { ...lineOf(row, 0), untilMs: row.untilMs };
    minutes.set(row.entityId, { ...line, value: line.value + ms / 60_000 });
  }
  return [...minutes.values()].sort((a, b) => b.value - a.value);
}

/** Acts that were refused because one person is not two, newest first. */
export function attemptsOf(book: FigureBook, { areas, fromMs, toMs }: FigureQuery): FigureLine[] {
  return book.attempts
    .filter(({ atMs }) => fromMs <= atMs && atMs <= toMs)
    .filter((attempt) => attempt.areas.some((area) => areas.includes(area)))
    .reverse()
    .map(({ atMs, areas: where, incidentId, command }) => ({
      ...emptyLine,
      atMs,
      area: where.find((area) => areas.includes(area)) ?? null,
      entityId: command,
      incidentId,
      value: 1,
    }));
}

export const slowest = (rows: readonly TookRow[]): FigureLine[] =>
  rows
    .toSorted((a, b) => b.tookMs - a.tookMs)
    .slice(0, mostLines)
    .map((row) => lineOf(row, row.tookMs));

export const newest = (rows: readonly AlarmRow[]): FigureLine[] =>
  latest(rows).map((row) => lineOf(row, 1));

/** The last ones, the last one first. */
export const latest = <T>(things: readonly T[]): T[] => things.slice(-mostLines).reverse();
