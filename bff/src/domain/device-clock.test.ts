import { expect, it } from 'vitest';
import { clockAheadMs, hearClock, unknownClock } from './device-clock.ts';

function clockThatSaid(ahead: number[]) {
  const clock = unknownClock();
  for (const [i, aheadMs] of ahead.entries()) {
    const heardAtMs = 10_000 * (i + 1);
    hearClock(clock, heardAtMs + aheadMs, heardAtMs);
  }
  return clockAheadMs(clock);
}

it('is not known of a device that has said no time', () => {
  expect(clockThatSaid([])).toBeNull();
});

it('is the middle of the latest reports, whatever one of them claims', () => {
  expect(clockThatSaid([0, -180, -200, -220])).toBe(-180);
  expect(clockThatSaid([1, -200, 5 * 365 * 86_400_000, -210, -190, -86_400_000])).toBe(-190);
});

it('follows a clock that was set', () => {
  const wrong = Array.from({ length: 50 }, () => 1_200_000);
  expect(clockThatSaid(wrong)).toBe(1_200_000);
  expect(clockThatSaid([...wrong, ...Array.from({ length: 9 }, () => -100)])).toBe(-100);
});

it('counts a report that is judged twice once', () => {
  const clock = unknownClock();
  for (let i = 0; i < 20; i++) hearClock(clock, 5_000, 1_000);
  expect(clock.aheadMs).toEqual([4_000]);
});
