import { describe, expect, it } from 'vitest';
import { type Flaw, newContentWatch, sampleSize, watchContent } from './content-watch.ts';

const points = sampleSize.width * sampleSize.height;
const cameraStartMs = 1_700_000_000_000;

/** The same numbers on every machine, 0 to 1. */
function noiseOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const paint = (lightAt: (point: number) => number) => {
  const pixels = new Uint8ClampedArray(points * 4).fill(255);
  for (let i = 0; i < points; i += 1) pixels.fill(lightAt(i), i * 4, i * 4 + 3);
  return pixels;
};

type Scene = (second: number) => Uint8ClampedArray;
type Watching = { segmentOf?: (second: number) => number | null; secondsShown?: number[] };

/** One sample a second; what was said first, and after how many seconds. */
function watchFor(seconds: number, scene: Scene, { segmentOf, secondsShown }: Watching = {}) {
  let watch = newContentWatch;
  let first: (Flaw & { atSecond: number }) | null = null;
  let last: Flaw | null = null;
  for (let second = 0; second <= seconds; second += 1) {
    if (secondsShown && !secondsShown.includes(second)) continue;
    const step = watchContent(watch, {
      pixels: scene(second),
      pictureAtMs: cameraStartMs + second * 1_000,
      takenAtMs: second * 1_000,
      segment: segmentOf ? segmentOf(second) : Math.floor(second / 2),
    });
    watch = step.watch;
    last = step.flaw;
    if (step.flaw && !first) first = { ...step.flaw, atSecond: second };
  }
  return { first, last };
}

const day = paint((i) => 60 + (i % 32) * 5);
/** A yard at night in infrared: dark at the edges, a lit patch in the middle. */
const infrared = (noise: () => number) => paint((i) => (i % 9 < 2 ? 70 : 6) + noise() * 6);

describe('frozen', () => {
  it('is said after eight seconds of the very same picture, since its first second', () => {
    const { first } = watchFor(30, (second) => (second < 10 ? paint(() => 50 + second) : day));
    expect(first).toEqual({ flaw: 'frozen', sinceMs: cameraStartMs + 10_000, atSecond: 18 });
  });

  it('is not a still yard: each keyframe draws the noise anew, if only in one point', () => {
    const still: Scene = (second) => {
      const pixels = day.slice();
      const keyframe = Math.floor(second / 4);
      pixels[(keyframe % points) * 4] = (keyframe % 200) + 20;
      return pixels;
    };
    expect(watchFor(600, still, { segmentOf: (s) => Math.floor(s / 4) }).first).toBeNull();
  });

  it('is an encoder that is fed one stuck frame, and refines it after each keyframe', () => {
    const { first } = watchFor(30, (second) => (second % 2 === 0 ? day : infrared(() => 0)));
    expect(first).toEqual({ flaw: 'frozen', sinceMs: cameraStartMs, atSecond: 8 });
  });

  it('is not a film that repeats: a scene is drawn as a loop', () => {
    expect(watchFor(200, (second) => paint((i) => 60 + ((i + second) % 24))).first).toBeNull();
  });

  it('waits for two keyframes where they are far apart', () => {
    const { first } = watchFor(60, () => day, { segmentOf: (s) => Math.floor(s / 10) });
    expect(first?.atSecond).toBe(20);
  });

  it('waits longer where nobody tells keyframes', () => {
    expect(watchFor(60, () => day, { segmentOf: () => null }).first?.atSecond).toBe(25);
  });

  it('is not what nobody looked at in between', () => {
    const secondsShown = [0, 1, 2, 9, 10, 11, 18, 19, 20];
    expect(watchFor(20, () => day, { secondsShown }).first).toBeNull();
  });

  it('is over with the first other picture', () => {
    expect(watchFor(20, (second) => (second < 20 ? day : paint(() => 90))).last).toBeNull();
  });
});

describe('black', () => {
  it('is a covered lens with the noise of full gain', () => {
    const noise = noiseOf(1);
    const { first } = watchFor(30, (second) =>
      second < 10 ? paint((i) => 60 + ((i + second) % 32)) : paint(() => noise() * noise() * 45),
    );
    expect(first).toEqual({ flaw: 'black', sinceMs: cameraStartMs + 10_000, atSecond: 18 });
  });

  it('is a covered lens under the date that the camera burns in', () => {
    expect(watchFor(20, (second) => paint((i) => (i < 8 ? 255 : second % 3))).last?.flaw).toBe(
      'black',
    );
  });

  it('is said before frozen: a lens is covered more often than an encoder is stuck', () => {
    expect(watchFor(20, () => paint(() => 0)).last?.flaw).toBe('black');
  });

  it('is neither a night in infrared nor a single lamp', () => {
    const noise = noiseOf(2);
    expect(watchFor(120, () => infrared(noise)).first).toBeNull();
    const lamp = paint((i) => (i % 32 < 4 && i < 160 ? 120 : 4));
    expect(
      watchFor(120, (second) => lamp.slice().fill(second % 250, points * 4 - 4, points * 4 - 1))
        .first,
    ).toBeNull();
  });

  it('is not a cloud or a passing truck: seven seconds are not said', () => {
    const noise = noiseOf(3);
    expect(
      watchFor(120, (second) => paint(() => (second % 9 < 7 ? 3 : 100) + noise() * 4)).first,
    ).toBeNull();
  });
});
