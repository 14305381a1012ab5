import type { Principal } from '@ftz/shared/contract/account.ts';
import type { Disposition, ReviewExclusion } from '@ftz/shared/contract/disposition.ts';
import type { CommandName } from '@ftz/shared/contract/live-up.ts';
import { type Refusal, type RefusalCode, refuse } from '@ftz/shared/contract/refusal.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import {
  type DispositionAct,
  isOfIncident,
  refusalToDispose,
} from '@ftz/shared/state/disposition-lifecycle.ts';
import { isOnDuty } from '@ftz/shared/state/duty.ts';
import { refusalToClose } from '@ftz/shared/state/incident-lifecycle.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { alarmsOfIncident, tasksOfIncident } from '@ftz/shared/state/situation-selectors.ts';
import {
  areasOfDisposition,
  dispositionRefOf,
  incidentOfDisposition,
} from '#domain/dispositions/disposition-ref.ts';
import { inForceDrafts } from '#domain/dispositions/in-force-drafts.ts';
import { exclusionOf, signerOf } from '#domain/dispositions/review-candidates.ts';
import { personsWhoTookPart } from '#domain/dispositions/who-took-part.ts';
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
import { refusalOfCause, verdictOf } from './decide-disposition.ts';
import { refusalByProcedure } from './decide-procedure.ts';

/** The drawn officer opens it: from now on it is his. */
export function startReview(
  command: CommandOf<'disposition.start'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  const found = forSecond(command, 'start', principal, world);
  if ('code' in found) return no(found);
  return yes({
    type: 'disposition.started',
    ...commonOf(found, principal, world),
    data: {
      ...dispositionRefOf(found),
      secondDueAtMs: world.nowMs + world.limits.secondConcludeS * 1000,
    },
  });
}

/**
 * The second officer records what he concludes, before the first conclusion is shown to him. Whether
 * the incident could be closed is asked whatever he says: a refusal must not tell what the first said.
 */
export function concludeReview(
  command: CommandOf<'disposition.conclude'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  const found = forSecond(command, 'concur', principal, world);
  if ('code' in found) return no(found);
  const refused = refusalOfVerdict(found, command.argument, world);
  if (refused) return no(refused);
  const { first } = found;
  if (first === null) return no(refuse('wrong-state'));
  const common = commonOf(found, principal, world);
  const second = verdictOf(command.argument);
  const agree = second.conclusion === first.verdict.conclusion;
  const concluded = {
    type: 'disposition.concluded' as const,
    ...common,
    data: { ...dispositionRefOf(found), first, second, agree },
  };
  if (!agree) return yes(concluded);
  return yes(concluded, ...inForceDrafts(found, first.verdict, world, common.actor));
}

/** Given back to be done again, with what is missing: by the second officer, or by who settles. */
export function returnDisposition(
  command: CommandOf<'disposition.return'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  const asked = ownOf(world.situation.dispositions, command.argument.dispositionId);
  const settles = asked?.state === 'adjudication';
  const found = settles
    ? forAdjudicator(command, 'return', principal, world)
    : forSecond(command, 'return', principal, world);
  if ('code' in found) return no(found);
  const person = world.people.find(principal.accountId);
  if (!person) return no(refuse('not-permitted'));
  return yes({
    type: 'disposition.returned',
    ...commonOf(found, principal, world),
    data: {
      ...dispositionRefOf(found),
      by: signerOf(person),
      reason: command.argument.reason,
    },
  });
}

/** Two disagreed; a third, who sees both, says what holds. */
export function adjudicateDisposition(
  command: CommandOf<'disposition.adjudicate'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  const found = forAdjudicator(command, 'adjudicate', principal, world);
  if ('code' in found) return no(found);
  const refused = refusalOfVerdict(found, command.argument, world);
  if (refused) return no(refused);
  const person = world.people.find(principal.accountId);
  if (!person) return no(refuse('not-permitted'));
  const common = commonOf(found, principal, world);
  const verdict = verdictOf(command.argument);
  return yes(
    {
      type: 'disposition.adjudicated',
      ...common,
      data: { ...dispositionRefOf(found), by: signerOf(person), verdict },
    },
    ...inForceDrafts(found, verdict, world, common.actor),
  );
}

type ReviewCommand = CommandOf<
  Extract<CommandName, 'disposition.start' | 'disposition.conclude' | 'disposition.return'>
>;

