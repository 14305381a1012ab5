import { lostMs } from '#desk/wait-for-pictures.ts';

/**
 * `offMs`: how far the picture is ahead of the clock, in the time of the picture; behind is negative. The clock
 * runs at `runsAt`, which is less than the `speed` that was asked for while it waits for a picture.
 */
type Given = {
  offMs: number;
  playing: boolean;
  speed: number;
  runsAt: number;
  sinceSeekMs: number;
};
export type Steering = { seek: boolean; rate: number };

/** Two pictures of a camera with 25 in a second. */
const twoFramesMs = 80;
/** What no eye sees as slow or fast. */
const mostTrim = 0.08;
/** Nearer than this is together. */
const togetherMs = 3;
/** A picture that stands has to be the very one. */
const stillMs = 4;
/** A seek takes its time: what it brought is steered before another is tried. */
const settleMs = 700;
/** So far off, a picture runs as much faster or slower as would bring it home within a second. */
const homeWithinMs = 1_000;

/**
 * Keeps a picture with the clock: unnoticed by its rate; where it is more than two frames off, by a rate that is
 * seen; and by a seek, which costs a machine the most, where it is lost.
 */
export function steer({ offMs, playing, speed, runsAt, sinceSeekMs }: Given): Steering {
  if (!playing) return { seek: Math.abs(offMs) > stillMs, rate: runsAt };
  const pace = Math.max(1, runsAt);
  if (Math.abs(offMs) > lostMs * pace && sinceSeekMs >= settleMs)
    return { seek: true, rate: runsAt };
  if (Math.abs(offMs) <= togetherMs * pace) return { seek: false, rate: runsAt };
  const homing = runsAt - offMs / homeWithinMs;
  const isFar = Math.abs(offMs) > twoFramesMs * pace;
  const least = runsAt * (isFar ? 0.5 : 1 - mostTrim);
  const most = (isFar ? Math.max(speed, runsAt) : runsAt) * (1 + mostTrim);
  return { seek: false, rate: Math.min(most, Math.max(least, homing)) };
}

/** How far a picture may be off and still stand for the moment. */
export function isTheMoment({
  offMs,
  playing,
  speed,
}: Pick<Given, 'offMs' | 'playing' | 'speed'>): boolean {
  return Math.abs(offMs) <= (playing ? 250 * Math.max(1, speed) : 60);
}
