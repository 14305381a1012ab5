const dayMs = 86_400_000;
/** The zone keeps one time all year. */
const zoneShiftMs = 8 * 3_600_000;

/** Sunday is 0, in the zone. */
function weekdayOf(atMs: number): number {
  return new Date(atMs + zoneShiftMs).getUTCDay();
}

const isWorkingDay = (atMs: number) => weekdayOf(atMs) !== 0 && weekdayOf(atMs) !== 6;

/** The same time on the next day from Monday to Friday. Public holidays are in no calendar here. */
export function oneWorkingDayAfter(atMs: number): number {
  let then = atMs + dayMs;
  while (!isWorkingDay(then)) then += dayMs;
  return then;
}
