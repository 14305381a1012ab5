import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { steadyNow } from './steady-clock.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'] });
  steadyNow();
});
afterEach(() => vi.useRealTimers());

it('goes on where the clock is set back', () => {
  const before = steadyNow();
  vi.setSystemTime(Date.now() - 3_600_000);
  vi.advanceTimersByTime(250);
  expect(steadyNow() - before).toBeCloseTo(250, 6);
});

it('counts the time asleep, in which nothing was measured', () => {
  const before = steadyNow();
  vi.setSystemTime(Date.now() + 3_600_000);
  expect(steadyNow() - before).toBeCloseTo(3_600_000, 6);
});

it('does not run faster for being read often', () => {
  const before = steadyNow();
  for (let i = 0; i < 1000; i++) {
    vi.advanceTimersByTime(1);
    steadyNow();
  }
  expect(steadyNow() - before).toBeCloseTo(1000, 6);
});
