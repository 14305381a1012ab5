import { expect, it } from 'vitest';
import { isWithin, readTolerance, toleranceText } from './weight-tolerance.ts';

it('is read as it is shown', () => {
  const tolerance = { kg: 300, pct: 2.5 };
  expect(readTolerance(toleranceText(tolerance))).toEqual(tolerance);
});

it.each(['', '300', '2%', '300kg', '300kg/2', '-1kg/2%', 'NaNkg/2%'])('refuses "%s"', (text) =>
  expect(readTolerance(text)).toBeNull(),
);

it('allows the greater of both, the limit included', () => {
  expect(isWithin({ kg: 300, pct: 2 }, 10_000, 10_300)).toBe(true);
  expect(isWithin({ kg: 300, pct: 2 }, 10_000, 9_699)).toBe(false);
  expect(isWithin({ kg: 300, pct: 2 }, 30_000, 30_600)).toBe(true);
  expect(isWithin({ kg: 300, pct: 2 }, 30_000, 30_601)).toBe(false);
});
