import { describe, expect, it } from 'vitest';
import {
  type Distance,
  isFrozen,
  type Rescue,
  startWatch,
  type Watch,
  watchPicture,
} from './picture-watchdog.ts';

/** Looks every 500 ms; `pictureAt` says what the player shows at that moment. */
function watchFor(
  ms: number,
  pictureAt: (nowMs: number) => number | null,
  distance: Distance = 'usual',
) {
  let watch: Watch = startWatch(0);
  const rescues: { atMs: number; rescue: Rescue }[] = [];
  let frozenAtMs: number | null = null;
  for (let nowMs = 0; nowMs <= ms; nowMs += 500) {
    const step = watchPicture(watch, nowMs, pictureAt(nowMs), distance);
    watch = step.watch;
    if (step.rescue !== 'none') rescues.push({ atMs: nowMs, rescue: step.rescue });
    if (frozenAtMs === null && isFrozen(watch, nowMs, distance)) frozenAtMs = nowMs;
  }
  return { watch, rescues, frozenAtMs };
}

describe('picture watchdog', () => {
  it('leaves a moving picture alone', () => {
    expect(watchFor(600_000, (nowMs) => 1_000_000 + nowMs)).toMatchObject({
      rescues: [],
      frozenAtMs: null,
    });
  });

  it('says within ten seconds that a picture froze, and since when', () => {
    const { frozenAtMs, watch } = watchFor(60_000, (nowMs) => Math.min(nowMs, 20_000));
    expect(frozenAtMs).toBeLessThanOrEqual(30_000);
    expect(watch.pictureAtMs).toBe(20_000);
  });

  it('says so, and seeks, the sooner where hardly anything is buffered', () => {
    const freeze = (nowMs: number) => Math.min(nowMs, 20_000);
    const [usual, near] = [watchFor(60_000, freeze), watchFor(60_000, freeze, 'near')];
    expect([usual.frozenAtMs, near.frozenAtMs]).toEqual([23_500, 22_500]);
    expect(near.rescues[0]).toEqual({ atMs: 22_500, rescue: 'seek-live' });
    expect(near.rescues[1]?.rescue).toBe('rebuild');
  });

  it('seeks to the live edge once, then builds the player anew, ever more rarely', () => {
    const { rescues } = watchFor(200_000, (nowMs) => Math.min(nowMs, 20_000));
    expect(rescues.map((each) => each.rescue).slice(0, 3)).toEqual([
      'seek-live',
      'rebuild',
      'rebuild',
    ]);
    const gaps = rescues.slice(1).map((each, i) => each.atMs - (rescues[i]?.atMs ?? 0));
    expect(gaps).toEqual(gaps.toSorted((a, b) => a - b));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(30_500);
  });

  it('is not fooled by a dead stream that shows its last seconds again after each rescue', () => {
    const { frozenAtMs, rescues } = watchFor(60_000, (nowMs) =>
      nowMs < 20_000 ? nowMs : 18_000 + (nowMs % 2_000),
    );
    expect(frozenAtMs).toBeLessThanOrEqual(30_000);
    expect(rescues.length).toBeGreaterThan(2);
  });

  it('accepts a camera whose clock was set back', () => {
    const { rescues, frozenAtMs } = watchFor(60_000, (nowMs) =>
      nowMs < 20_000 ? 9_000_000 + nowMs : nowMs,
    );
    expect([rescues, frozenAtMs]).toEqual([[], null]);
  });

  it('does not seek where there was never a picture', () => {
    expect(watchFor(30_000, () => null).rescues[0]?.rescue).toBe('rebuild');
  });

  it('forgets its attempts when the picture moves again', () => {
    const { rescues, watch } = watchFor(60_000, (nowMs) =>
      nowMs < 10_000 ? nowMs : nowMs < 22_000 ? 10_000 : nowMs,
    );
    expect(rescues.length).toBeGreaterThan(0);
    expect(rescues.every((each) => each.atMs <= 22_000)).toBe(true);
    expect(watch.attempts).toBe(0);
  });
});
