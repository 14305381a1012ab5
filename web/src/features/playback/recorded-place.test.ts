import { expect, it } from 'vitest';
import { dateOf, isInside, placeOf, windowAround } from './recorded-place.ts';

/** 100 s to 104 s, a minute of nothing, 164 s to 166 s: media time knows nothing of the minute. */
const pieces = [
  { start: 0, duration: 2, programDateTime: 100_000 },
  { start: 2, duration: 2, programDateTime: 102_000 },
  { start: 4, duration: 2, programDateTime: 164_000 },
];
const asked = { fromMs: 90_000, untilMs: 200_000 };
const at = (atMs: number) => placeOf(pieces, atMs, asked);

it('finds the picture of a moment on both sides of a discontinuity', () => {
  expect(at(100_000)).toMatchObject({ kind: 'picture', mediaS: 0.001 });
  expect(at(103_500)).toMatchObject({ kind: 'picture', mediaS: 3.501 });
  expect(at(164_500)).toMatchObject({ kind: 'picture', mediaS: 4.501, zeroMs: 160_000 });
});

it('names a gap by its two ends, also before the first and after the last piece', () => {
  expect(at(104_000)).toEqual({ kind: 'gap', fromMs: 104_000, untilMs: 164_000 });
  expect(at(95_000)).toEqual({ kind: 'gap', fromMs: 90_000, untilMs: 100_000 });
  expect(at(166_000)).toEqual({ kind: 'gap', fromMs: 166_000, untilMs: 200_000 });
  expect(placeOf([], 95_000, asked)).toEqual({ kind: 'gap', ...asked });
});

it('takes a seam of some milliseconds for no gap, and never shows what comes after it', () => {
  const seam = [
    { start: 0, duration: 1.98, programDateTime: 100_000 },
    { start: 1.98, duration: 2, programDateTime: 102_000 },
  ];
  const place = placeOf(seam, 101_990, asked);
  expect(place.kind === 'picture' && place.mediaS).toBeCloseTo(1.979);
});

it('is told by each picture when it was', () => {
  for (const atMs of [100_000, 103_900, 165_000]) {
    const place = at(atMs);
    if (place.kind !== 'picture') throw new Error('a picture is there');
    expect(dateOf(pieces, place.mediaS)).toBeCloseTo(atMs + 1, 3);
  }
  expect(dateOf(pieces, 6.5)).toBeNull();
});

it('asks for minutes around a moment, and again once the moment has left them', () => {
  const some = windowAround(10_000_000);
  expect(isInside(some, 10_000_000)).toBe(true);
  expect(some.untilMs - some.fromMs).toBeLessThanOrEqual(15 * 60_000);
  expect(isInside(some, some.untilMs)).toBe(false);
  expect(isInside(some, some.fromMs - 1)).toBe(false);
});
