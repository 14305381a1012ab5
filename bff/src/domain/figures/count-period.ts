import { severities } from '@ftz/shared/contract/alarm.ts';
import type { FigureLine } from '@ftz/shared/contract/figures.ts';
import { chatteringOf, countBins, floodsOf, tenMinutesMs, topSources } from './alarm-rates.ts';
import { type AlarmRow, type ConclusionRow, ofSeverity } from './alarm-row.ts';
import { isFalse } from './false-alarms.ts';
import type { FigureBook } from './figure-book.ts';
import { attemptsOf, blindOf, shelvedOf, staleOf } from './lines-behind.ts';
import { type FigureQuery, operatorHoursOf, type PartOfBook, partOf } from './part-of-book.ts';

/** What a period came to, before a figure is made of it. */
export type Counted = PartOfBook & {
  operatorHours: number;
  /** Alarms in each ten minutes. */
  bins: number[];
  /** Alarms of severity 1 to 4. */
  bySeverity: [number, number, number, number];
  breaches: AlarmRow[];
  falseAlarms: ConclusionRow[];
  /** Alarms that are open by now, whenever they came. */
  open: number;
  floods: FigureLine[];
  sources: FigureLine[];
  chattering: FigureLine[];
  stale: FigureLine[];
  shelved: FigureLine[];
  blind: FigureLine[];
  attempts: FigureLine[];
};

/** With a pause after each part. */
export function* countPeriod(book: FigureBook, query: FigureQuery): Generator<undefined, Counted> {
  const part = yield* partOf(book, query);
  const { annunciations, activations, concluded } = part;
  const bins = countBins(annunciations, query, tenMinutesMs);
  const floods = floodsOf(bins, query);
  yield;
  const sources = topSources(annunciations);
  yield;
  const chattering = chatteringOf(activations);
  yield;
  const [p1 = 0, p2 = 0, p3 = 0, p4 = 0] = severities.map(
    (severity) => ofSeverity(annunciations, severity).length,
  );
  const breaches = annunciations.filter(({ kind }) => kind === 'identity-breach');
  const falseAlarms = concluded.filter(isFalse);
  yield;
  return {
    ...part,
    operatorHours: operatorHoursOf(book, query),
    bins,
    bySeverity: [p1, p2, p3, p4],
    breaches,
    falseAlarms,
    open: [...book.open.values()].filter(({ area }) => query.areas.includes(area)).length,
    floods,
    sources,
    chattering,
    stale: staleOf(book, query),
    shelved: shelvedOf(book, query),
    blind: blindOf(book, query),
    attempts: attemptsOf(book, query),
  };
}
