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

export type ContentWatch = {
  last: { takenAtMs: number; segment: number | null; fingerprint: number } | null;
  still: { sinceMs: number; fromMs: number; keyframes: number };
  black: { sinceMs: number; fromMs: number } | null;
};

/** What is wrong with a picture that runs; `sinceMs` is the picture's own time. */
export type Flaw = { flaw: 'frozen' | 'black'; sinceMs: number };

export const sampleSize = { width: 32, height: 18 } as const;

const lastsMs = 8_000;
/** Where keyframes are not told, two of them are surely in this, at the longest distance in use. */
const lastsWithoutKeyframesMs = 25_000;
const fewestKeyframes = 2;
/** Longer apart, and nobody knows what was shown in between: hidden, stalled, or asleep. */
const longestGapMs = 3_000;

/** Black with the noise of full gain stays below; what infrared or one lamp lights up is above. */
const darkest = { mean: 20, bright: 40 };
/** A date and a name burnt into the picture stay white on a covered lens. */
const burntInShare = 0.02;

export const newContentWatch: ContentWatch = {
  last: null,
  still: { sinceMs: 0, fromMs: 0, keyframes: 0 },
  black: null,
};

/**
 * One look at what the picture shows. Frozen is only what is the same in every bit, for eight seconds
 * and across two keyframes: between keyframes an encoder repeats a still yard bit by bit, but each keyframe draws
 * the sensor's noise anew, so that an empty yard at night differs somewhere and a stuck frame does not.
 * Black is what is dark nearly everywhere for as long, as under a covered lens.
 */
export function watchContent(
  watch: ContentWatch,
  sample: Sample,
): { watch: ContentWatch; flaw: Flaw | null } {
  const { pictureAtMs, takenAtMs, segment } = sample;
  const fingerprint = fingerprintOf(sample.pixels);
  const before = watch.last && takenAtMs - watch.last.takenAtMs <= longestGapMs ? watch.last : null;
  const isSame = before !== null && before.fingerprint === fingerprint;
  const isKeyframe = isSame && segment !== before.segment;
  const still = isSame
    ? { ...watch.still, keyframes: watch.still.keyframes + (isKeyframe ? 1 : 0) }
    : { sinceMs: pictureAtMs, fromMs: takenAtMs, keyframes: 0 };
  const dark = before === null ? null : watch.black;
  const black = isBlack(sample.pixels)
    ? (dark ?? { sinceMs: pictureAtMs, fromMs: takenAtMs })
    : null;
  const next = { last: { takenAtMs, segment, fingerprint }, still, black };
  return { watch: next, flaw: flawOf(next, takenAtMs) };
}

function flawOf({ last, still, black }: ContentWatch, nowMs: number): Flaw | null {
  if (black && nowMs - black.fromMs >= lastsMs) return { flaw: 'black', sinceMs: black.sinceMs };
  const tellsKeyframes = last?.segment !== null;
  const isLongEnough = tellsKeyframes
    ? nowMs - still.fromMs >= lastsMs && still.keyframes >= fewestKeyframes
    : nowMs - still.fromMs >= lastsWithoutKeyframesMs;
  return isLongEnough ? { flaw: 'frozen', sinceMs: still.sinceMs } : null;
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
