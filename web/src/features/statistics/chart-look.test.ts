import { expect, it } from 'vitest';
import { type ChartLook, stepsThatFit } from './chart-look.ts';

const box = (heightPx: number, textPx: number) => ({ heightPx, textPx }) as ChartLook;

it('leaves so much between two labels of an axis that they do not touch', () => {
  expect(stepsThatFit(box(300, 14), 53)).toBe(3);
  // The wall: 16 arc-minutes of 3.75 px, with a legend above and hours below.
  expect(stepsThatFit(box(380, 60), 228)).toBe(1);
  expect(stepsThatFit(box(100, 60), 228)).toBe(1);
});
