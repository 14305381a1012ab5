import { expect, it } from 'vitest';
import { shownTheme } from './theme.ts';

it.each([
  ['dark', 12, 'dark'],
  ['dark', 20, 'night'],
  ['dark', 5, 'night'],
  ['hours', 6, 'light'],
  ['hours', 19, 'light'],
  ['hours', 20, 'night'],
  ['light', 23, 'light'],
  ['night', 12, 'night'],
] as const)('%s at %i o’clock is %s', (chosen, hour, shown) => {
  expect(shownTheme(chosen, hour)).toBe(shown);
});
