import type { ShiftCalendar } from '#contract/shift.ts';
import type { Situation } from '#contract/situation.ts';
import { type ShiftTime, shiftAt, slotKey } from './shift-calendar.ts';

/** `name` null: nobody leads it, and nobody is planned to. */
export type ShiftLead = { running: ShiftTime; name: string | null; isOnDuty: boolean };

/**
 * The shift that runs and who leads it: the shift leader who came on duty first, or else, not yet on
 * duty, who is planned for the seat. Null: between shifts, where a zone leaves such a time.
 */
export function shiftLead(
  { duty, roster }: Pick<Situation, 'duty' | 'roster'>,
  calendar: ShiftCalendar,
  nowMs: number,
): ShiftLead | null {
  const running = shiftAt(calendar, nowMs);
  if (!running) return null;
  const [first] = Object.values(duty)
    .filter(({ person }) => person.role === 'shift-leader')
    .sort((a, b) => a.sinceMs - b.sinceMs);
  if (first) return { running, name: first.person.username, isOnDuty: true };
  const seat = calendar.seats.find(({ role }) => role === 'shift-leader');
  const slot =
    roster[slotKey({ day: running.day, shiftId: running.shift.id, seatId: seat?.id ?? '' })];
  return { running, name: slot?.planned?.name ?? null, isOnDuty: false };
}
