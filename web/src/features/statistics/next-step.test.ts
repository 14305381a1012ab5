import { expect, it } from 'vitest';
import { nextStep } from './next-step.ts';

/** Two hours of the first level, a gap in the second, all three of the third. */
const cells = [
  { column: 0, row: 0 },
  { column: 2, row: 0 },
  { column: 1, row: 1 },
  { column: 0, row: 2 },
  { column: 1, row: 2 },
  { column: 2, row: 2 },
];

it('goes along a row over what is empty, and along a column', () => {
  expect(nextStep(cells, 0, 'ArrowRight')).toBe(1);
  expect(nextStep(cells, 1, 'ArrowLeft')).toBe(0);
  expect(nextStep(cells, 0, 'ArrowDown')).toBe(3);
  expect(nextStep(cells, 5, 'ArrowUp')).toBe(1);
});

it('takes the nearest beside where its own line has nothing, and stays where there is none', () => {
  expect(nextStep(cells, 2, 'ArrowRight')).toBe(1);
  expect(nextStep(cells, 0, 'ArrowUp')).toBe(0);
  expect(nextStep([], 0, 'ArrowUp')).toBe(0);
});

it('reaches every figure from every other by arrows', () => {
  const reached = new Set([0]);
  for (const at of reached)
    for (const direction of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const)
      reached.add(nextStep(cells, at, direction));
  expect(reached.size).toBe(cells.length);
});
