import type { Statistics } from '@ftz/shared/contract/situation.ts';

export const hourMs = 3_600_000;
/** How far back the hourly charts look. */
export const hoursShown = 12;

/** Starts of the newest hours (UTC milliseconds), oldest first, the running hour last. */
export function hoursUpTo(nowMs: number, count: number): number[] {
  const running = Math.floor(nowMs / hourMs) * hourMs;
  return Array.from({ length: count }, (_, i) => running - (count - 1 - i) * hourMs);
}

/** The hour of the day in the zone's time, UTC+8 all year. */
export function zoneHour(atMs: number): string {
  return new Date(atMs + 8 * hourMs).toISOString().slice(11, 13);
}

/** Alarms of all areas: for each hour the four severities, gravest first. */
export function alarmsPerHour(
  byArea: Statistics['alarmsByHour'],
  hours: readonly number[],
): [number, number, number, number][] {
  return hours.map((hour) => {
    const sum: [number, number, number, number] = [0, 0, 0, 0];
    for (const byHour of Object.values(byArea)) {
      const counts = byHour[hour];
      if (!counts) continue;
      for (const i of [0, 1, 2, 3] as const) sum[i] += counts[i];
    }
    return sum;
  });
}

export type GateTotal = { gateId: string; inward: number; outward: number };

/** Passages of each gate within the hours, busiest first; gates without any are left out. */
export function totalsByGate(
  byArea: Statistics['passagesByGate'],
  hours: readonly number[],
): GateTotal[] {
  return Object.values(byArea)
    .flatMap((byGate) => Object.entries(byGate))
    .map(([gateId, byHour]) => {
      const total = { gateId, inward: 0, outward: 0 };
      for (const hour of hours) {
        total.inward += byHour[hour]?.in ?? 0;
        total.outward += byHour[hour]?.out ?? 0;
      }
      return total;
    })
    .filter(({ inward, outward }) => inward + outward > 0)
    .sort((a, b) => b.inward + b.outward - (a.inward + a.outward));
}
