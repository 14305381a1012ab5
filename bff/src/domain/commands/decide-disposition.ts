import type { Principal } from '@ftz/shared/contract/account.ts';
import type { AlarmKind } from '@ftz/shared/contract/alarm.ts';
import { causesOf } from '@ftz/shared/contract/cause-code.ts';
import type { Disposition, FirstWord, Verdict } from '@ftz/shared/contract/disposition.ts';
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
import { areasOfAct, refusalOfAct } from '#domain/dispositions/proposed-act.ts';
import {
  type CommandOf,
  type CommandWorld,
  type Decision,
  guard,
  isStale,
  no,
} from './command-decision.ts';
import { refusalByProcedure } from './decide-procedure.ts';
import { type NewDisposition, writeDisposition } from './write-disposition.ts';

type Closing = CommandOf<'disposition.submit'>['argument'];
type Proposal = CommandOf<'disposition.propose'>['argument'];

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
  if (isInTheWay(before)) return no(refuse('disposition-pending'));
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
  const known: NewDisposition = {
    subject: { kind: 'incident' },
    incidentId: incident.id,
    areas: incident.areas,
    severity: incident.severity,
    alarmKind: incident.kind,
    needsSecond: takesTwo(first.abnormal, before),
  };
  return writeDisposition(known, first, before, principal, world);
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
  const refused = refusalToPropose(argument, incident, principal, world);
  if (refused) return no(refused);
  const before = pendingActOf(situation, argument);
  if (isInTheWay(before)) return no(refuse('disposition-pending'));
  const first = { verdict: verdictOf(argument), abnormal: [act], forcedRestore: null };
  const known: NewDisposition = {
    subject: { kind: 'act', act, entityId },
    incidentId,
    areas: areasOfAct(argument, incident?.areas ?? null, situation),
    severity: incident?.severity ?? 2,
    alarmKind: incident?.kind ?? null,
    actedFirst: alreadyDone,
  };
  return writeDisposition(known, first, before, principal, world);
}

function refusalToPropose(
  argument: Proposal,
  incident: Incident | null,
  principal: Principal,
  world: CommandWorld,
): Refusal | null {
  if (argument.alreadyDone && !isEmergencyRunning(incident?.emergency ?? null))
    return refuse('no-emergency');
  return (
    refusalOfCause(argument.cause, incident?.kind ?? null) ??
    refusalOfAct(argument, principal, world)
  );
}

/** The same act on the same thing, proposed before and not at its end. */
const pendingActOf = (
  { dispositions }: Situation,
  { act, entityId }: Proposal,
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
  if (isInTheWay(before)) return no(refuse('disposition-pending'));
  const refused = refusalToAmend(old, argument.cause, basedOnVersion);
  if (refused) return no(refused);
  const first = { verdict: verdictOf(argument), abnormal: [], forcedRestore: null };
  const known: NewDisposition = {
    subject,
    incidentId,
    // Told to all who are in the incident by now: whoever audits there knows both words of it.
    areas,
    severity,
    alarmKind,
    amends: old.id,
  };
  return writeDisposition(known, first, before, principal, world);
}

function refusalToAmend(
  old: Disposition,
  cause: Verdict['cause'],
  basedOnVersion: number | null,
): Refusal | null {
  if (!mayDispose(old, 'be-amended') || old.subject.kind !== 'incident')
    return refuse('wrong-state');
  if (isStale(old, basedOnVersion)) return refuse('stale-version', `version ${old.version}`);
  return refusalOfCause(cause, old.alarmKind);
}

/** One that is not at its end yet, and not given back either. */
const isInTheWay = (before: Disposition | undefined): boolean =>
  before !== undefined && !mayDispose(before, 'resubmit');

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