const refusalOfExclusion: Record<ReviewExclusion, RefusalCode> = {
  'is-author': 'same-person',
  'took-part': 'took-part',
  'no-licence': 'no-licence',
  role: 'role-incompatible',
  'not-his-area': 'not-permitted',
  'same-office': 'not-permitted',
  'passed-over': 'not-drawn',
};

/**
 * What he may review now: who he is comes before how it stands, so that an attack is told as one. He is
 * judged anew at each step: whoever lost his licence or had a hand in it meanwhile is no second any more.
 */
function forSecond(
  { name, argument, basedOnVersion }: ReviewCommand,
  act: DispositionAct,
  principal: Principal,
  world: CommandWorld,
): Disposition | Refusal {
  const { situation } = world;
  const disposition = ownOf(situation.dispositions, argument.dispositionId);
  const thing = disposition && asThing(situation, disposition);
  const refusal = guard(principal, name, thing, null);
  if (refusal || !disposition) return refusal ?? refuse('not-found');
  const { second } = disposition;
  const why = exclusionOf(disposition, principal.accountId, world);
  if (why === 'is-author') return refuse('same-person');
  if (second?.accountId !== principal.accountId) return refuse('not-drawn');
  if (disposition.secondVerdict !== null) return refuse('wrong-state');
  if (why !== null) return refuse(refusalOfExclusion[why]);
  if (!isOnDuty(situation, principal.accountId)) return refuse('duty-needed');
  return refusalOfState(disposition, act, basedOnVersion) ?? disposition;
}

function forAdjudicator(
  { name, argument, basedOnVersion }: CommandOf<'disposition.adjudicate' | 'disposition.return'>,
  act: DispositionAct,
  principal: Principal,
  world: CommandWorld,
): Disposition | Refusal {
  const { situation, people } = world;
  const disposition = ownOf(situation.dispositions, argument.dispositionId);
  const thing = disposition && asThing(situation, disposition);
  const refusal =
    guard(principal, name, thing, null) ?? guard(principal, 'disposition.adjudicate', thing, null);
  if (refusal || !disposition) return refusal ?? refuse('not-found');
  const me = people.personIdOf(principal.accountId);
  const { author, second } = disposition;
  const signers = [author, second].flatMap((signer) =>
    signer ? [signer.personId, people.personIdOf(signer.accountId)] : [],
  );
  if (signers.includes(me)) return refuse('same-person');
  if (personsWhoTookPart(situation, disposition, people).has(me)) return refuse('took-part');
  const severity = incidentOfDisposition(situation, disposition)?.severity ?? 4;
  const isGravest = Math.min(severity, disposition.severity) === 1;
  if (isGravest && principal.role !== 'duty-chief') return refuse('duty-chief-needed');
  return refusalOfState(disposition, act, basedOnVersion) ?? disposition;
}

const asThing = (situation: Situation, disposition: Disposition) => ({
  areas: areasOfDisposition(situation, disposition),
  version: disposition.version,
});

function refusalOfState(
  disposition: Disposition,
  act: DispositionAct,
  basedOnVersion: number | null,
): Refusal | null {
  const refused = refusalToDispose(disposition, act);
  if (refused) return refuse(refused);
  return isStale(disposition, basedOnVersion)
    ? refuse('stale-version', `version ${disposition.version}`)
    : null;
}

function refusalOfVerdict(
  disposition: Disposition,
  { conclusion, cause }: CommandOf<'disposition.conclude'>['argument'],
  { situation }: CommandWorld,
): Refusal | null {
  const { subject, alarmKind, amends } = disposition;
  if (isOfIncident(conclusion) !== (subject.kind === 'incident'))
    return refuse('bad-request', conclusion);
  const unsuited = refusalOfCause(cause, alarmKind);
  if (unsuited) return unsuited;
  const incident = incidentOfDisposition(situation, disposition);
  if (subject.kind !== 'incident' || amends !== null || !incident) return null;
  const refused = refusalToClose(
    incident,
    alarmsOfIncident(situation, incident.id),
    tasksOfIncident(situation, incident.id),
  );
  if (refused) return refuse(refused);
  // What every conclusion needs, so that nothing is told of the first one.
  return refusalByProcedure(situation, incident, { asFalse: true });
}

const commonOf = (disposition: Disposition, principal: Principal, { situation }: CommandWorld) => ({
  areas: areasOfDisposition(situation, disposition),
  actor: actorOf(principal),
});
