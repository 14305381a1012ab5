import { commandNames } from '@ftz/shared/contract/live-up.ts';
import { beforeAll, expect, it } from 'vitest';
import { type Walked, walkHistory } from './walk-history.ts';

const seeds = [1, 2, 5];
const steps = 8_000;
const walks = new Map<number, Walked>();

beforeAll(() => {
  for (const seed of seeds) walks.set(seed, walkHistory(steps, seed));
}, 360_000);

it.each(seeds)('holds every invariant on a random history (%i)', (seed) => {
  expect(walks.get(seed)).toMatchObject({ broken: null, steps });
});

it('has evidence deleted, and kept for another time, by two', () => {
  const all = [...walks.values()];
  expect(all.some(({ deleted }) => deleted > 0)).toBe(true);
  expect(all.some(({ retained }) => retained > 0)).toBe(true);
});

it('takes every act of a person: one that nobody here makes is walked past by every invariant', () => {
  const isTaken = (name: string) => [...walks.values()].some(({ acts }) => acts[name]?.taken);
  expect(commandNames.filter((name) => !isTaken(name))).toEqual([]);
});
