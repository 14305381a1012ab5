import { expect, it } from 'vitest';
import { createLagWatch } from './lag-watch.ts';

it('is told by two beats between which nothing came, and then begins anew', () => {
  const { isStuck } = createLagWatch();
  expect([isStuck(7, 8), isStuck(7, 8), isStuck(7, 8)]).toEqual([false, true, false]);
});

it('is not told while entries come, nor at the head', () => {
  const { isStuck } = createLagWatch();
  expect([isStuck(7, 9), isStuck(8, 9), isStuck(9, 9), isStuck(9, 12)]).not.toContain(true);
});
