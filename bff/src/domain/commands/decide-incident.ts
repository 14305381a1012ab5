import { isGuest, seesIncident } from '@ftz/shared/access/guest-sight.ts';
import { mayDoInAny } from '@ftz/shared/access/policy.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import { type RefusalCode, refuse } from '@ftz/shared/contract/refusal.ts';
import { isUnacknowledged } from '@ftz/shared/state/alarm-lifecycle.ts';
import { goesOnAs } from '@ftz/shared/state/goes-on-as.ts';
import { mayIncident } from '@ftz/shared/state/incident-lifecycle.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { alarmsOfIncident, tasksOfIncident } from '@ftz/shared/state/situation-selectors.ts';
import { isTaskOpen } from '@ftz/shared/state/task-lifecycle.ts';
import {
  actorOf,
  type CommandOf,
  type CommandWorld,
  type Decision,
  guard,
  no,
  yes,
} from './command-decision.ts';

/** Who leads the shift may act in an owner's place: somebody has to, when he is gone. */
export function actsAsOwner(incident: Incident, { accountId, role }: Principal): boolean {
  return (
    incident.owner?.accountId === accountId || role === 'shift-leader' || role === 'duty-chief'
  );
}

/** Where and by whom, for an entry about this incident. */
export const onIncident = (incident: Incident, principal: Principal) => ({
  areas: incident.areas,
  actor: actorOf(principal),
});

type IncidentCommand = CommandOf<
  'incident.claim' | 'incident.release' | 'incident.monitor' | 'incident.reopen'
>;

/** Guards an act on one incident, then asks `refusalOf`; null is yes. */
function onOne(
  { name, argument, basedOnVersion }: IncidentCommand,
  principal: Principal,
  { situation }: CommandWorld,
  refusalOf: (incident: Incident) => [RefusalCode, string?] | null,
  draft: (incident: Incident) => DurableDraft,
): Decision {
  const incident = ownOf(situation.incidents, argument.incidentId);
  const refusal = guard(principal, name, incident, basedOnVersion);
  if (refusal || !incident) return no(refusal ?? refuse('not-found'));
  const refused = refusalOf(incident);
  return refused ? no(refuse(...refused)) : yes(draft(incident));
}

/** One officer owns it, and it leaves the others' queues as "nobody's". */
export function claimIncident(
  command: CommandOf<'incident.claim'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  // Who comes second is told who was first, not that his picture is old.
  const first = ownOf(world.situation.incidents, command.argument.incidentId)?.owner;
  const seen = { ...command, basedOnVersion: first ? null : command.basedOnVersion };
  return onOne(
    seen,
    principal,
    world,
    (incident) => {
      if (!mayIncident(incident, 'claim')) return ['wrong-state'];
      return incident.owner ? ['already-owned', incident.owner.name] : null;
    },
    (incident) => claimed(incident, principal, world),
  );
}

export function claimed(
  incident: Incident,
  principal: Principal,
  { limits }: Pick<CommandWorld, 'limits'>,
): DurableDraft {
  return {
    type: 'incident.claimed',
    ...onIncident(incident, principal),
    data: { incidentId: incident.id, holdsMs: limits.claimS * 1_000 },
  };
}

/** Whoever acknowledges an alarm of an incident that is nobody's has taken the incident with it. */
export function claimedWithAlarms(
  alarms: readonly Alarm[],
  principal: Principal,
  world: CommandWorld,
): DurableDraft[] {
  const ids = new Set(alarms.flatMap(({ incidentId }) => incidentId ?? []));
  return [...ids]
    .flatMap((id) => ownOf(world.situation.incidents, id) ?? [])
    .filter((incident) => !incident.owner && mayIncident(incident, 'claim'))
    .filter(({ areas }) => mayDoInAny(principal, 'incident.claim', areas))
    .map((incident) => claimed(incident, principal, world));
}

export function releaseIncident(
  command: CommandOf<'incident.release'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  return onOne(
    command,
    principal,
    world,
    (incident) => {
      if (incident.owner?.accountId !== principal.accountId) return notOwner(incident);
      return mayIncident(incident, 'release') ? null : ['wrong-state'];
    },
    (incident) => ({
      type: 'incident.released',
      ...onIncident(incident, principal),
      data: {
        incidentId: incident.id,
        unownedDueAtMs: world.nowMs + world.limits.unownedS * 1_000,
      },
    }),
  );
}

