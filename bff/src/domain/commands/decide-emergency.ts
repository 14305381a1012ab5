import type { Principal } from '@ftz/shared/contract/account.ts';
import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import { type RefusalCode, refuse } from '@ftz/shared/contract/refusal.ts';
import { type EmergencyAct, mayEmergency } from '@ftz/shared/state/emergency-lifecycle.ts';
import { isIncidentOpen } from '@ftz/shared/state/incident-lifecycle.ts';
import { newIncident } from '@ftz/shared/state/new-incident.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { isSamePerson } from '#domain/people.ts';
import {
  actorOf,
  type CommandOf,
  type CommandWorld,
  type Decision,
  guard,
  no,
  yes,
} from './command-decision.ts';
import { onIncident } from './decide-incident.ts';

type EmergencyCommand = CommandOf<
  | 'emergency.declare'
  | 'emergency.confirm'
  | 'emergency.report'
  | 'emergency.stand-down'
  | 'emergency.review'
>;

function onEmergency(
  { name, argument }: EmergencyCommand,
  act: EmergencyAct,
  principal: Principal,
  { situation }: CommandWorld,
  refusalOf: (incident: Incident) => RefusalCode | null,
  draft: (incident: Incident) => DurableDraft,
): Decision {
  const incident = ownOf(situation.incidents, argument.incidentId);
  // Minutes count, and nothing here undoes what another did: no picture is too old for it.
  const refusal = guard(principal, name, incident, null);
  if (refusal || !incident) return no(refusal ?? refuse('not-found'));
  if (!mayEmergency(incident.emergency, act)) return no(refuse('wrong-state'));
  const refused = refusalOf(incident);
  return refused ? no(refuse(refused)) : yes(draft(incident));
}

/** In force at once by the duty chief; a shift leader's holds until the chief should have confirmed it. */
export function declareEmergency(
  command: CommandOf<'emergency.declare'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  return onEmergency(
    command,
    'declare',
    principal,
    world,
    (incident) => (isIncidentOpen(incident) ? null : 'wrong-state'),
    (incident) => declared(incident, command.argument.reason, principal, world),
  );
}

function declared(
  incident: Incident,
  reason: string,
  principal: Principal,
  { limits, nowMs }: CommandWorld,
): DurableDraft {
  const { confirmS, reportS, noticeS } = limits.emergency;
  const after = (limitS: number) => nowMs + limitS * 1_000;
  return {
    type: 'emergency.declared',
    ...onIncident(incident, principal),
    data: {
      incidentId: incident.id,
      reason,
      confirmDueAtMs: principal.role === 'duty-chief' ? null : after(confirmS),
      reportDueAtMs: after(reportS),
      noticeDueAtMs: after(noticeS),
    },
  };
}

/** A drill has an incident of its own, without alarms: nothing real joins it, and it counts nowhere. */
export function drillEmergency(
  { argument }: CommandOf<'emergency.drill'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  const { area, kind, reason } = argument;
  const { limits, nowMs, newId } = world;
  const refusal = guard(principal, 'emergency.drill', { areas: [area], version: 1 }, null);
  if (refusal) return no(refusal);
  const { accountId, username: name } = principal;
  const incident: Incident = {
    ...newIncident(newId('I'), { area, kind, severity: 1, point: null }, [], nowMs),
    drill: true,
    state: 'assessing',
    owner: { accountId, name, sinceMs: nowMs },
    claimHoldsMs: limits.claimS * 1_000,
    claimLapsesAtMs: nowMs + limits.claimS * 1_000,
  };
  return yes(
    { type: 'incident.opened', areas: [area], actor: actorOf(principal), data: { incident } },
    declared(incident, reason, principal, world),
  );
}

/** By another human being than declared it, whatever accounts he has. */
export function confirmEmergency(
  command: CommandOf<'emergency.confirm'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  const { people, nowMs, limits } = world;
  return onEmergency(
    command,
    'confirm',
    principal,
    world,
    ({ emergency }) => {
      const by = emergency?.declaredBy.accountId ?? '';
      return isSamePerson(people, by, principal.accountId) ? 'second-person-needed' : null;
    },
    (incident) => ({
      type: 'emergency.confirmed',
      ...onIncident(incident, principal),
      data: { incidentId: incident.id, reportDueAtMs: nowMs + limits.emergency.reportS * 1_000 },
    }),
  );
}

export function reportEmergency(
  command: CommandOf<'emergency.report'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  const { nowMs, limits } = world;
  return onEmergency(command, 'report', principal, world, always, (incident) => ({
    type: 'emergency.reported',
    ...onIncident(incident, principal),
    data: {
      incidentId: incident.id,
      text: command.argument.text,
      reportDueAtMs: nowMs + limits.emergency.reportS * 1_000,
    },
  }));
}

/** The duty chief alone: the policy gives the act to nobody else. */
export function standDownEmergency(
  command: CommandOf<'emergency.stand-down'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  const { nowMs, limits } = world;
  return onEmergency(command, 'stand-down', principal, world, always, (incident) => ({
    type: 'emergency.stood-down',
    ...onIncident(incident, principal),
    data: {
      incidentId: incident.id,
      note: command.argument.note,
      reviewDueAtMs: nowMs + limits.emergency.reviewS * 1_000,
    },
  }));
}

export function reviewEmergency(
  command: CommandOf<'emergency.review'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  return onEmergency(command, 'review', principal, world, always, (incident) => ({
    type: 'emergency.reviewed',
    ...onIncident(incident, principal),
    data: { incidentId: incident.id, note: command.argument.note },
  }));
}

const always = () => null;
