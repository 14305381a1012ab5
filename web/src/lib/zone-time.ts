const timeFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

const dayFormat = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** Time of day in the zone (UTC+8), whatever the clock of this machine is set to: `14:03:22`. */
export function zoneTime(atMs: number): string {
  return timeFormat.format(atMs);
}

/** `14:03`. */
export function zoneMinute(atMs: number): string {
  return zoneTime(atMs).slice(0, 5);
}

/** `2026-11-21`. */
export function zoneDate(atMs: number): string {
  return dayFormat.format(atMs);
}

/** Month from 1, day of the month, and day of the week with Sunday as 0, all in the zone. */
export function zoneDay(atMs: number): { month: number; day: number; weekday: number } {
  const [year = 1970, month = 1, day = 1] = zoneDate(atMs).split('-').map(Number);
  return { month, day, weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay() };
}

/** The millisecond at which the zone's present day began. */
export function zoneMidnight(atMs: number): number {
  const shift = 8 * 3_600_000;
  return Math.floor((atMs + shift) / 86_400_000) * 86_400_000 - shift;
}