export const notOwner = ({ owner }: Incident): [RefusalCode, string?] =>
  owner ? ['not-owner', owner.name] : ['not-owner'];

/** Until when something lasts lies ahead, and not farther than is allowed. */
export function refusalOfTime(
  untilMs: number,
  nowMs: number,
  mostS: number,
): [RefusalCode, string?] | null {
  if (untilMs <= nowMs) return ['not-in-future'];
  return untilMs > nowMs + mostS * 1_000 ? ['too-long'] : null;
}

/** Nothing is left to do but to watch; until when, and why. */
export function monitorIncident(
  command: CommandOf<'incident.monitor'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  const { situation, nowMs, limits } = world;
  const { untilMs, reason } = command.argument;
  return onOne(
    command,
    principal,
    world,
    (incident) => {
      if (!actsAsOwner(incident, principal)) return notOwner(incident);
      if (!mayIncident(incident, 'monitor') || !incident.owner) return ['wrong-state'];
      const busy =
        alarmsOfIncident(situation, incident.id).some(isUnacknowledged) ||
        tasksOfIncident(situation, incident.id).some(isTaskOpen);
      if (busy) return ['open-work'];
      return refusalOfTime(untilMs, nowMs, limits.monitorMostS);
    },
    (incident) => ({
      type: 'incident.monitored',
      ...onIncident(incident, principal),
      data: { incidentId: incident.id, untilMs, reason },
    }),
  );
}

export function reopenIncident(
  command: CommandOf<'incident.reopen'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  return onOne(
    command,
    principal,
    world,
    (incident) => (mayIncident(incident, 'reopen') ? null : ['wrong-state']),
    (incident) => ({
      type: 'incident.reopened',
      ...onIncident(incident, principal),
      data: {
        incidentId: incident.id,
        reason: command.argument.reason,
        holdsMs: world.limits.claimS * 1_000,
      },
    }),
  );
}

const mention = /@([\p{L}\p{N}][\p{L}\p{N}._-]{0,62})/gu;

/** Everybody of the house may say something to an incident that he sees; an expert, where he is a guest. */
export function noteIncident(
  { argument }: CommandOf<'incident.note'>,
  principal: Principal,
  { situation, people, nowMs }: CommandWorld,
): Decision {
  const named = ownOf(situation.incidents, argument.incidentId);
  const refusal = guard(principal, 'incident.note', asSeen(named, principal, nowMs), null);
  if (refusal || !named) return no(refusal ?? refuse('not-found'));
  // What is said of one that was merged stands where it goes on, for all who are there.
  const incident = ownOf(situation.incidents, goesOnAs(situation, named.id)) ?? named;
  const names = new Set([...argument.text.matchAll(mention)].map(([, name]) => name));
  // Who cannot see the incident cannot be asked to read about it.
  const mentions = people
    .all()
    .filter((person) => names.has(person.username) && person.accountId !== principal.accountId)
    .filter((person) => seesIncident(person, incident, nowMs))
    .map(({ accountId }) => accountId);
  return yes({
    type: 'incident.noted',
    ...onIncident(incident, principal),
    data: {
      incidentId: incident.id,
      text: argument.text,
      mentions: mentions.slice(0, 20),
      ...(argument.photoId === undefined ? {} : { photoId: argument.photoId }),
    },
  });
}

export function readMention(
  { argument }: CommandOf<'mention.read'>,
  principal: Principal,
  { situation, nowMs }: CommandWorld,
): Decision {
  const incident = ownOf(situation.incidents, argument.incidentId);
  const refusal = guard(principal, 'mention.read', asSeen(incident, principal, nowMs), null);
  if (refusal || !incident) return no(refusal ?? refuse('not-found'));
  const { accountId } = principal;
  const { noteSeq } = argument;
  const isThere = incident.mentions.some(
    (one) => one.accountId === accountId && one.noteSeq === noteSeq,
  );
  if (!isThere) return no(refuse('wrong-state'));
  return yes({
    type: 'mention.read',
    ...onIncident(incident, principal),
    data: { incidentId: incident.id, accountId, noteSeq },
  });
}

const asSeen = (incident: Incident | undefined, { accountId }: Principal, nowMs: number) =>
  incident && { ...incident, isGuest: isGuest(incident, accountId, nowMs) };
