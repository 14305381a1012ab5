import type { Principal } from '@ftz/shared/contract/account.ts';
import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { Incident, JoinReason } from '@ftz/shared/contract/incident.ts';
import { refuse } from '@ftz/shared/contract/refusal.ts';
import type { Revealed } from '@ftz/shared/contract/revealed.ts';
import { holdsTogether } from '@ftz/shared/state/disposition-lifecycle.ts';
import { isEmergencyOpen } from '@ftz/shared/state/emergency-lifecycle.ts';
import { Fold } from '@ftz/shared/state/fold.ts';
import { revealedOf } from '@ftz/shared/state/incident-circle.ts';
import {
  isIncidentOpen,
  mayIncident,
  refusalToUnmerge,
  union,
} from '@ftz/shared/state/incident-lifecycle.ts';
import { newIncident } from '@ftz/shared/state/new-incident.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { alarmsOfIncident } from '@ftz/shared/state/situation-selectors.ts';
import { leadOn } from '#domain/fold-drafts.ts';
import {
  actorOf,
  type CommandOf,
  type CommandWorld,
  type Decision,
  guard,
  no,
  yes,
} from './command-decision.ts';
import { guestLeft } from './decide-guest.ts';

/** All of one incident goes on in another. Whoever was let into the first is no guest of both. */
export function mergeIncident(
  { argument, basedOnVersion }: CommandOf<'incident.merge'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  const { situation, limits } = world;
  const from = ownOf(situation.incidents, argument.incidentId);
  const into = ownOf(situation.incidents, argument.intoId);
  const refusal =
    guard(principal, 'incident.merge', from, basedOnVersion) ??
    guard(principal, 'incident.merge', into, null);
  if (refusal || !from || !into) return no(refusal ?? refuse('not-found'));
  const isPossible =
    from.id !== into.id &&
    mayIncident(from, 'merge') &&
    isIncidentOpen(into) &&
    from.drill === into.drill;
  if (!isPossible) return no(refuse('wrong-state'));
  if (isHeld(situation, from, into)) return no(refuse('disposition-pending'));
  if (isEmergencyOpen(from.emergency)) return no(refuse('emergency-in-force'));
  const areas = union(into.areas, from.areas);
  const isSeenAlike =
    areas.length === from.areas.length &&
    areas.length === into.areas.length &&
    into.guests.length === 0;
  const leaving = from.guests.map((guest) => guestLeft(from, guest, 'merged', actorOf(principal)));
  const merged: DurableDraft = {
    type: 'incident.merged',
    areas,
    actor: actorOf(principal),
    data: {
      incidentId: from.id,
      intoId: into.id,
      reason: argument.reason,
      holdsMs: limits.claimS * 1_000,
      revealed: isSeenAlike ? [] : revealedAfter(leaving, [from.id, into.id], world),
    },
  };
  return yes(...leaving, merged);
}

/** Newcomers were not told who left just before: they are shown what follows from it. */
function revealedAfter(
  leaving: readonly DurableDraft[],
  incidentIds: readonly string[],
  { situation, nowMs }: CommandWorld,
): Revealed[] {
  const after = leadOn(new Fold(situation), nowMs);
  after.put(leaving);
  return incidentIds.flatMap((id) => {
    const incident = ownOf(after.situation.incidents, id);
    return incident ? revealedOf(after.situation, incident) : [];
  });
}

export function unmergeIncident(
  { argument, basedOnVersion }: CommandOf<'incident.unmerge'>,
  principal: Principal,
  { situation, limits, nowMs }: CommandWorld,
): Decision {
  const from = ownOf(situation.incidents, argument.incidentId);
  const refusal = guard(principal, 'incident.unmerge', from, basedOnVersion);
  if (refusal || !from) return no(refusal ?? refuse('not-found'));
  const into = ownOf(situation.incidents, from.mergedInto ?? '');
  const refused = refusalToUnmerge(from, principal.accountId, { nowMs, withinS: limits.undoS });
  if (refused) return no(refuse(refused));
  if (!into || !isIncidentOpen(into)) return no(refuse('wrong-state'));
  if (!isDivisible(situation.alarms, from, into)) return no(refuse('wrong-state'));
  if (isHeld(situation, from, into)) return no(refuse('disposition-pending'));
  const hasNewcomers = into.areas.some((area) => !from.areas.includes(area));
  // What goes back is no longer theirs to see: they are let in again into whichever it is for.
  const leaving = into.guests.map((guest) => guestLeft(into, guest, 'merged', actorOf(principal)));
  return yes(...leaving, {
    type: 'incident.unmerged',
    areas: union(into.areas, from.areas),
    actor: actorOf(principal),
    data: {
      incidentId: from.id,
      intoId: into.id,
      reason: argument.reason,
      unownedDueAtMs: nowMs + limits.unownedS * 1_000,
      revealed: hasNewcomers ? revealedOf(situation, from) : null,
    },
  });
}

const isHeld = (situation: CommandWorld['situation'], ...incidents: readonly Incident[]) =>
  incidents.some(({ id }) => holdsTogether(situation, id));

/** Something must be left of both: alarms may have been taken out since. A drill has none from the start. */
function isDivisible(
  alarms: CommandWorld['situation']['alarms'],
  from: Incident,
  into: Incident,
): boolean {
  const isBack = ({ alarmId }: { alarmId: string }) =>
    ownOf(alarms, alarmId)?.incidentId === into.id &&
    from.alarms.some((one) => one.alarmId === alarmId);
  const back = into.alarms.filter(isBack).length;
  return into.drill || (back > 0 && back < into.alarms.length);
}

/** Alarms that do not belong there become an incident of their own, which belongs to whoever took them out. */
export function splitIncident(
  { argument, basedOnVersion }: CommandOf<'incident.split'>,
  principal: Principal,
  { situation, limits, nowMs, newId }: CommandWorld,
): Decision {
  const incident = ownOf(situation.incidents, argument.incidentId);
  const refusal = guard(principal, 'incident.split', incident, basedOnVersion);
  if (refusal || !incident) return no(refusal ?? refuse('not-found'));
  const { alarmIds, reason } = argument;
  const taken = incident.alarms.filter(({ alarmId }) => alarmIds.includes(alarmId));
  if (taken.length < alarmIds.length) return no(refuse('not-found'));
  const known = alarmsOfIncident(situation, incident.id).filter(({ id }) => alarmIds.includes(id));
  const [gravest] = known.sort((a, b) => a.severity - b.severity);
  const leavesSome = taken.length < incident.alarms.length;
  if (!mayIncident(incident, 'split') || !leavesSome || !gravest) return no(refuse('wrong-state'));
  if (isHeld(situation, incident)) return no(refuse('disposition-pending'));
  const from: JoinReason = { code: 'split', value: incident.id };
  const alarms = taken.map(({ alarmId, why }) => ({
    alarmId,
    why: [from, ...why.filter(({ code }) => code !== 'first')],
  }));
  const { accountId, username: name } = principal;
  return yes({
    type: 'incident.split',
    areas: incident.areas,
    actor: actorOf(principal),
    data: {
      incidentId: incident.id,
      reason,
      incident: {
        ...newIncident(newId('I'), gravest, alarms, nowMs),
        state: 'assessing',
        // Whoever saw them before sees them still.
        areas: incident.areas,
        guests: incident.guests,
        owner: { accountId, name, sinceMs: nowMs },
        claimHoldsMs: limits.claimS * 1_000,
        claimLapsesAtMs: nowMs + limits.claimS * 1_000,
      },
    },
  });
}
