/** Messages are late by more or less, never early: of those of this time the least late one tells the time best. */
const windowMs = 60_000;
/** More than any message is late while the page lives: the server's clock was set, once several say so. */
const jumpMs = 1_000;
const jumpsBelieved = 3;

/** How far the server's clock is ahead of this page's steady one, by what it said and when that came. */
export function createHeardClock() {
  let heard: { offsetMs: number; steadyMs: number }[] = [];
  let behind = 0;
  return {
    hear(serverAtMs: number, steadyMs: number): number {
      const offsetMs = serverAtMs - steadyMs;
      const best = Math.max(...heard.map((each) => each.offsetMs));
      behind = best - offsetMs > jumpMs ? behind + 1 : 0;
      if (behind >= jumpsBelieved) heard = [];
      heard = heard.filter((each) => steadyMs - each.steadyMs < windowMs);
      heard.push({ offsetMs, steadyMs });
      return Math.max(...heard.map((each) => each.offsetMs));
    },
  };
}
