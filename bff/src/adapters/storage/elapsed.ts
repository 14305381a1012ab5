/** Moments of `performance.now()`, in milliseconds: a clock that nobody sets, so an age stays true. */
export const ageMsOf = (beganMs: number): number => performance.now() - beganMs;

/** Such a moment on the clock that people read, by its age: it follows that clock when it is set. */
export const wallMsOf = (beganMs: number, nowMs: () => number): number =>
  Math.round(nowMs() - ageMsOf(beganMs));
