import { mayDoInAny } from '@ftz/shared/access/policy.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import { refuse } from '@ftz/shared/contract/refusal.ts';
import { mayIncident } from '@ftz/shared/state/incident-lifecycle.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import {
  type CommandOf,
  type CommandWorld,
  type Decision,
  guard,
  no,
  yes,
} from './command-decision.ts';
import { actsAsOwner, notOwner, onIncident } from './decide-incident.ts';

/** Offers an incident to an officer who is there and may act on it. Its owner keeps it until that one takes it. */
export function transferIncident(
  { argument, basedOnVersion }: CommandOf<'incident.transfer'>,
  principal: Principal,
  { situation, people, limits, nowMs }: CommandWorld,
): Decision {
  const incident = ownOf(situation.incidents, argument.incidentId);
  const refusal = guard(principal, 'incident.transfer', incident, basedOnVersion);
  if (refusal || !incident) return no(refusal ?? refuse('not-found'));
  if (!actsAsOwner(incident, principal)) return no(refuse(...notOwner(incident)));
  if (!mayIncident(incident, 'transfer') || !incident.owner || incident.offer)
    return no(refuse('wrong-state'));
  const to = people.find(argument.to);
  if (!to) return no(refuse('not-found', argument.to));
  if (!mayDoInAny(to, 'incident.accept-transfer', incident.areas))
    return no(refuse('not-theirs', to.username));
  if (to.accountId === incident.owner.accountId) return no(refuse('already-owned', to.username));
  if (!people.isOnline(to.accountId)) return no(refuse('not-online', to.username));
  const { accountId: by, username: byName } = principal;
  const dueAtMs = nowMs + limits.transferS * 1_000;
  return yes({
    type: 'incident.transfer-offered',
    ...onIncident(incident, principal),
    data: {
      incidentId: incident.id,
      offer: { to: to.accountId, toName: to.username, by, byName, dueAtMs },
    },
  });
}

export function acceptTransfer(
  command: CommandOf<'incident.accept-transfer'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  return onOffer(command, principal, world, (incident) => ({
    type: 'incident.transfer-accepted',
    ...onIncident(incident, principal),
    data: { incidentId: incident.id, holdsMs: world.limits.claimS * 1_000 },
  }));
}

export function declineTransfer(
  command: CommandOf<'incident.decline-transfer'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  return onOffer(command, principal, world, (incident) => ({
    type: 'incident.transfer-declined',
    ...onIncident(incident, principal),
    data: { incidentId: incident.id },
  }));
}

/** Only whom it was offered to, and only until its time: a second later it is its owner's again. */
function onOffer(
  command: CommandOf<'incident.accept-transfer' | 'incident.decline-transfer'>,
  principal: Principal,
  { situation, nowMs }: CommandWorld,
  draft: (incident: Incident) => Parameters<typeof yes>[0],
): Decision {
  const incident = ownOf(situation.incidents, command.argument.incidentId);
  const refusal = guard(principal, command.name, incident, null);
  if (refusal || !incident) return no(refusal ?? refuse('not-found'));
  const { offer } = incident;
  if (!offer || offer.to !== principal.accountId || nowMs >= offer.dueAtMs)
    return no(refuse('wrong-state'));
  return yes(draft(incident));
}
