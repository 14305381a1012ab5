import { expect, it } from 'vitest';
import { isTheMoment, steer } from './steer.ts';

const tickMs = 100;

/** What is left after some seconds of steering, with what the tile's player drifts by itself. */
function offAfter(seconds: number, speed: number, startOffMs: number, drift: number): number {
  let offMs = startOffMs;
  for (let tick = 0; tick < (seconds * 1000) / tickMs; tick++) {
    const { seek, rate } = steer({ offMs, playing: true, speed, sinceSeekMs: tick * tickMs });
    offMs = seek ? 0 : offMs + tickMs * (rate * (1 + drift) - speed);
  }
  return offMs;
}

it('brings tiles that begin apart together within seconds, at every speed', () => {
  for (const speed of [0.25, 0.5, 1, 2, 4, 8]) {
    for (const startOffMs of [-75, 60, 20]) {
      expect(Math.abs(offAfter(6, speed, startOffMs, 0.002))).toBeLessThan(10 * Math.max(1, speed));
    }
  }
});

it('never trims by more than eight in a hundred', () => {
  for (const offMs of [-10_000, -79, -5, 5, 79, 10_000]) {
    const { rate } = steer({ offMs, playing: true, speed: 2, sinceSeekMs: 0 });
    expect(Math.abs(rate / 2 - 1)).toBeLessThanOrEqual(0.08 + 1e-9);
  }
});

it('seeks when more than two frames off, and lets a seek settle before the next', () => {
  const far = { offMs: 90, playing: true, speed: 1 };
  expect(steer({ ...far, sinceSeekMs: 5_000 }).seek).toBe(true);
  expect(steer({ ...far, sinceSeekMs: 100 }).seek).toBe(false);
  expect(steer({ ...far, offMs: 70, sinceSeekMs: 5_000 }).seek).toBe(false);
});

it('shows the very picture while time stands', () => {
  expect(steer({ offMs: 5, playing: false, speed: 1, sinceSeekMs: 0 }).seek).toBe(true);
  expect(steer({ offMs: 1, playing: false, speed: 1, sinceSeekMs: 0 }).seek).toBe(false);
  expect(isTheMoment({ offMs: 100, playing: false, speed: 1 })).toBe(false);
  expect(isTheMoment({ offMs: 100, playing: true, speed: 1 })).toBe(true);
});
