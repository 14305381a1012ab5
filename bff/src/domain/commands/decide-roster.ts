import { mayDo, mayDoInAny } from '@ftz/shared/access/policy.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import { type Refusal, refuse } from '@ftz/shared/contract/refusal.ts';
import { shiftCalendar } from '@ftz/shared/site/site.ts';
import { shiftOn } from '@ftz/shared/state/shift-calendar.ts';
import {
  actorOf,
  type CommandOf,
  type CommandWorld,
  type Decision,
  no,
  yes,
} from './command-decision.ts';

type Planned = CommandOf<'roster.plan'>['argument']['slots'][number];

/** A week at once, or one seat: all of it, or, where one of it cannot be, none. */
export function planRoster(
  { argument }: CommandOf<'roster.plan'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  const drafts: DurableDraft[] = [];
  for (const slot of argument.slots) {
    const planned = draftSlot(slot, principal, world);
    if ('code' in planned) return no(planned);
    drafts.push(planned);
  }
  return yes(...drafts);
}

function draftSlot(
  slot: Planned,
  principal: Principal,
  world: CommandWorld,
): DurableDraft | Refusal {
  const { day, shiftId, seatId, accountId } = slot;
  const seat = shiftCalendar.seats.find(({ id }) => id === seatId);
  if (!seat || !mayDoInAny(principal, 'situation.read', seat.areas)) {
    return refuse('not-found', seatId);
  }
  if (!seat.areas.every((area) => mayDo(principal, 'roster.plan', area))) {
    return refuse('not-permitted', seatId);
  }
  const time = shiftOn(shiftCalendar, day, shiftId);
  if (!time) return refuse('not-found', `${day} ${shiftId}`);
  const person = accountId === null ? null : world.people.find(accountId);
  if (person === undefined) return refuse('not-found', accountId ?? '');
  const suits =
    person === null ||
    (person.role === seat.role && seat.areas.every((area) => person.areas.includes(area)));
  if (!suits) return refuse('unsuited-successor', person.username);
  return {
    type: 'roster.planned',
    areas: seat.areas,
    actor: actorOf(principal),
    data: {
      slot: {
        day,
        shiftId,
        seatId,
        areas: seat.areas,
        startsAtMs: time.startsAtMs,
        endsAtMs: time.endsAtMs,
        planned: person && { accountId: person.accountId, name: person.username },
        plannedBy: principal.username,
      },
    },
  };
}
