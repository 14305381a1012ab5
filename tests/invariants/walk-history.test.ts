import { expect, it } from 'vitest';
import { walkHistory } from './walk-history.ts';

it.each([1, 2, 3])(
  'holds every invariant on a random history (%i)',
  (seed) => {
    const { broken, steps } = walkHistory(8_000, seed);
    expect({ broken, steps }).toEqual({ broken: null, steps: 8_000 });
  },
  120_000,
);
