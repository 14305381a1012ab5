/** A sample of what the screen shows: 576 points of the frame, red, green, blue and alpha for each. */
type Sample = {
  pixels: Uint8ClampedArray;
  /** The picture's own time, ms. */
  pictureAtMs: number;
  /** By this page's clock, ms: what durations are counted with. */
  takenAtMs: number;
  /** The segment that is being shown; each begins with a keyframe. Null: this platform does not tell. */
  segment: number | null;
};

type Seen = Pick<Sample, 'pictureAtMs' | 'takenAtMs' | 'segment'> & { fingerprint: number };

export type ContentWatch = {
  /** The samples of the last seconds, oldest first. */
  seen: readonly Seen[];
  /** While every sample is one that an earlier segment showed: since when, and over how many keyframes. */
  again: { sinceMs: number; fromMs: number; keyframes: number } | null;
  black: { sinceMs: number; fromMs: number } | null;
};

/** What is wrong with a picture that runs; `sinceMs` is the picture's own time. */
export type Flaw = { flaw: 'frozen' | 'black'; sinceMs: number };

export const sampleSize = { width: 32, height: 18 } as const;

const lastsMs = 8_000;
/** Longer than encoders wait between keyframes; a film that repeats later is no stuck frame. */
const rememberedMs = 12_000;
const longestSegmentMs = 10_000;
/** Where keyframes are not told, two of them are surely in this, at the longest distance in use. */
const lastsWithoutKeyframesMs = 25_000;
const fewestKeyframes = 2;
/** Longer apart, and nobody knows what was shown in between: hidden, stalled, or asleep. */
const longestGapMs = 3_000;

/** Black with the noise of full gain stays below; what infrared or one lamp lights up is above. */
const darkest = { mean: 20, bright: 40 };
/** A date and a name burnt into the picture stay white on a covered lens. */
const burntInShare = 0.02;

export const newContentWatch: ContentWatch = { seen: [], again: null, black: null };

/**
 * One look at what the picture shows. Frozen is only what comes back in every bit, for eight seconds and
 * across two keyframes. Equal samples alone would not do, either way: between keyframes an encoder
 * repeats a still yard bit by bit, but each keyframe draws the sensor's noise anew, so that an empty
 * yard at night never comes back; and an encoder that is fed one stuck frame refines it after each
 * keyframe, so that it changes within a segment and comes back with the next. Black is what is dark
 * nearly everywhere for as long, as under a covered lens.
 */
export function watchContent(
  watch: ContentWatch,
  sample: Sample,
): { watch: ContentWatch; flaw: Flaw | null } {
  const { pixels, ...when } = sample;
  const now: Seen = { ...when, fingerprint: fingerprintOf(pixels) };
  const last = watch.seen.at(-1);
  const follows = last !== undefined && now.takenAtMs - last.takenAtMs <= longestGapMs;
  const before = follows ? watch : newContentWatch;
  const began = { sinceMs: now.pictureAtMs, fromMs: now.takenAtMs };
  const next = {
    seen: [...before.seen.filter((each) => now.takenAtMs - each.takenAtMs <= rememberedMs), now],
    again: sameAgain(before, now),
    black: isBlack(pixels) ? (before.black ?? began) : null,
  };
  return { watch: next, flaw: flawOf(next, now) };
}

function sameAgain({ seen, again }: ContentWatch, now: Seen): ContentWatch['again'] {
  const earlier = seen.find(
    (each) => each.fingerprint === now.fingerprint && isOtherSegment(each, now),
  );
  if (!earlier) return null;
  const run = again ?? {
    sinceMs: earlier.pictureAtMs,
    fromMs: earlier.takenAtMs,
    keyframes: 0,
  };
  const isKeyframe = seen.at(-1)?.segment !== now.segment;
  return { ...run, keyframes: run.keyframes + (isKeyframe ? 1 : 0) };
}

function isOtherSegment(a: Seen, b: Seen): boolean {
  if (b.segment === null) return b.takenAtMs - a.takenAtMs >= longestSegmentMs;
  return a.segment !== b.segment;
}

function flawOf({ again, black }: ContentWatch, { takenAtMs, segment }: Seen): Flaw | null {
  if (black && takenAtMs - black.fromMs >= lastsMs) {
    return { flaw: 'black', sinceMs: black.sinceMs };
  }
  if (!again) return null;
  const isLongEnough =
    segment === null
      ? takenAtMs - again.fromMs >= lastsWithoutKeyframesMs
      : takenAtMs - again.fromMs >= lastsMs && again.keyframes >= fewestKeyframes;
  return isLongEnough ? { flaw: 'frozen', sinceMs: again.sinceMs } : null;
}

/** FNV-1a over every byte: one bit of noise in one point makes another number. */
function fingerprintOf(pixels: Uint8ClampedArray): number {
  let hash = 0x811c9dc5;
  for (const byte of pixels) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

function isBlack(pixels: Uint8ClampedArray): boolean {
  let sum = 0;
  let bright = 0;
  const points = pixels.length / 4;
  for (let i = 0; i < pixels.length; i += 4) {
    const light = lightOf(pixels, i);
    if (light > darkest.bright) bright += 1;
    else sum += light;
  }
  return bright <= points * burntInShare && sum / points <= darkest.mean;
}

/** Rec. 709, as the eye weighs it. */
function lightOf(pixels: Uint8ClampedArray, i: number): number {
  return 0.2126 * (pixels[i] ?? 0) + 0.7152 * (pixels[i + 1] ?? 0) + 0.0722 * (pixels[i + 2] ?? 0);
}
