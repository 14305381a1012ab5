import { expect, it } from 'vitest';
import { createCatchUpTurns } from './catch-up-turns.ts';

it('takes a few, those who wait longest first, whoever else comes', () => {
  const turns = createCatchUpTurns(2);
  const take = (need: string, there = need) => [
    ...turns.take(new Set(need.split('')), new Set(there.split(''))),
  ];
  expect(take('abcde')).toEqual(['a', 'b']);
  // The first two are back already, and two more before them.
  expect(take('xyabcde')).toEqual(['c', 'd']);
  expect(take('xyabcde')).toEqual(['e', 'x']);
  // Who cannot take a frame just now keeps his place, who has left loses it.
  expect(take('acd', 'yabcd')).toEqual(['a', 'c']);
  expect(take('yz')).toEqual(['y', 'z']);
});
