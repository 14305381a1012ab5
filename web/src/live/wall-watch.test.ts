import { expect, it } from 'vitest';
import { createWallWatch, nightlyInMs, type WallPulse, wallWatchLimits } from './wall-watch.ts';

const well: WallPulse = {
  visible: true,
  fps: 30,
  heapBytes: 90e6,
  unansweredMs: 4_000,
  newVersion: false,
  critical: false,
  calm: true,
};
const minuteMs = 60_000;
/** What is said after so many seconds of one pulse a second. */
function after(s: number, change: Partial<WallPulse>, nightlyAtMs = Number.POSITIVE_INFINITY) {
  const watch = createWallWatch(0, nightlyAtMs);
  for (let n = 1; n <= s; n++) watch.pulse({ ...well, ...change }, n * 1_000);
  return watch.look(s * 1_000);
}

it('leaves a page alone that is well, for days', () => {
  expect(after(3 * 24 * 3_600, {})).toBeNull();
});

it('loads a page again that nobody answers, or that answers nobody', () => {
  expect(after(61, { unansweredMs: wallWatchLimits.unansweredMs })).toBe('unanswered');
  expect(after(59, { unansweredMs: wallWatchLimits.unansweredMs })).toBeNull();
  const watch = createWallWatch(0, Number.POSITIVE_INFINITY);
  watch.pulse(well, 100_000);
  expect(watch.look(100_000 + wallWatchLimits.hungMs - 1)).toBeNull();
  expect(watch.look(100_000 + wallWatchLimits.hungMs)).toBe('hung');
});

it('does so for memory and for a picture that hardly moves, but no oftener than that helps', () => {
  expect(after(600, { heapBytes: 501e6 })).toBe('heap');
  expect(after(599, { heapBytes: 501e6 })).toBeNull();
  expect(after(600, { heapBytes: 499e6 })).toBeNull();
  expect(after(600, { heapBytes: null })).toBeNull();
  expect(after(631, { fps: 4.9 })).toBe('slow');
  expect(after(631, { fps: 5 })).toBeNull();
  expect(after(631, { fps: 0, visible: false })).toBeNull();
});

it('forgives a picture that was slow for a moment', () => {
  const watch = createWallWatch(0, Number.POSITIVE_INFINITY);
  for (let n = 600; n < 700; n++) {
    watch.pulse({ ...well, fps: n % 29 === 0 ? 30 : 1 }, n * 1_000);
    expect(watch.look(n * 1_000)).toBeNull();
  }
});

it('takes a new version in a calm minute, never over a critical alarm', () => {
  expect(after(61, { newVersion: true })).toBe('version');
  expect(after(61, { newVersion: true, calm: false })).toBeNull();
  expect(after(61, { newVersion: true, critical: true })).toBeNull();
});

it('is made anew by night, unless a critical alarm waits', () => {
  expect(after(3_600, {}, 3_600_000)).toBe('nightly');
  expect(after(3_599, {}, 3_600_000)).toBeNull();
  expect(after(7_200, { critical: true }, 3_600_000)).toBeNull();
});

it('finds four o’clock of the zone, a little before or after, and never at once', () => {
  const atZone = (time: string) => Date.parse(`2026-11-29T${time}+08:00`);
  expect(nightlyInMs(atZone('02:00:00'), 0.5)).toBe(120 * minuteMs);
  expect(nightlyInMs(atZone('02:00:00'), 0)).toBe(105 * minuteMs);
  expect(nightlyInMs(atZone('05:00:00'), 0.5)).toBe(23 * 60 * minuteMs);
  expect(nightlyInMs(atZone('03:59:00'), 0.5)).toBe((24 * 60 + 1) * minuteMs);
  expect(nightlyInMs(atZone('04:00:00'), 0.5)).toBe(24 * 60 * minuteMs);
});
