import type { Severity } from '@ftz/shared/contract/alarm.ts';
import { severities } from '@ftz/shared/contract/alarm.ts';
import type { FigureName, FigureSheet } from '@ftz/shared/contract/figures.ts';
import {
  chatteringOf,
  countBins,
  floodsOf,
  stepOf,
  tenMinutesMs,
  topSources,
} from './alarm-rates.ts';
import { type AlarmRow, sourceOf } from './alarm-row.ts';
import { falseBy, falseLine, isFalse } from './false-alarms.ts';
import type { FigureBook } from './figure-book.ts';
import { lineOf } from './figure-line.ts';
import { judged, type Measured } from './figure-targets.ts';
import {
  attemptsOf,
  blindOf,
  mostLines,
  newest,
  shelvedOf,
  slowest,
  staleOf,
} from './lines-behind.ts';
import { type FigureQuery, operatorHoursOf, partOf, spansOf } from './part-of-book.ts';

/** Who has sat down a minute ago has no rate yet. */
const leastHours = 1 / 6;

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
  const part = yield* partOf(book, query);
  const hours = operatorHoursOf(book, query);
  const bins = countBins(part.annunciations, query, tenMinutesMs);
  const floods = floodsOf(bins, query);
  yield;
  const sources = topSources(part.annunciations);
  yield;
  const chattering = chatteringOf(part.activations);
  yield;
  const stale = staleOf(book, query);
  const shelved = shelvedOf(book, query);
  const alarms = part.annunciations.length;
  const critical = ofSeverity(part.acknowledged, 1).map(({ tookMs }) => tookMs);
  const dispatch = part.dispatched.map(({ tookMs }) => tookMs);
  const arrive = part.arrived.map(({ tookMs }) => tookMs);
  const falseAlarms = part.concluded.filter(isFalse);
  const share = (n: number, of: number) => (of === 0 ? null : (100 * n) / of);
  const perHour = hours >= leastHours ? alarms / hours : null;
  const open = [...book.open.values()].filter(({ area }) => query.areas.includes(area)).length;
  const blindMinutes = blindOf(book, query);
  const bySeverity = severities.map((severity) => ofSeverity(part.annunciations, severity).length);
  yield;
  const [p1 = 0, p2 = 0, p3 = 0, p4 = 0] = bySeverity;
  const busy = bins.filter((count) => count > 10).length;
  const floodMs = floods.reduce((sum, { atMs, untilMs }) => sum + (untilMs ?? 0) - (atMs ?? 0), 0);
  const seen = part.verified.filter(({ tookMs }) => tookMs === 1).length;
  yield;
  const attempts = attemptsOf(book, query);
  const breaches = part.annunciations.filter(({ kind }) => kind === 'identity-breach');

  const measured: Record<FigureName, Measured> = {
    'alarms-per-operator-hour': [perHour, alarms],
    'alarms-per-ten-minutes': [perHour === null ? null : perHour / 6, alarms],
    'busy-periods': [share(busy, bins.length), bins.length],
    'flood-time': [share(floodMs, toMs - fromMs), bins.length],
    'most-in-ten-minutes': [Math.max(0, ...bins), bins.length],
    'top-ten-share': [
      share(
        sources.slice(0, 10).reduce((sum, { value }) => sum + value, 0),
        alarms,
      ),
      alarms,
    ],
    chattering: [chattering.length, part.activations.length],
    fleeting: [part.fleeting.length, alarms],
    stale: [stale.length, open],
    'critical-share': [share(p1, alarms), alarms],
    'high-share': [share(p1 + p2, alarms), alarms],
    unauthorised: [breaches.length + attempts.length, alarms + attempts.length],
    'acknowledge-p50': [percentile(critical, 50), critical.length],
    'acknowledge-p90': [percentile(critical, 90), critical.length],
    'acknowledge-p95': [percentile(critical, 95), critical.length],
    'dispatch-p90': [percentile(dispatch, 90), dispatch.length],
    'dispatch-p95': [percentile(dispatch, 95), dispatch.length],
    'arrive-p90': [percentile(arrive, 90), arrive.length],
    'false-share': [share(falseAlarms.length, part.concluded.length), part.concluded.length],
    're-raised-share': [share(part.reRaised.length, alarms), alarms],
    'video-first-share': [share(seen, part.verified.length), part.verified.length],
    'shelved-now': [shelved.length, open],
    'blind-minutes': [blindMinutes.reduce((sum, { value }) => sum + value, 0), blindMinutes.length],
  };
  yield;
  const falseByRule = falseBy(part.concluded, ({ kind }) => kind).map(falseLine('kind'));
  yield;
  const falseBySource = falseBy(part.concluded, sourceOf).map(falseLine('source'));
  yield;
  const falseByWeek = falseBy(part.concluded, weekOf).map(falseLine('week'));
  yield;
  const acknowledge = severities.map((severity) => {
    const took = ofSeverity(part.acknowledged, severity).map(({ tookMs }) => tookMs);
    const at = (percent: number) => percentile(took, percent);
    return { severity, of: took.length, p50: at(50), p90: at(90), p95: at(95) };
  });
  yield;
  const slowCritical = slowest(ofSeverity(part.acknowledged, 1));
  const slowDispatch = slowest(part.dispatched);
  const floodLines = floods.slice(-mostLines).reverse();
  const stepMs = stepOf(toMs - fromMs);
  return {
    fromMs,
    toMs,
    countedToMs: book.atMs,
    complete: true,
    figures: judged(measured),
    behind: {
      'busy-periods': floodLines,
      'flood-time': floodLines,
      'most-in-ten-minutes': floodLines,
      'alarms-per-operator-hour': sources.slice(0, mostLines),
      'alarms-per-ten-minutes': sources.slice(0, mostLines),
      'top-ten-share': sources.slice(0, 10),
      chattering: chattering.slice(0, mostLines),
      fleeting: newest(part.fleeting),
      stale: stale.slice(0, mostLines),
      'critical-share': newest(ofSeverity(part.annunciations, 1)),
      'high-share': newest(part.annunciations.filter(({ severity }) => severity <= 2)),
      unauthorised: [...attempts, ...newest(breaches)].slice(0, mostLines),
      'acknowledge-p50': slowCritical,
      'acknowledge-p90': slowCritical,
      'acknowledge-p95': slowCritical,
      'dispatch-p90': slowDispatch,
      'dispatch-p95': slowDispatch,
      'arrive-p90': slowest(part.arrived),
      'false-share': falseAlarms
        .slice(-mostLines)
        .reverse()
        .map((row) => lineOf(row, 1)),
      're-raised-share': newest(part.reRaised),
      'video-first-share': newest(part.verified.filter(({ tookMs }) => tookMs === 0)),
      'shelved-now': shelved.slice(0, mostLines),
      'blind-minutes': blindMinutes.slice(0, mostLines),
    },
    bins: { stepMs, counts: countBins(part.annunciations, query, stepMs) },
    severities: [p1, p2, p3, p4],
    acknowledge,
    falseByRule,
    falseBySource,
    falseByWeek,
    floods: floodLines,
    desks: [
      ...new Map(spansOf(book, query).map(({ person }) => [person.accountId, person.username])),
    ].map(([accountId, name]) => ({ accountId, name })),
  };
}

/** Monday of its week, in the zone. */
const zoneOffsetMs = 8 * 3_600_000;
const dayMs = 86_400_000;
function weekOf({ atMs }: AlarmRow): string {
  const day = Math.floor((atMs + zoneOffsetMs) / dayMs);
  // The first day of 1970 was a Thursday.
  const monday = day - ((day + 3) % 7);
  return String(monday * dayMs - zoneOffsetMs);
}

function ofSeverity<T extends AlarmRow>(rows: readonly T[], severity: Severity): T[] {
  return rows.filter((row) => row.severity === severity);
}

/** The smallest value that so many percent do not exceed; null of nothing. */
export function percentile(values: readonly number[], percent: number): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? null;
}
