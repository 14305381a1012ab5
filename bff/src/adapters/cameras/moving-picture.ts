/**
 * What supervision knows of one camera. `movedAtMs` is our time of the last news, at first the time
 * at which supervision began; `newestMs` the date of the newest frame that its playlist promised.
 */
export type PictureState = {
  standing: 'unseen' | 'alive' | 'gone';
  newestMs: number | null;
  movedAtMs: number;
};

export type PictureVerdict = 'alive' | 'gone' | null;

/**
 * Judges one look at a camera; `newestMs` is null when the look failed. A picture lives when its
 * newest frame is another one than before and within `goneAfterMs` of our clock: an encoder that
 * repeats an old playlist, and one whose clock is wrong, both show something else than now.
 * `gone` is said once, after `goneAfterMs` without news, and again only after a recovery.
 */
export function judgePicture(
  state: PictureState,
  newestMs: number | null,
  nowMs: number,
  goneAfterMs: number,
): { state: PictureState; verdict: PictureVerdict } {
  const moved = newestMs !== null && newestMs !== state.newestMs;
  if (moved && Math.abs(nowMs - newestMs) <= goneAfterMs) {
    return { state: { standing: 'alive', newestMs, movedAtMs: nowMs }, verdict: 'alive' };
  }
  const seen = { ...state, newestMs: newestMs ?? state.newestMs };
  if (state.standing === 'gone' || nowMs - state.movedAtMs <= goneAfterMs) {
    return { state: seen, verdict: null };
  }
  return { state: { ...seen, standing: 'gone' }, verdict: 'gone' };
}
