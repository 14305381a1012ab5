import type { FigureLine, FigureName } from '@ftz/shared/contract/figures.ts';
import { ofSeverity } from './alarm-row.ts';
import type { Counted } from './count-period.ts';
import { latest, mostLines, newest, slowest } from './lines-behind.ts';

/** The worst of each figure. */
export function whatLiesBehind(counted: Counted): Record<FigureName, FigureLine[]> {
  const { annunciations, sources, attempts, breaches } = counted;
  const floods = latest(counted.floods);
  const slowCritical = slowest(ofSeverity(counted.acknowledged, 1));
  const slowDispatch = slowest(counted.dispatched);
  return {
    'busy-periods': floods,
    'flood-time': floods,
    'most-in-ten-minutes': floods,
    'alarms-per-operator-hour': sources.slice(0, mostLines),
    'alarms-per-ten-minutes': sources.slice(0, mostLines),
    'top-ten-share': sources.slice(0, 10),
    chattering: counted.chattering.slice(0, mostLines),
    fleeting: newest(counted.fleeting),
    stale: counted.stale.slice(0, mostLines),
    'critical-share': newest(ofSeverity(annunciations, 1)),
    'high-share': newest(annunciations.filter(({ severity }) => severity <= 2)),
    unauthorised: [...attempts, ...newest(breaches)].slice(0, mostLines),
    'acknowledge-p50': slowCritical,
    'acknowledge-p90': slowCritical,
    'acknowledge-p95': slowCritical,
    'dispatch-p90': slowDispatch,
    'dispatch-p95': slowDispatch,
    'arrive-p90': slowest(counted.arrived),
    'false-share': newest(counted.falseAlarms),
    're-raised-share': newest(counted.reRaised),
    'video-first-share': newest(counted.verified.filter(({ tookMs }) => tookMs === 0)),
    'shelved-now': counted.shelved.slice(0, mostLines),
    'blind-minutes': counted.blind.slice(0, mostLines),
  };
}
