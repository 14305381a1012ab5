import {
  type Figure,
  type FigureName,
  figureNames,
  type Verdict,
} from '@ftz/shared/contract/figures.ts';

/** A value, and on how many things it was measured. */
export type Measured = [value: number | null, of: number];

/** Of fewer than `leastOf` a share says nothing: it is shown, and not judged. */
type Bound = { target: number | null; actionAbove: number | null; leastOf: number };
const upTo = (target: number, actionAbove: number = target, leastOf = 0): Bound => ({
  target,
  actionAbove,
  leastOf,
});
const shown: Bound = { target: null, actionAbove: null, leastOf: 0 };
const enoughForShares = 100;

/** ISA-18.2-2016, table 7; the times to acknowledge and to dispatch are those of NENA and NFPA 1225. */
const bounds: Record<FigureName, Bound> = {
  'alarms-per-operator-hour': upTo(6, 12),
  'alarms-per-ten-minutes': upTo(1, 2),
  'busy-periods': upTo(1, 1),
  'flood-time': upTo(1, 1),
  'most-in-ten-minutes': upTo(10),
  'top-ten-share': upTo(5, 5, enoughForShares),
  chattering: upTo(0),
  fleeting: upTo(0),
  stale: upTo(4),
  'critical-share': upTo(1, 1, enoughForShares),
  'high-share': upTo(5, 5, enoughForShares),
  unauthorised: upTo(0),
  'acknowledge-p50': shown,
  'acknowledge-p90': upTo(15_000, 30_000),
  'acknowledge-p95': upTo(20_000, 30_000),
  'dispatch-p90': upTo(60_000, 106_000),
  'dispatch-p95': upTo(106_000),
  'arrive-p90': shown,
  'false-share': shown,
  're-raised-share': shown,
  'video-first-share': shown,
  'shelved-now': shown,
  'blind-minutes': upTo(0, 60),
};

export function judged(measured: Record<FigureName, Measured>): Figure[] {
  return figureNames.map((name) => {
    const [value, of] = measured[name];
    const { target, actionAbove } = bounds[name];
    return { name, value, of, target, actionAbove, verdict: verdictOf(value, of, bounds[name]) };
  });
}

function verdictOf(
  value: number | null,
  of: number,
  { target, actionAbove, leastOf }: Bound,
): Verdict | null {
  if (of < leastOf || value === null || target === null || actionAbove === null) return null;
  if (value <= target) return 'good';
  return value > actionAbove ? 'act' : 'watch';
}
