const zoneMs = 8 * 3_600_000;
const dayMs = 24 * 3_600_000;

/** How long before `atMs` the time of day is that words name, in the zone; ms, NaN where they name none. */
export function ageOfTimeSaid(words: string, atMs: number): number {
  const [, h, m, s] = /(\d\d):(\d\d):(\d\d)/.exec(words) ?? [];
  const ofDayMs = (Number(h) * 3_600 + Number(m) * 60 + Number(s)) * 1_000;
  return (((atMs + zoneMs) % dayMs) - ofDayMs + dayMs) % dayMs;
}
