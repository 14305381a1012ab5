import type { WeighTolerance } from '@ftz/shared/contract/equipment.ts';

/** `unset`: nobody has said what this bridge may differ by, so a person compares. */
export type WeightVerdict =
  | { verdict: 'unset' }
  | {
      verdict: 'within' | 'beyond' | 'far-beyond';
      differenceKg: number;
      toleranceKg: number;
    };

/** Twice what it may: no scale errs so. */
const farTimes = 2;

/** A measured weight against the declared one: the larger of both tolerances is allowed. */
export function compareWeight(
  measuredKg: number,
  declaredKg: number,
  tolerance: WeighTolerance | null,
): WeightVerdict {
  if (tolerance === null) return { verdict: 'unset' };
  const toleranceKg = Math.max(tolerance.absoluteKg, (declaredKg * tolerance.percent) / 100);
  const differenceKg = measuredKg - declaredKg;
  const away = Math.abs(differenceKg);
  if (away <= toleranceKg) return { verdict: 'within', differenceKg, toleranceKg };
  const verdict = away > farTimes * toleranceKg ? 'far-beyond' : 'beyond';
  return { verdict, differenceKg, toleranceKg };
}
