import { expect, it } from 'vitest';
import { createNearPlaces } from './near-places.ts';

it('has two places for a page, and gives back each only once', () => {
  const take = createNearPlaces();
  const [first, second] = [take(), take()];
  expect([first, second]).not.toContain(null);
  expect(take()).toBeNull();
  first?.();
  first?.();
  expect(take()).not.toBeNull();
  expect(take()).toBeNull();
});
