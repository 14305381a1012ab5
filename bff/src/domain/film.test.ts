import { expect, it } from 'vitest';
import { filmsOf } from './film.ts';
import type { RecordedSegment } from './recordings.ts';

const segmentAt = (startsAtMs: number, more: Partial<RecordedSegment> = {}): RecordedSegment => ({
  startsAtMs,
  durationMs: 2_000,
  init: 'init-a.mp4',
  begins: false,
  ...more,
});
const spans = (segments: RecordedSegment[]) =>
  filmsOf(segments).map(({ fromMs, untilMs, segments: own }) => [fromMs, untilMs, own.length]);

it('is one file where nothing is missing, whatever milliseconds a camera is off', () => {
  expect(spans([segmentAt(0, { begins: true }), segmentAt(2_004), segmentAt(3_996)])).toEqual([
    [0, 5_996, 3],
  ]);
  expect(spans([])).toEqual([]);
});

it('is cut where something is missing, and where the encoder began anew', () => {
  expect(
    spans([
      segmentAt(0),
      segmentAt(10_000),
      segmentAt(12_000, { begins: true }),
      segmentAt(14_000),
      segmentAt(16_000, { init: 'init-b.mp4' }),
    ]),
  ).toEqual([
    [0, 2_000, 1],
    [10_000, 12_000, 1],
    [12_000, 16_000, 2],
    [16_000, 18_000, 1],
  ]);
});
