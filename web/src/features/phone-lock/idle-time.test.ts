import { describe, expect, it } from 'vitest';
import { idleMs, lockAfterMs } from './idle-time.ts';

const nothing = { signedInAtMs: null, touchedAtMs: null, startedAtMs: 1_000 };

describe('how long a phone has lain about', () => {
  it('is since the last touch or sign-in, whichever came later', () => {
    expect(idleMs(9_000, { ...nothing, signedInAtMs: 2_000, touchedAtMs: 5_000 })).toBe(4_000);
    expect(idleMs(9_000, { ...nothing, signedInAtMs: 8_000, touchedAtMs: 5_000 })).toBe(1_000);
  });

  it('does not begin anew with the page', () => {
    const reloaded = { signedInAtMs: 0, touchedAtMs: 0, startedAtMs: lockAfterMs };
    expect(idleMs(lockAfterMs, reloaded)).toBe(lockAfterMs);
  });

  it('begins with the page where nothing is remembered, or something else was stored', () => {
    expect(idleMs(3_000, nothing)).toBe(2_000);
    expect(idleMs(3_000, { ...nothing, touchedAtMs: Number.NaN })).toBe(2_000);
  });

  it('is long after a clock that was set back for longer', () => {
    expect(idleMs(0, { ...nothing, touchedAtMs: lockAfterMs })).toBe(lockAfterMs);
  });
});
