import { severities } from '@ftz/shared/contract/alarm.ts';
import type { FigureSheet } from '@ftz/shared/contract/figures.ts';
import { countBins, stepOf } from './alarm-rates.ts';
import { ofSeverity, type TookRow } from './alarm-row.ts';
import { countPeriod } from './count-period.ts';
import { falseLines } from './false-alarms.ts';
import type { FigureBook } from './figure-book.ts';
import { judged } from './figure-targets.ts';
import { latest } from './lines-behind.ts';
import { measureFigures } from './measure-figures.ts';
import { type FigureQuery, spansOf } from './part-of-book.ts';
import { percentile } from './percentile.ts';
import { whatLiesBehind } from './what-lies-behind.ts';

/** Every figure of one period, of these areas, of one desk or of all of them, counted at once. */
export function computeFigures(book: FigureBook, query: FigureQuery): FigureSheet {
  const steps = figuresInSteps(book, query);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same with a pause after each part: a month of alarms takes longer than an alarm may wait. */
export function* figuresInSteps(
  book: FigureBook,
  query: FigureQuery,
): Generator<undefined, FigureSheet> {
  const { fromMs, toMs } = query;
  const counted = yield* countPeriod(book, query);
  const measured = measureFigures(counted, toMs - fromMs);
  yield;
  const falseByRule = falseLines(counted.concluded, 'kind');
  yield;
  const falseBySource = falseLines(counted.concluded, 'source');
  yield;
  const falseByWeek = falseLines(counted.concluded, 'week');
  yield;
  const acknowledge = timesToAcknowledge(counted.acknowledged);
  yield;
  const stepMs = stepOf(toMs - fromMs);
  return {
    fromMs,
    toMs,
    countedToMs: book.atMs,
    complete: true,
    figures: judged(measured),
    behind: whatLiesBehind(counted),
    bins: { stepMs, counts: countBins(counted.annunciations, query, stepMs) },
    severities: counted.bySeverity,
    acknowledge,
    falseByRule,
    falseBySource,
    falseByWeek,
    floods: latest(counted.floods),
    desks: desksOf(book, query),
  };
}

function timesToAcknowledge(acknowledged: readonly TookRow[]): FigureSheet['acknowledge'] {
  return severities.map((severity) => {
    const took = ofSeverity(acknowledged, severity).map(({ tookMs }) => tookMs);
    const at = (percent: number) => percentile(took, percent);
    return { severity, of: took.length, p50: at(50), p90: at(90), p95: at(95) };
  });
}

/** Each person once. */
function desksOf(book: FigureBook, query: FigureQuery): FigureSheet['desks'] {
  const names = spansOf(book, query).map(
    ({ person }) => [person.accountId, person.username] as const,
  );
  return [...new Map(names)].map(([accountId, name]) => ({ accountId, name }));
}
