import { expect, it } from 'vitest';
import { createWaitingPlaces } from './waiting-places.ts';

it('gives each session so many places and no more, and a place that was left to the next', () => {
  const places = createWaitingPlaces(2);
  const [first, second] = [places.take('a'), places.take('a')];
  expect([first, second]).not.toContain(null);
  expect(places.take('a')).toBeNull();
  expect(places.take('b')).not.toBeNull();
  first?.();
  expect(places.take('a')).not.toBeNull();
  expect(places.take('a')).toBeNull();
});
