import { expect, it } from 'vitest';
import { shareAfter } from './wait-for-pictures.ts';

const tickMs = 100;

/** How far a picture is behind after some seconds, whose machine shows so much of a second in one. */
function playFor(seconds: number, speed: number, canDo: number) {
  let share = 1;
  let behindMs = 0;
  let worstMs = 0;
  let ranMs = 0;
  for (let tick = 0; tick < seconds * 10; tick++) {
    const asked = speed * share;
    // It comes after as fast as it can, and no faster than was asked.
    const rate = Math.min(canDo, asked + Math.min(behindMs / 1000, 1.08 * speed - asked));
    behindMs += (asked - rate) * tickMs;
    ranMs += asked * tickMs;
    share = shareAfter(share, [0, behindMs], speed);
    if (tick > 30) worstMs = Math.max(worstMs, behindMs);
  }
  return { ranAt: ranMs / (seconds * 1000), worstMs };
}

it('runs at its full speed while every picture keeps up', () => {
  expect(playFor(10, 4, 100)).toEqual({ ranAt: 4, worstMs: 0 });
});

it('goes on as fast as the slowest picture can, and no faster', () => {
  for (const [speed, canDo] of [
    [1, 0.8],
    [4, 2.5],
    [8, 3],
  ] as const) {
    const { ranAt, worstMs } = playFor(60, speed, canDo);
    expect(worstMs).toBeLessThan(100 * Math.sqrt(speed));
    expect(ranAt).toBeLessThanOrEqual(1.02 * canDo);
    expect(ranAt).toBeGreaterThan(0.7 * canDo);
  }
});

it('does not wait for one that is lost, and never stands still', () => {
  expect(shareAfter(1, [5_000], 1)).toBe(1);
  expect(shareAfter(0.25, [500], 1)).toBe(0.25);
  expect(shareAfter(0.25, [500], 4)).toBeLessThan(0.25);
  expect(shareAfter(0.5, [], 1)).toBeGreaterThan(0.5);
});
