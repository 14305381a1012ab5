import { applyAll } from '@ftz/shared/state/apply-durable.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { exampleStory } from '@ftz/shared/state/story.fixture.ts';
import { expect, it } from 'vitest';
import { pointsBy, situationAt, spanOf, stepFrom } from './replay-moments.ts';

const story = exampleStory();

it('opens thirty seconds before the first alarm, when nothing had happened', () => {
  const { fromMs, toMs, opensAtMs } = spanOf(story, [], 1e6);
  expect([fromMs, toMs]).toEqual([1_000 - 30_000, story.length * 1_000]);
  expect(opensAtMs).toBe(fromMs);
  expect(situationAt(story, fromMs).incidents).toEqual({});
});

it('shows at every moment what the desks showed then, in the same order', () => {
  let atMs = spanOf(story, [], 1e6).fromMs;
  for (let n = 1; n <= story.length; n++) {
    atMs = stepFrom(story, atMs, 1);
    const live = applyAll(emptySituation(), story.slice(0, n));
    expect(situationAt(story, atMs)).toEqual(live);
  }
  expect(stepFrom(story, atMs, 1)).toBe(atMs);
  expect(situationAt(story, stepFrom(story, atMs, -1)).incidents['I1']?.state).not.toBe('closed');
});

it('reaches as far as what cameras saw, and still opens thirty seconds before', () => {
  const clip = { cameraId: 'C1', fromMs: -120_000, untilMs: 500_000 };
  const early = spanOf(story, [clip], 300_000);
  expect(early).toEqual({ fromMs: -120_000, toMs: 300_000, opensAtMs: 1_000 - 30_000 });
  expect(spanOf(story, [clip], 9e6).toMs).toBe(500_000);
});

it('knows how far a vehicle had come', () => {
  const track = {
    vehicleId: 'V1',
    atMs: [1_000, 2_000],
    lon: [121, 121],
    lat: [31, 31],
    speedKph: [0, 0],
    headingDeg: [0, 0],
    nextFromMs: null,
  };
  expect([pointsBy(track, 500), pointsBy(track, 1_500), pointsBy(track, 9_000)]).toEqual([0, 1, 2]);
});
