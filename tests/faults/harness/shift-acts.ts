import type { Random } from '@ftz/mock-feeds/sim/random.ts';
import type { HandOver } from '@ftz/shared/contract/hand-over.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { shiftCalendar } from '@ftz/shared/site/site.ts';
import type { Act, Actor } from './act.ts';
import { secondOfficer, zoneOfficer } from './furnish-data-dir.ts';

const idOf = {
  officer: `U-${zoneOfficer.username}`,
  second: `U-${secondOfficer.username}`,
  leader: 'U-leader',
};
const officers = ['officer', 'second'] as const;

/**
 * The two officers come on duty and stay, for there is work, and who leads them, for somebody has to review
 * what both had a hand in; the technician comes and goes.
 */
export function takeDuty({ duty }: Situation, random: Random): Act {
  const absent = [...officers, 'leader' as const].find((by) => !(idOf[by] in duty));
  if (absent && random.next() < 0.7) return { name: 'duty.begin', argument: {}, by: absent };
  const there = Object.values(duty).some(({ person }) => person.role === 'technician');
  return { name: there ? 'duty.end' : 'duty.begin', argument: {}, by: 'technician' };
}

export function planSeat(_: Situation, random: Random): Act {
  const { id: seatId } = random.pick(shiftCalendar.seats);
  const { id: shiftId } = random.pick(shiftCalendar.shifts);
  const accountId = random.next() < 0.5 ? null : idOf.officer;
  const slot = { day: '2026-11-30', shiftId, seatId, accountId };
  return { name: 'roster.plan', argument: { slots: [slot] }, by: 'chief' };
}

export function handOver(_: Situation, random: Random): Act {
  const by = random.pick([...officers]);
  if (random.next() < 0.3) return { name: 'hand-over.note', argument: { text: 'seen' }, by };
  const toAccountId = idOf[by === 'officer' ? 'second' : 'officer'];
  return { name: 'hand-over.start', argument: { toAccountId }, by };
}

/** The next step of one that is under way, or an end of it. */
export function onHandOver({ handOvers }: Situation, random: Random): Act {
  const found = Object.values(handOvers).find(({ finishedAtMs }) => finishedAtMs === null);
  if (!found) return null;
  const handOverId = found.id;
  const [outgoing, incoming] = [actorFor(found.outgoing), actorFor(found.incoming)];
  const dice = random.next();
  if (found.state === 'lapsed-to-supervisor' && dice < 0.8) {
    const argument = { handOverId, toAccountId: found.incoming.accountId };
    return { name: 'hand-over.reassign', argument, by: 'chief' };
  }
  if (dice < 0.05) {
    const argument = { handOverId, reason: 'too much' };
    return { name: 'hand-over.refuse', argument, by: incoming };
  }
  if (dice < 0.1) return { name: 'hand-over.cancel', argument: { handOverId }, by: outgoing };
  const item = found.items.find(({ tickedAtMs }) => tickedAtMs === null);
  if (found.state === 'read-back' && dice < 0.5) {
    return { name: 'hand-over.sign', argument: { handOverId }, by: outgoing };
  }
  if (!item) return { name: 'hand-over.sign', argument: { handOverId }, by: incoming };
  const argument = { handOverId, itemKey: item.key };
  return { name: 'hand-over.tick', argument, by: incoming };
}

const actorFor = ({ accountId }: HandOver['outgoing']): Actor =>
  accountId === idOf.officer ? 'officer' : 'second';
