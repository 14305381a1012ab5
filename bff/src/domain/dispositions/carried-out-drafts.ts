import type { Disposition, Verdict } from '@ftz/shared/contract/disposition.ts';
import type { Actor, DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { refusalToRule } from '@ftz/shared/state/lane-lifecycle.ts';
import { readingOf, ruledDrafts, stoppedAtMs } from '#domain/lanes/lane-reading.ts';

/**
 * What two people find right is done in the decision that says so. Not when it was done before, is no
 * longer possible, or somebody has stopped the truck since it was proposed: he knew more than they did.
 */
export function carriedOutDrafts(
  { id, subject, actedFirst, incidentId, author, submittedAtMs }: Disposition,
  { conclusion, note }: Verdict,
  world: { situation: Situation; nowMs: number },
  actor: Actor,
): DurableDraft[] {
  if (subject.kind !== 'act' || subject.act !== 'released-after-mismatch') return [];
  if (conclusion !== 'justified' || actedFirst) return [];
  const reading = readingOf(world.situation, subject.entityId);
  if (!reading || stoppedAtMs(reading) > submittedAtMs) return [];
  const state = reading.outcome?.state ?? null;
  if (refusalToRule({ state, isMismatch: false }, 'release')) return [];
  const by = actor.kind === 'person' ? `${author.name} + ${actor.name}` : author.name;
  const reason = (note || id).slice(0, 500);
  return ruledDrafts(reading, { ruling: 'release', reason, by, incidentId }, world, actor);
}
