import type { FigureName } from '@ftz/shared/contract/figures.ts';
import { ofSeverity, type TookRow } from './alarm-row.ts';
import type { Counted } from './count-period.ts';
import type { Measured } from './figure-targets.ts';
import { percentile } from './percentile.ts';

/** Who has sat down a minute ago has no rate yet. */
const leastHours = 1 / 6;
/** A ten minutes with more than this is a busy one. */
const busyAbove = 10;

/** Every figure of a period that lasted so long. */
export function measureFigures(counted: Counted, periodMs: number): Record<FigureName, Measured> {
  const { annunciations, operatorHours, bins, open, concluded, verified, breaches } = counted;
  const { floods, sources, chattering, attempts, blind } = counted;
  const alarms = annunciations.length;
  const [p1, p2] = counted.bySeverity;
  const perHour = operatorHours >= leastHours ? alarms / operatorHours : null;
  const busy = bins.filter((count) => count > busyAbove).length;
  const floodMs = floods.reduce((sum, { atMs, untilMs }) => sum + (untilMs ?? 0) - (atMs ?? 0), 0);
  const fromTopTen = sumOf(sources.slice(0, 10));
  const afterVideo = verified.filter(({ tookMs }) => tookMs === 1).length;
  const critical = ofSeverity(counted.acknowledged, 1);
  const { dispatched, arrived } = counted;
  return {
    'alarms-per-operator-hour': [perHour, alarms],
    'alarms-per-ten-minutes': [perHour === null ? null : perHour / 6, alarms],
    'busy-periods': shareOf(busy, bins.length),
    'flood-time': [percentOf(floodMs, periodMs), bins.length],
    'most-in-ten-minutes': [Math.max(0, ...bins), bins.length],
    'top-ten-share': shareOf(fromTopTen, alarms),
    chattering: [chattering.length, counted.activations.length],
    fleeting: [counted.fleeting.length, alarms],
    stale: [counted.stale.length, open],
    'critical-share': shareOf(p1, alarms),
    'high-share': shareOf(p1 + p2, alarms),
    unauthorised: [breaches.length + attempts.length, alarms + attempts.length],
    'acknowledge-p50': timeOf(critical, 50),
    'acknowledge-p90': timeOf(critical, 90),
    'acknowledge-p95': timeOf(critical, 95),
    'dispatch-p90': timeOf(dispatched, 90),
    'dispatch-p95': timeOf(dispatched, 95),
    'arrive-p90': timeOf(arrived, 90),
    'false-share': shareOf(counted.falseAlarms.length, concluded.length),
    're-raised-share': shareOf(counted.reRaised.length, alarms),
    'video-first-share': shareOf(afterVideo, verified.length),
    'shelved-now': [counted.shelved.length, open],
    'blind-minutes': [sumOf(blind), blind.length],
  };
}

const percentOf = (n: number, of: number) => (of === 0 ? null : (100 * n) / of);

const shareOf = (n: number, of: number): Measured => [percentOf(n, of), of];

const sumOf = (lines: readonly { value: number }[]) =>
  lines.reduce((sum, { value }) => sum + value, 0);

function timeOf(rows: readonly TookRow[], percent: number): Measured {
  const took = rows.map(({ tookMs }) => tookMs);
  return [percentile(took, percent), took.length];
}
