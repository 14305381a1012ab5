/** More than a timer is late: a machine that slept, whose own measure of time may have stood still. */
const sleepMs = 1000;

let steadyMs = 0;
let measuredMs = performance.now();
let wallMs = Date.now();

/**
 * Milliseconds that only go forward, for whatever measures how long something takes: a clock that is
 * set back stops no silence from being noticed. Time asleep counts.
 */
export function steadyNow(): number {
  const [measured, wall] = [performance.now(), Date.now()];
  const [tookMs, wallTookMs] = [measured - measuredMs, wall - wallMs];
  steadyMs += wallTookMs > tookMs + sleepMs ? wallTookMs : tookMs;
  measuredMs = measured;
  wallMs = wall;
  return steadyMs;
}
