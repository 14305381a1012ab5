import type { Principal } from '@ftz/shared/contract/account.ts';
import type { Disposition, FirstWord } from '@ftz/shared/contract/disposition.ts';
import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import { refuse } from '@ftz/shared/contract/refusal.ts';
import { areasOfDisposition } from '#domain/dispositions/disposition-ref.ts';
import { drawDrafts } from '#domain/dispositions/draw-drafts.ts';
import { inForceDrafts } from '#domain/dispositions/in-force-drafts.ts';
import { reviewCandidates, signerOf } from '#domain/dispositions/review-candidates.ts';
import { actorOf, type CommandWorld, type Decision, no, yes } from './command-decision.ts';

/** What is known of one before it is written. */
export type NewDisposition = Pick<Disposition, 'subject' | 'incidentId' | 'areas' | 'severity'> &
  Partial<Disposition>;

/** Writes a disposition with its first word; in the place of the one that was given back, if there was one. */
export function writeDisposition(
  known: NewDisposition,
  first: FirstWord,
  before: Disposition | undefined,
  principal: Principal,
  world: CommandWorld,
): Decision {
  const made = newDisposition(known, before, principal, world);
  return made
    ? yes(...submittedDrafts(made, first, principal, world))
    : no(refuse('not-permitted'));
}

/** Null: the account was closed meanwhile. */
function newDisposition(
  known: NewDisposition,
  before: Disposition | undefined,
  { accountId }: Principal,
  { people, newId, nowMs, limits }: CommandWorld,
): Disposition | null {
  const author = people.find(accountId);
  if (!author) return null;
  const reviewS = known.actedFirst ? limits.emergencyReviewS : limits.reviewS;
  return {
    id: before?.id ?? newId('D'),
    version: (before?.version ?? 0) + 1,
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
    returned: before?.returned ?? null,
    draws: before?.draws ?? [],
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
