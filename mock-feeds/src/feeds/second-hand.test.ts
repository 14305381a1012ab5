import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { everySecond } from './second-hand.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('calls each once a second, not all in the same instant, until it leaves', () => {
  const instants = new Map<number, number>();
  const stops = Array.from({ length: 100 }, () =>
    everySecond(() => instants.set(Date.now(), (instants.get(Date.now()) ?? 0) + 1)),
  );
  vi.advanceTimersByTime(3_000);
  expect([...instants.values()].reduce((sum, calls) => sum + calls, 0)).toBe(300);
  expect(Math.max(...instants.values())).toBe(5);
  for (const stop of stops) stop();
  expect(vi.getTimerCount()).toBe(0);
});
