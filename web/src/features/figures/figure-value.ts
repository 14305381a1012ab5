import type { FigureName } from '@ftz/shared/contract/figures.ts';
import type { Text } from '#text/text.ts';

type Unit = 'count' | 'per-hour' | 'percent' | 'time' | 'minutes';

const units: Partial<Record<FigureName, Unit>> = {
  'alarms-per-operator-hour': 'per-hour',
  'busy-periods': 'percent',
  'flood-time': 'percent',
  'top-ten-share': 'percent',
  'critical-share': 'percent',
  'high-share': 'percent',
  'acknowledge-p50': 'time',
  'acknowledge-p90': 'time',
  'acknowledge-p95': 'time',
  'dispatch-p90': 'time',
  'dispatch-p95': 'time',
  'arrive-p90': 'time',
  'false-share': 'percent',
  're-raised-share': 'percent',
  'video-first-share': 'percent',
  'blind-minutes': 'minutes',
};

/** A value as people read it, with its unit. */
export function figureValue(name: FigureName, value: number, text: Text['figures']): string {
  const short = String(Math.round(value * 10) / 10);
  switch (units[name] ?? 'count') {
    case 'count':
      return short;
    case 'per-hour':
      return text.perHour(short);
    case 'percent':
      return text.percent(short);
    case 'minutes':
      return text.minutes(String(Math.round(value)));
    case 'time':
      return timeValue(value, text);
  }
}

export function timeValue(ms: number, text: Text['figures']): string {
  const seconds = ms / 1_000;
  if (seconds < 120) return text.seconds(String(Math.round(seconds * 10) / 10));
  return text.minutes(String(Math.round(seconds / 6) / 10));
}
