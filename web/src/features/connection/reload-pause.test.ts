import { expect, it } from 'vitest';
import { reloadPauseMs } from './reload-pause.ts';

it('waits 1 to 10 s, so that pages do not all come at once', () => {
  expect([reloadPauseMs(null, 0), reloadPauseMs(null, 1)]).toEqual([1_000, 10_000]);
});

it('waits a minute where reloading has just not helped', () => {
  expect(reloadPauseMs(0, 0)).toBe(61_000);
  expect(reloadPauseMs(25_000, 0)).toBe(36_000);
  expect(reloadPauseMs(3_600_000, 0)).toBe(1_000);
});

it('never waits longer for a clock that was set back', () => {
  expect(reloadPauseMs(-3_600_000, 0)).toBe(61_000);
});
