import type { Principal } from '@ftz/shared/contract/account.ts';
import type { AlarmKind } from '@ftz/shared/contract/alarm.ts';
import { causesOf } from '@ftz/shared/contract/cause-code.ts';
import type { Disposition, FirstWord, Verdict } from '@ftz/shared/contract/disposition.ts';
import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { Conclusion, Incident } from '@ftz/shared/contract/incident.ts';
import { type Refusal, refuse } from '@ftz/shared/contract/refusal.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { abnormalOf, unrestored } from '@ftz/shared/state/abnormal-closing.ts';
import {
  isDispositionPending,
  mayDispose,
  pendingDispositionOf,
  takesTwo,
} from '@ftz/shared/state/disposition-lifecycle.ts';
import { isEmergencyRunning } from '@ftz/shared/state/emergency-lifecycle.ts';
import { refusalToClose } from '@ftz/shared/state/incident-lifecycle.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { alarmsOfIncident, tasksOfIncident } from '@ftz/shared/state/situation-selectors.ts';
import { areasOfDisposition } from '#domain/dispositions/disposition-ref.ts';
import { drawDrafts } from '#domain/dispositions/draw-drafts.ts';
import { inForceDrafts } from '#domain/dispositions/in-force-drafts.ts';
import { areasOfAct, refusalOfAct } from '#domain/dispositions/proposed-act.ts';
import { reviewCandidates, signerOf } from '#domain/dispositions/review-candidates.ts';
import {
  actorOf,
  type CommandOf,
  type CommandWorld,
  type Decision,
  guard,
  isStale,
  no,
  yes,
} from './command-decision.ts';
import { refusalByProcedure } from './decide-procedure.ts';

/** An incident is concluded: normal ones are closed by one signature, the others wait for a second. */
export function submitDisposition(
  { argument, basedOnVersion }: CommandOf<'disposition.submit'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  const { situation } = world;
  const incident = ownOf(situation.incidents, argument.incidentId);
  const refusal = guard(principal, 'disposition.submit', incident, basedOnVersion);
  if (refusal || !incident) return no(refusal ?? refuse('not-found'));
  const before = pendingDispositionOf(situation, incident.id);
  if (before && !mayDispose(before, 'resubmit')) return no(refuse('disposition-pending'));
  const refused = refusalToConclude(incident, argument, world);
  if (refused) return no(refused);
  const { forcedRestore, conclusion } = argument;
  const alarms = alarmsOfIncident(situation, incident.id);
  const forced = unrestored(alarms).length > 0;
  const first: FirstWord = {
    verdict: verdictOf(argument),
    abnormal: abnormalOf(incident, alarms, { conclusion, forced }),
    forcedRestore: forced ? forcedRestore : null,
  };
  const made = newDisposition(principal, world, {
    id: before?.id ?? world.newId('D'),
    version: (before?.version ?? 0) + 1,
    subject: { kind: 'incident' },
    incidentId: incident.id,
    areas: incident.areas,
    severity: incident.severity,
    alarmKind: incident.kind,
    returned: before?.returned ?? null,
    draws: before?.draws ?? [],
    needsSecond: takesTwo(first.abnormal, before),
  });
  return made
    ? yes(...submittedDrafts(made, first, principal, world))
    : no(refuse('not-permitted'));
}

/** An abnormal act by itself: nothing of it is allowed before two people agree. */
export function proposeDisposition(
  { argument }: CommandOf<'disposition.propose'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  const { situation } = world;
  const { act, entityId, area, incidentId, alreadyDone } = argument;
  const incident = incidentId === null ? null : ownOf(situation.incidents, incidentId);
  const around = incident?.areas ?? [area];
  const refusal = guard(principal, 'disposition.propose', { areas: around, version: 1 }, null);
  if (refusal || incident === undefined) return no(refusal ?? refuse('not-found'));
  if (alreadyDone && !isEmergencyRunning(incident?.emergency ?? null))
    return no(refuse('no-emergency'));
  const refused =
    refusalOfCause(argument.cause, incident?.kind ?? null) ??
    refusalOfAct(argument, principal, situation);
  if (refused) return no(refused);
  const before = pendingActOf(situation, argument);
  if (before && !mayDispose(before, 'resubmit')) return no(refuse('disposition-pending'));
  const first = { verdict: verdictOf(argument), abnormal: [act], forcedRestore: null };
  const made = newDisposition(principal, world, {
    id: before?.id ?? world.newId('D'),
    version: (before?.version ?? 0) + 1,
    subject: { kind: 'act', act, entityId },
    incidentId,
    areas: areasOfAct(argument, incident?.areas ?? null, situation),
    severity: incident?.severity ?? 2,
    alarmKind: incident?.kind ?? null,
    actedFirst: alreadyDone,
    returned: before?.returned ?? null,
    draws: before?.draws ?? [],
  });
  return made
    ? yes(...submittedDrafts(made, first, principal, world))
    : no(refuse('not-permitted'));
}

/** The same act on the same thing, proposed before and not at its end. */
const pendingActOf = (
  { dispositions }: Situation,
  { act, entityId }: CommandOf<'disposition.propose'>['argument'],
): Disposition | undefined =>
  Object.values(dispositions).find(
    (each) =>
      each.subject.kind === 'act' &&
      each.subject.act === act &&
      each.subject.entityId === entityId &&
      isDispositionPending(each),
  );

