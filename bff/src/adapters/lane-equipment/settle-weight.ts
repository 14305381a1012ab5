import type { WeightSample } from './weight-frame.ts';

export type SettleLimits = {
  /** Lighter than this is an empty bridge, with mud and a person on it. */
  emptyKg: number;
  /** So many like samples in a row are a settled weight. */
  samples: number;
  /** What a wagon of a scale may flicker while it stands. */
  flickerKg: number;
};
export const usualLimits: SettleLimits = { emptyKg: 200, samples: 5, flickerKg: 20 };

/** What a bridge has to say beside its samples. */
export type Settled = { what: 'weighed'; kg: number } | { what: 'over-range' };

/**
 * Ten samples a second tell of a truck what one number does: its weight when it stands. That is said
 * once per vehicle, and again only after the bridge was empty or has come to rest at another weight.
 */
export function createSettling({ emptyKg, samples, flickerKg }: SettleLimits = usualLimits) {
  let run: { kg: number; count: number } = { kg: 0, count: 0 };
  let saidKg: number | null = null;
  let saidOverRange = false;

  return function settle({ kg, stable, overRange }: WeightSample): Settled | null {
    if (overRange) {
      const first = !saidOverRange;
      saidOverRange = true;
      run = { kg: 0, count: 0 };
      return first ? { what: 'over-range' } : null;
    }
    saidOverRange = false;
    if (kg < emptyKg) {
      saidKg = null;
      run = { kg: 0, count: 0 };
      return null;
    }
    const same = stable !== false && Math.abs(kg - run.kg) <= flickerKg;
    run = same ? { kg: run.kg, count: run.count + 1 } : { kg, count: stable === false ? 0 : 1 };
    const known = saidKg !== null && Math.abs(kg - saidKg) <= emptyKg;
    if (run.count < samples || known) return null;
    saidKg = kg;
    return { what: 'weighed', kg };
  };
}
