import { expect, it } from 'vitest';
import { freeLabelSide } from './label-side.ts';

const vehicle = { x: 500, y: 500 };
const size = { width: 160, height: 28 };
const gap = { x: 24, y: 20 };
const sideWith = (...symbols: { x: number; y: number }[]) =>
  freeLabelSide(vehicle, size, gap, symbols, 30);

it('stands to the right and above while nothing is there', () => {
  expect(sideWith()).toBe('right-above');
  expect(sideWith({ x: 900, y: 470 }, { x: 400, y: 600 })).toBe('right-above');
});

it('goes out of the way of a symbol, and of the count beside it', () => {
  expect(sideWith({ x: 560, y: 470 })).toBe('left-above');
  expect(sideWith({ x: 490, y: 470 })).toBe('right-below');
});

it('stays where it is while that is free', () => {
  expect(freeLabelSide(vehicle, size, gap, [], 30, 'left-below')).toBe('left-below');
});

it('takes the usual side where there is no free one', () => {
  const everywhere = [560, 420].flatMap((x) => [466, 534].map((y) => ({ x, y })));
  expect(sideWith(...everywhere)).toBe('right-above');
});
