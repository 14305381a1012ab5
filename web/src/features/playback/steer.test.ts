import { expect, it } from 'vitest';
import { isTheMoment, steer } from './steer.ts';

const tickMs = 100;

/** What is left after some seconds of steering, with what the tile's player drifts by itself. */
function offAfter(seconds: number, speed: number, startOffMs: number, drift: number): number {
  let offMs = startOffMs;
  for (let tick = 0; tick < (seconds * 1000) / tickMs; tick++) {
    const { seek, rate } = steer({
      ...{ offMs, playing: true, speed, runsAt: speed },
      sinceSeekMs: tick * tickMs,
    });
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

it('trims by no more than eight in a hundred what is not more than two frames off', () => {
  for (const offMs of [-159, -5, 5, 159]) {
    const { rate } = steer({ offMs, playing: true, speed: 2, runsAt: 2, sinceSeekMs: 0 });
    expect(Math.abs(rate / 2 - 1)).toBeLessThanOrEqual(0.08 + 1e-9);
  }
});

it('lets a picture that the clock waits for run as fast as was asked, and none faster', () => {
  const behind = { offMs: -900, playing: true, speed: 4, runsAt: 1, sinceSeekMs: 0 };
  const { seek, rate } = steer(behind);
  expect(seek).toBe(false);
  expect(rate).toBeCloseTo(1.9);
  expect(steer({ ...behind, speed: 1 }).rate).toBeLessThanOrEqual(1.08);
  expect(steer({ ...behind, offMs: 900 }).rate).toBe(0.5);
});

it('seeks what is lost, and lets a seek settle before the next', () => {
  const far = { offMs: 1_100, playing: true, speed: 1, runsAt: 1 };
  expect(steer({ ...far, sinceSeekMs: 5_000 }).seek).toBe(true);
  expect(steer({ ...far, sinceSeekMs: 100 }).seek).toBe(false);
  expect(steer({ ...far, offMs: 900, sinceSeekMs: 5_000 }).seek).toBe(false);
});

it('shows the very picture while time stands', () => {
  const still = { playing: false, speed: 1, runsAt: 1, sinceSeekMs: 0 };
  expect(steer({ ...still, offMs: 5 }).seek).toBe(true);
  expect(steer({ ...still, offMs: 1 }).seek).toBe(false);
  expect(isTheMoment({ offMs: 100, playing: false, speed: 1 })).toBe(false);
  expect(isTheMoment({ offMs: 100, playing: true, speed: 1 })).toBe(true);
});
