const dayMs = 86_400_000;

/** The ISO 8601 week of a time, in UTC: `2026-W01`. It belongs to the year that its Thursday lies in. */
export function isoWeek(atMs: number): string {
  const day = Math.floor(atMs / dayMs);
  // 1970-01-01 was a Thursday; Monday is 0.
  const weekday = (((day + 3) % 7) + 7) % 7;
  const thursday = new Date((day - weekday + 3) * dayMs);
  const year = thursday.getUTCFullYear();
  const days = (thursday.getTime() - Date.UTC(year, 0, 1)) / dayMs;
  return `${year}-W${String(Math.floor(days / 7) + 1).padStart(2, '0')}`;
}
