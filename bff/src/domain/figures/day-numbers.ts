import type { Severity } from '@ftz/shared/contract/alarm.ts';
import type {
  AreaDay,
  DayNumbers,
  FalseRate,
  ResponseDay,
  ResponsePhase,
} from '@ftz/shared/contract/day-numbers.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { TimeLimits } from '@ftz/shared/contract/time-limits.ts';
import type { TookRow } from './alarm-row.ts';
import { blindSpotsOf } from './blind-spots.ts';
import { falseBy } from './false-alarms.ts';
import type { FeedSilences } from './feed-silences.ts';
import type { FigureBook } from './figure-book.ts';
import { mostLines } from './lines-behind.ts';
import { partOf } from './part-of-book.ts';
import { percentile } from './percentile.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const weekMs = 7 * dayMs;

type Given = {
  book: FigureBook;
  silences: FeedSilences;
  limits: Pick<TimeLimits, 'acknowledgeS' | 'progressS'>;
};
export type DayQuery = { fromMs: number; toMs: number; areas: readonly AreaId[] };
type Counted = Omit<DayNumbers, 'complete'>;

/** The numbers of the day that began at `fromMs`, with a pause after each part. */
export function* dayNumbersInSteps(given: Given, query: DayQuery): Generator<undefined, Counted> {
  const { book, silences } = given;
  const { fromMs, toMs, areas } = query;
  const today = yield* partOf(book, { fromMs, toMs, areas, desk: null });
  const lately = yield* partOf(book, { fromMs: toMs - dayMs, toMs, areas, desk: null });
  const week = yield* partOf(book, { fromMs: toMs - weekMs, toMs, areas, desk: null });
  const byArea: AreaDay[] = [];
  for (const area of areas) {
    const count = (rows: readonly { area: AreaId }[]) =>
      rows.filter((row) => row.area === area).length;
    const passed = book.passed.filter(
      (one) => one.area === area && one.atMs > toMs - hourMs && one.atMs <= toMs,
    );
    const blind = blindSpotsOf(book, silences.spans, { area, fromMs, toMs });
    byArea.push({
      area,
      raised: count(today.annunciations),
      answered: count(today.acknowledged),
      passedIn: passed.filter(({ direction }) => direction === 'IN').length,
      passedOut: passed.filter(({ direction }) => direction === 'OUT').length,
      blindNow: blind.filter(({ untilMs }) => untilMs === null).length,
      blindMinutes: blind.reduce((sum, { minutes }) => sum + minutes, 0),
      blind: blind.slice(0, mostLines),
    });
    yield;
  }
  const responses: ResponseDay[] = [];
  for (const area of [null, ...areas]) {
    responses.push(...responsesOf(lately, area, given.limits));
    yield;
  }
  const falseByRule = falseBy(week.concluded, ({ kind }) => kind).map(
    ({ first, all, wrong }): FalseRate => ({ kind: first.kind, of: all, wrong }),
  );
  return { fromMs, toMs, feedsFromMs: silences.fromMs, areas: byArea, responses, falseByRule };
}

type Took = Record<'acknowledged' | 'dispatched' | 'arrived', readonly TookRow[]>;

/** What is answered by the calendar, or only listed, is not measured in seconds. */
const measured: readonly Severity[] = [1, 2, 3];

function responsesOf(
  { acknowledged, dispatched, arrived }: Took,
  area: AreaId | null,
  { acknowledgeS, progressS }: Given['limits'],
): ResponseDay[] {
  const row = (
    phase: ResponsePhase,
    rows: readonly TookRow[],
    severity: Severity | null,
    limitS: number | null,
  ): ResponseDay => {
    const took = rows
      .filter((one) => area === null || one.area === area)
      .filter((one) => severity === null || one.severity === severity)
      .map(({ tookMs }) => tookMs);
    const at = (percent: number) => percentile(took, percent);
    const limitMs = limitS === null ? null : 1_000 * limitS;
    return {
      area,
      phase,
      severity,
      of: took.length,
      p50: at(50),
      p90: at(90),
      p95: at(95),
      limitMs,
    };
  };
  return [
    ...measured.map((level) => row('acknowledge', acknowledged, level, acknowledgeS[`p${level}`])),
    ...measured.map((level) => row('dispatch', dispatched, level, progressS[`p${level}`])),
    row('arrive', arrived, null, null),
  ];
}
