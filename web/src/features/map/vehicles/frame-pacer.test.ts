import { describe, expect, it } from 'vitest';
import { createFramePacer, type FrameClock } from './frame-pacer.ts';

/** Time that the test moves; frames come every `frameMs`, and one comes late after each drawing. */
function createFakeClock(frameMs: number) {
  let nowMs = 0;
  let waiting: { atMs: number; run: () => void }[] = [];
  const at = (atMs: number, run: () => void) => {
    const entry = { atMs, run };
    waiting.push(entry);
    return () => {
      waiting = waiting.filter((each) => each !== entry);
    };
  };
  const clock: FrameClock = {
    now: () => nowMs,
    nextFrame: (run) => at(nowMs + frameMs, run),
    after: (ms, run) => at(nowMs + ms, run),
  };
  const runUntil = (endMs: number) => {
    for (;;) {
      const next = waiting.toSorted((a, b) => a.atMs - b.atMs)[0];
      if (!next || next.atMs > endMs) break;
      waiting = waiting.filter((each) => each !== next);
      nowMs = Math.max(nowMs, next.atMs);
      next.run();
    }
    nowMs = endMs;
  };
  /** The page is busy: whatever is due comes so much later. */
  const hold = (ms: number) => {
    nowMs += ms;
  };
  return { clock, runUntil, hold, waitingCount: () => waiting.length };
}

function drawnWithin(ms: number, frameMs: number, nextInMs: () => number | null): number[] {
  const fake = createFakeClock(frameMs);
  const drawn: number[] = [];
  const pacer = createFramePacer({
    draw: (nowMs) => drawn.push(nowMs),
    nextInMs,
    fastestMs: 33,
    clock: fake.clock,
  });
  pacer.wake();
  fake.runUntil(ms);
  return drawn;
}

describe('frame pacer', () => {
  it('draws once and then sleeps when nothing moves', () => {
    const fake = createFakeClock(16);
    let drawn = 0;
    const pacer = createFramePacer({
      draw: () => {
        drawn += 1;
      },
      nextInMs: () => null,
      fastestMs: 33,
      clock: fake.clock,
    });
    pacer.wake();
    fake.runUntil(1000);
    expect([drawn, fake.waitingCount()]).toEqual([1, 0]);
    pacer.wake();
    fake.runUntil(2000);
    expect(drawn).toBe(2);
  });

  it('draws about thirty times a second and no oftener while things move fast', () => {
    const drawn = drawnWithin(1000, 16, () => 0);
    expect(drawn.length).toBeGreaterThan(18);
    expect(drawn.length).toBeLessThanOrEqual(31);
  });

  it('draws only as often as something visibly moved', () => {
    expect(drawnWithin(5000, 16, () => 1000)).toHaveLength(5);
  });

  it('moves in steady steps of a quarter of a second where a frame takes 50 ms', () => {
    const drawn = drawnWithin(20_000, 50, () => 0);
    expect(drawn.length).toBeGreaterThan(50);
    expect(drawn.length).toBeLessThanOrEqual(80);
  });

  it('takes a sixth of the time at most when each frame takes long', () => {
    const drawn = drawnWithin(20_000, 200, () => 0);
    expect(drawn.length).toBeGreaterThanOrEqual(11);
    expect(drawn.length).toBeLessThanOrEqual(18);
  });

  it('still moves every few seconds where a frame takes more than one', () => {
    const drawn = drawnWithin(60_000, 1_500, () => 0);
    expect(drawn.length).toBeGreaterThanOrEqual(10);
    expect(drawn.length).toBeLessThanOrEqual(20);
  });

  it('is back at its fastest beat two seconds after one hiccup', () => {
    const fake = createFakeClock(16);
    const drawn: number[] = [];
    const pacer = createFramePacer({
      draw: (nowMs) => {
        drawn.push(nowMs);
        if (drawn.length === 20) fake.hold(1500);
      },
      nextInMs: () => 0,
      fastestMs: 33,
      clock: fake.clock,
    });
    pacer.wake();
    fake.runUntil(6000);
    const heldAtMs = drawn[19] ?? 0;
    const after = drawn.filter((atMs) => atMs > heldAtMs + 3500 && atMs <= heldAtMs + 4500);
    expect(after.length).toBeGreaterThan(18);
  });

  it('stops for good', () => {
    const fake = createFakeClock(16);
    const pacer = createFramePacer({
      draw: () => undefined,
      nextInMs: () => 0,
      fastestMs: 33,
      clock: fake.clock,
    });
    pacer.wake();
    fake.runUntil(100);
    pacer.stop();
    expect(fake.waitingCount()).toBe(0);
  });
});
