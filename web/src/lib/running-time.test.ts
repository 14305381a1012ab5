import { expect, it } from 'vitest';
import { changeTime, momentOf, type RunningTime } from './running-time.ts';

const bounds = { fromMs: 1_000, toMs: 100_000 };
const still: RunningTime = { atMs: 5_000, setAtMs: 0, playing: false, speed: 1, share: 1 };

it('stands while paused and runs at its speed while playing', () => {
  expect(momentOf(still, 9_000, bounds)).toBe(5_000);
  expect(momentOf({ ...still, playing: true, speed: 8 }, 1_000, bounds)).toBe(13_000);
  expect(momentOf({ ...still, playing: true, speed: 0.25 }, 1_000, bounds)).toBe(5_250);
  expect(momentOf({ ...still, playing: true, speed: 4, share: 0.5 }, 1_000, bounds)).toBe(7_000);
});

it('goes on from where it was when its speed changes or it pauses', () => {
  const playing = changeTime(still, 100, bounds, { playing: true });
  const faster = changeTime(playing, 1_100, bounds, { speed: 4 });
  expect(momentOf(faster, 1_100, bounds)).toBe(6_000);
  const paused = changeTime(faster, 2_100, bounds, { playing: false });
  expect(momentOf(paused, 50_000, bounds)).toBe(10_000);
});

it('ends where its bounds end, and a seek cannot leave them', () => {
  expect(momentOf({ ...still, playing: true }, 999_999, bounds)).toBe(100_000);
  expect(momentOf(changeTime(still, 0, bounds, { atMs: 3 }), 0, bounds)).toBe(1_000);
});
