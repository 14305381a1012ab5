import type { Principal } from '@ftz/shared/contract/account.ts';
import type { Actor, DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { Guest } from '@ftz/shared/contract/guest.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import { refuse } from '@ftz/shared/contract/refusal.ts';
import { revealedToGuest } from '@ftz/shared/state/incident-circle.ts';
import { mayIncident } from '@ftz/shared/state/incident-lifecycle.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import {
  actorOf,
  type CommandOf,
  type CommandWorld,
  type Decision,
  guard,
  no,
  yes,
} from './command-decision.ts';
import { onIncident, refusalOfTime } from './decide-incident.ts';

/** Lets an expert into one incident, until a time. Invited again, he has the new time. */
export function inviteGuest(
  { argument }: CommandOf<'incident.invite'>,
  principal: Principal,
  { situation, people, limits, nowMs }: CommandWorld,
): Decision {
  const incident = ownOf(situation.incidents, argument.incidentId);
  const refusal = guard(principal, 'incident.invite', incident, null);
  if (refusal || !incident) return no(refusal ?? refuse('not-found'));
  const expert = people.find(argument.accountId);
  if (expert?.role !== 'expert') return no(refuse('not-found', argument.accountId));
  if (!mayIncident(incident, 'invite')) return no(refuse('wrong-state'));
  const { untilMs, question } = argument;
  const wrongTime = refusalOfTime(untilMs, nowMs, limits.guestMostS);
  if (wrongTime) return no(refuse(...wrongTime));
  const { accountId, username: name } = expert;
  const guest = { accountId, name, invitedBy: principal.username, untilMs, why: question };
  return yes({
    type: 'incident.guest-invited',
    ...onIncident(incident, principal),
    audience: { also: [accountId] },
    data: { incidentId: incident.id, guest, revealed: revealedToGuest(situation, incident) },
  });
}

export function uninviteGuest(
  { argument }: CommandOf<'incident.uninvite'>,
  principal: Principal,
  { situation }: CommandWorld,
): Decision {
  const incident = ownOf(situation.incidents, argument.incidentId);
  const refusal = guard(principal, 'incident.uninvite', incident, null);
  if (refusal || !incident) return no(refusal ?? refuse('not-found'));
  const guest = incident.guests.find(({ accountId }) => accountId === argument.accountId);
  if (!guest) return no(refuse('wrong-state'));
  return yes(guestLeft(incident, guest, 'uninvited', actorOf(principal)));
}

/** Told to the guest, too: his page forgets the incident by it. */
export function guestLeft(
  incident: Incident,
  { accountId, name }: Guest,
  why: 'uninvited' | 'expired' | 'merged',
  actor: Actor,
): DurableDraft {
  return {
    type: 'incident.guest-left',
    areas: incident.areas,
    audience: { also: [accountId] },
    actor,
    data: { incidentId: incident.id, accountId, name, why },
  };
}
