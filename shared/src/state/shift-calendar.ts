import type { ShiftCalendar, ShiftPattern, ZoneDay } from '#contract/shift.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** One shift of one day, with its times. */
export type ShiftTime = { day: ZoneDay; shift: ShiftPattern; startsAtMs: number; endsAtMs: number };

/** The day of the zone in which this moment lies. */
export function zoneDayAt({ utcOffsetMin }: ShiftCalendar, atMs: number): ZoneDay {
  return new Date(atMs + utcOffsetMin * minuteMs).toISOString().slice(0, 10);
}

/** When the zone's present day began. */
export function zoneMidnightMs(calendar: ShiftCalendar, atMs: number): number {
  const midnight = Date.parse(`${zoneDayAt(calendar, atMs)}T00:00:00Z`);
  return midnight - calendar.utcOffsetMin * minuteMs;
}

export function laterDay(day: ZoneDay, days: number): ZoneDay {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** Monday to Sunday of the week of this day. */
export function weekOf(day: ZoneDay): ZoneDay[] {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return Array.from({ length: 7 }, (_, i) => laterDay(day, i - weekday));
}

/** Null for a shift that this zone does not have, or a day that no calendar has. */
export function shiftOn(calendar: ShiftCalendar, day: ZoneDay, shiftId: string): ShiftTime | null {
  const shift = calendar.shifts.find(({ id }) => id === shiftId);
  const midnightMs = Date.parse(`${day}T00:00:00Z`) - calendar.utcOffsetMin * minuteMs;
  // `2026-02-30` is read as a day in March by some and as none by others.
  if (!shift || !Number.isFinite(midnightMs) || zoneDayAt(calendar, midnightMs) !== day)
    return null;
  const startsAtMs = midnightMs + shift.startsAtMin * minuteMs;
  return { day, shift, startsAtMs, endsAtMs: startsAtMs + shift.lastsMin * minuteMs };
}

/** The shift that runs at this moment; of two that overlap, the one that began later. */
export function shiftAt(calendar: ShiftCalendar, atMs: number): ShiftTime | null {
  const today = zoneDayAt(calendar, atMs);
  const around = [laterDay(today, -1), today].flatMap((day) =>
    calendar.shifts.flatMap(({ id }) => shiftOn(calendar, day, id) ?? []),
  );
  const running = around.filter(
    ({ startsAtMs, endsAtMs }) => startsAtMs <= atMs && atMs < endsAtMs,
  );
  return running.toSorted((a, b) => b.startsAtMs - a.startsAtMs)[0] ?? null;
}

export const slotKey = (slot: { day: ZoneDay; shiftId: string; seatId: string }): string =>
  `${slot.day}/${slot.shiftId}/${slot.seatId}`;
