/** `offMs`: how far the picture is ahead of the clock, in the time of the picture; behind is negative. */
type Given = { offMs: number; playing: boolean; speed: number; sinceSeekMs: number };
export type Steering = { seek: boolean; rate: number };

/** Two pictures of a camera with 25 in a second. */
const twoFramesMs = 80;
/** What no eye sees as slow or fast. */
const mostTrim = 0.08;
/** Nearer than this is together. */
const togetherMs = 3;
/** A picture that stands has to be the very one. */
const stillMs = 4;
/** A seek takes its time: what it brought is trimmed before another is tried. */
const settleMs = 700;

/** Keeps a picture with the clock: unnoticed by its rate, or by a seek when it is too far off. */
export function steer({ offMs, playing, speed, sinceSeekMs }: Given): Steering {
  if (!playing) return { seek: Math.abs(offMs) > stillMs, rate: speed };
  const pace = Math.max(1, speed);
  if (Math.abs(offMs) > twoFramesMs * pace && sinceSeekMs >= settleMs)
    return { seek: true, rate: speed };
  if (Math.abs(offMs) <= togetherMs * pace) return { seek: false, rate: speed };
  const trim = Math.min(mostTrim, Math.max(-mostTrim, offMs / (speed * 1000)));
  return { seek: false, rate: speed * (1 - trim) };
}

/** How far a picture may be off and still stand for the moment. */
export function isTheMoment({ offMs, playing, speed }: Omit<Given, 'sinceSeekMs'>): boolean {
  return Math.abs(offMs) <= (playing ? 250 * Math.max(1, speed) : 60);
}
