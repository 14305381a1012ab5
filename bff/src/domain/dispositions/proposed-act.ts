import type { Principal } from '@ftz/shared/contract/account.ts';
import type { AbnormalKind } from '@ftz/shared/contract/disposition.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import { type Refusal, refuse } from '@ftz/shared/contract/refusal.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { union } from '@ftz/shared/state/incident-lifecycle.ts';
import { keptPieces, refusalToDelete } from '@ftz/shared/state/kept-evidence.ts';
import { isRetentionPending, keptUntilIn, refusalToRetain } from '@ftz/shared/state/kept-until.ts';
import { refusalToRule } from '@ftz/shared/state/lane-lifecycle.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { type CommandOf, type CommandWorld, guard } from '#domain/commands/command-decision.ts';
import { areasOfJourney } from '#domain/lanes/arrival-of.ts';
import { readingOf } from '#domain/lanes/lane-reading.ts';

type Proposal = CommandOf<'disposition.propose'>['argument'];

/** Only what could be done is proposed: a release names a reading that is still to be released. */
export function refusalOfAct(
  proposal: Proposal,
  principal: Principal,
  { situation, nowMs }: Pick<CommandWorld, 'situation' | 'nowMs'>,
): Refusal | null {
  const { act, entityId, area, incidentId } = proposal;
  const incident = ownOf(situation.incidents, incidentId ?? '');
  if (act === 'evidence-deleted')
    return refusalOfDeletion(proposal, incident, principal, { situation, nowMs });
  if (act === 'retention-changed')
    return refusalOfRetention(proposal, incident, principal, { situation, nowMs });
  if (incident?.state === 'closed' && isCarriedOut(act)) return refuse('wrong-state');
  if (act === 'journey-written-off') return refusalOfWriteOff(entityId, principal, situation);
  if (act !== 'released-after-mismatch') return null;
  const reading = readingOf(situation, entityId);
  const place = reading?.area === area ? { areas: [area], version: 1 } : undefined;
  const refusal = guard(principal, 'lane.decide', place, null);
  if (refusal || !reading) return refusal ?? refuse('not-found');
  const state = reading.outcome?.state ?? null;
  const refused = refusalToRule({ state, isMismatch: false }, 'release');
  return refused && refuse(refused);
}

const isCarriedOut = (act: AbnormalKind) =>
  act === 'released-after-mismatch' || act === 'journey-written-off';

/** Evidence goes from the incident that keeps it, with a reason, by those who may see it. */
function refusalOfDeletion(
  { entityId, note }: Proposal,
  incident: Incident | undefined,
  principal: Principal,
  { situation, nowMs }: Pick<CommandWorld, 'situation' | 'nowMs'>,
): Refusal | null {
  const refusal = guard(principal, 'evidence.read', incident, null);
  const piece = incident && keptPieces(situation, incident).find(({ id }) => id === entityId);
  if (refusal || !piece) return refusal ?? refuse('not-found');
  if (note.trim() === '') return refuse('reason-needed');
  const refused = refusalToDelete(situation, incident, piece, nowMs);
  return refused && refuse(refused);
}

/** Until when recordings are held is changed with a reason, one change at a time. */
function refusalOfRetention(
  { entityId, note }: Proposal,
  incident: Incident | undefined,
  principal: Principal,
  { situation, nowMs }: Pick<CommandWorld, 'situation' | 'nowMs'>,
): Refusal | null {
  const refusal = guard(principal, 'evidence.read', incident, null);
  if (refusal || !incident) return refusal ?? refuse('not-found');
  const keptUntilMs = keptUntilIn(entityId, incident.id);
  if (keptUntilMs === null) return refuse('not-found');
  if (note.trim() === '') return refuse('reason-needed');
  if (isRetentionPending(situation, incident.id)) return refuse('disposition-pending');
  const refused = refusalToRetain(incident, keptUntilMs, nowMs);
  return refused && refuse(refused);
}

/** Nobody writes off what has arrived, what was written off before, or what is none of his. */
function refusalOfWriteOff(
  journeyId: string,
  principal: Principal,
  { journeys }: Situation,
): Refusal | null {
  const journey = ownOf(journeys, journeyId);
  const thing = journey && { areas: areasOfJourney(journey), version: 1 };
  const refusal = guard(principal, 'disposition.propose', thing, null);
  if (refusal || !journey) return refusal ?? refuse('not-found');
  return journey.state === 'under-way' ? null : refuse('wrong-state');
}

/** What goes between two areas is written off by people of both, see who is drawn. */
export function areasOfAct(
  { act, entityId, area }: Proposal,
  ofIncident: AreaId[] | null,
  { journeys }: Situation,
): AreaId[] {
  const journey = act === 'journey-written-off' ? ownOf(journeys, entityId) : undefined;
  return union(ofIncident ?? (journey ? [] : [area]), journey ? areasOfJourney(journey) : []);
}