/** What is locked stays as it is, and is replaced by another one of two people. */
export function amendDisposition(
  { argument, basedOnVersion }: CommandOf<'disposition.amend'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  const { situation } = world;
  const old = ownOf(situation.dispositions, argument.dispositionId);
  const areas = old && areasOfDisposition(situation, old);
  const thing = old && areas && { areas, version: old.version };
  const refusal = guard(principal, 'disposition.amend', thing, null);
  if (refusal || !old || !areas) return no(refusal ?? refuse('not-found'));
  const { incidentId, subject, severity, alarmKind } = old;
  const before = incidentId === null ? undefined : pendingDispositionOf(situation, incidentId);
  if (before && !mayDispose(before, 'resubmit')) return no(refuse('disposition-pending'));
  if (!mayDispose(old, 'be-amended') || subject.kind !== 'incident')
    return no(refuse('wrong-state'));
  if (isStale(old, basedOnVersion)) return no(refuse('stale-version', `version ${old.version}`));
  const unsuited = refusalOfCause(argument.cause, alarmKind);
  if (unsuited) return no(unsuited);
  const first = { verdict: verdictOf(argument), abnormal: [], forcedRestore: null };
  const made = newDisposition(principal, world, {
    id: before?.id ?? world.newId('D'),
    version: (before?.version ?? 0) + 1,
    subject,
    incidentId,
    // Told to all who are in the incident by now: whoever audits there knows both words of it.
    areas,
    severity,
    alarmKind,
    amends: old.id,
    returned: before?.returned ?? null,
    draws: before?.draws ?? [],
  });
  return made
    ? yes(...submittedDrafts(made, first, principal, world))
    : no(refuse('not-permitted'));
}

/** Everything is written, or drawn, in the decision that submits it. */
function submittedDrafts(
  disposition: Disposition,
  first: FirstWord,
  principal: Principal,
  world: CommandWorld,
): DurableDraft[] {
  const { situation } = world;
  const common = {
    areas: areasOfDisposition(situation, disposition),
    actor: actorOf(principal),
  };
  if (!disposition.needsSecond) {
    const open = { ...disposition, first };
    return [
      { type: 'disposition.submitted', ...common, data: { disposition: open } },
      ...inForceDrafts(open, first.verdict, world, common.actor),
    ];
  }
  const found = reviewCandidates(disposition, world);
  const waitingFor = found.candidates.length === 0 ? found.waitingFor : null;
  return [
    {
      type: 'disposition.submitted',
      ...common,
      data: { disposition: { ...disposition, waitingFor } },
    },
    {
      type: 'disposition.first-concluded',
      ...common,
      audience: { only: [principal.accountId] },
      data: { dispositionId: disposition.id, first },
    },
    ...drawDrafts(disposition, 'first', found, world),
  ];
}

type Known = Pick<
  Disposition,
  'id' | 'version' | 'subject' | 'incidentId' | 'areas' | 'severity' | 'returned' | 'draws'
>;

/** Null: the account was closed meanwhile. */
function newDisposition(
  { accountId }: Principal,
  { people, nowMs, limits }: CommandWorld,
  known: Known & Partial<Disposition>,
): Disposition | null {
  const author = people.find(accountId);
  if (!author) return null;
  const reviewS = known.actedFirst ? limits.emergencyReviewS : limits.reviewS;
  return {
    state: 'submitted',
    alarmKind: null,
    needsSecond: true,
    amends: null,
    amendedBy: null,
    actedFirst: false,
    author: signerOf(author),
    submittedAtMs: nowMs,
    first: null,
    waitingFor: null,
    second: null,
    secondDueAtMs: null,
    startedAtMs: null,
    secondVerdict: null,
    secondAtMs: null,
    adjudicator: null,
    adjudicatedVerdict: null,
    reviewDueAtMs: nowMs + reviewS * 1000,
    late: false,
    verdict: null,
    inForceAtMs: null,
    ...known,
  };
}

type Closing = CommandOf<'disposition.submit'>['argument'];

function refusalToConclude(
  incident: Incident,
  { conclusion, cause, forcedRestore }: Closing,
  { situation }: CommandWorld,
): Refusal | null {
  const alarms = alarmsOfIncident(situation, incident.id);
  const open = refusalToClose(incident, alarms, tasksOfIncident(situation, incident.id));
  if (open) return refuse(open);
  const unfinished = refusalByProcedure(situation, incident, { asFalse: isFalse(conclusion) });
  if (unfinished) return unfinished;
  const lasting = unrestored(alarms);
  if (lasting.length > 0 && forcedRestore === null)
    return refuse('not-restored', lasting.map(({ entityId }) => entityId).join(', '));
  return refusalOfCause(cause, incident.kind);
}

const isFalse = (conclusion: Conclusion) =>
  conclusion === 'false-alarm' || conclusion === 'nuisance';

export function refusalOfCause(cause: Verdict['cause'], kind: AlarmKind | null): Refusal | null {
  return causesOf(kind).includes(cause) ? null : refuse('cause-unsuited', cause);
}

export const verdictOf = ({ conclusion, cause, note, evidence }: Verdict): Verdict => ({
  conclusion,
  cause,
  note,
  evidence,
});
