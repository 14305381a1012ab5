import { mayDo } from '@ftz/shared/access/policy.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { AlarmRow, ConclusionRow, TookRow } from './alarm-row.ts';
import type { DutySpan, FigureBook } from './figure-book.ts';

/** Which part is wanted: a time, areas, and of them one person's watch, or everybody's. */
export type FigureQuery = {
  fromMs: number;
  toMs: number;
  areas: readonly AreaId[];
  desk: string | null;
};

/** Rows of a book as the book calls them. */
export type PartOfBook = {
  annunciations: AlarmRow[];
  activations: AlarmRow[];
  reRaised: AlarmRow[];
  fleeting: AlarmRow[];
  acknowledged: TookRow[];
  dispatched: TookRow[];
  arrived: TookRow[];
  concluded: ConclusionRow[];
  verified: TookRow[];
};

/**
 * The rows of a period: what was played is left out, and of one desk what came while it was manned. One
 * list at a time, with a pause after each.
 */
export function* partOf(book: FigureBook, query: FigureQuery): Generator<undefined, PartOfBook> {
  const spans = query.desk === null ? null : spansOf(book, query);
  const within = <T extends AlarmRow>(rows: readonly T[]): T[] =>
    since(rows, query.fromMs).filter(
      (row) =>
        row.atMs <= query.toMs &&
        query.areas.includes(row.area) &&
        !(row.incidentId !== null && book.drills.has(row.incidentId)) &&
        (spans === null || spans.some((span) => covers(span, row))),
    );
  const annunciations = within(book.annunciations);
  yield;
  const activations = within(book.activations);
  yield;
  const reRaised = within(book.reRaised);
  yield;
  const fleeting = within(book.fleeting);
  yield;
  const acknowledged = within(book.acknowledged);
  yield;
  const dispatched = within(book.dispatched);
  yield;
  const arrived = within(book.arrived);
  yield;
  const concluded = within(book.concluded);
  yield;
  const verified = within(book.verified);
  yield;
  return {
    annunciations,
    activations,
    reRaised,
    fleeting,
    acknowledged,
    dispatched,
    arrived,
    concluded,
    verified,
  };
}

const covers = ({ person, fromMs, untilMs }: DutySpan, { atMs, area }: AlarmRow) =>
  fromMs <= atMs && atMs <= (untilMs ?? Number.POSITIVE_INFINITY) && person.areas.includes(area);

/** Rows are in the order of their times: those before the period are not looked at one by one. */
function since<T extends AlarmRow>(rows: readonly T[], fromMs: number): readonly T[] {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.atMs ?? 0) < fromMs) low = middle + 1;
    else high = middle;
  }
  return rows.slice(low);
}

/** Whoever could acknowledge an alarm of these areas, while he was there. */
export function spansOf(book: FigureBook, { fromMs, toMs, areas, desk }: FigureQuery): DutySpan[] {
  return book.duties.filter(
    ({ person, fromMs: begunAtMs, untilMs }) =>
      begunAtMs < toMs &&
      (untilMs ?? toMs) > fromMs &&
      (desk === null || person.accountId === desk) &&
      areas.some((area) => mayDo(person, 'alarm.acknowledge', area)),
  );
}

export function operatorHoursOf(book: FigureBook, query: FigureQuery): number {
  const { fromMs, toMs } = query;
  const ms = spansOf(book, query).map(
    ({ fromMs: begunAtMs, untilMs }) =>
      Math.min(untilMs ?? toMs, toMs) - Math.max(begunAtMs, fromMs),
  );
  return ms.reduce((sum, each) => sum + each, 0) / 3_600_000;
}
