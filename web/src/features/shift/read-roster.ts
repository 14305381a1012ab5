import type { CommandArgument } from '@ftz/shared/contract/live-up.ts';
import type { Person } from '@ftz/shared/contract/person.ts';

export type RosterLines = CommandArgument<'roster.plan'>['slots'];

/** As many as one order to the server may carry. */
export const mostRosterLines = 200;

/** `day,shift,seat,user name` on each line; the number of the first line that is not that. */
export function readRoster(
  text: string,
  people: readonly Person[],
): { ok: true; slots: RosterLines } | { ok: false; line: number } {
  const slots: RosterLines = [];
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const [day = '', shiftId = '', seatId = '', name = '', ...more] = line
      .split(/[,;\t，]/)
      .map((part) => part.trim());
    const person = people.find(({ username }) => username === name);
    const isKnown = name === '' || person !== undefined;
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !shiftId || !seatId || !isKnown || more.length > 0) {
      return { ok: false, line: i + 1 };
    }
    slots.push({ day, shiftId, seatId, accountId: person?.accountId ?? null });
  }
  return { ok: true, slots };
}
