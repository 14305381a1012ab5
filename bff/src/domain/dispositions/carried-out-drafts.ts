import type { Disposition, Verdict } from '@ftz/shared/contract/disposition.ts';
import type { Actor, DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { refusalToRule } from '@ftz/shared/state/lane-lifecycle.ts';
import { readingOf, ruledDrafts, stoppedAtMs } from '#domain/lanes/lane-reading.ts';
import { deletionDrafts } from './deletion-drafts.ts';
import { retentionDrafts } from './retention-drafts.ts';
import { writeOffDrafts } from './write-off-drafts.ts';

/**
 * What two people find right is done in the decision that says so. Not when it was done before, is no
 * longer possible, or somebody has stopped the truck since it was proposed: he knew more than they did.
 */
export function carriedOutDrafts(
  disposition: Disposition,
  { conclusion, note }: Verdict,
  world: { situation: Situation; nowMs: number },
  actor: Actor,
): DurableDraft[] {
  const { id, subject, actedFirst } = disposition;
  if (subject.kind !== 'act' || conclusion !== 'justified') return [];
  // Where nobody wrote why, the disposition itself is the reason.
  const reason = (note || id).slice(0, 500);
  if (subject.act === 'journey-written-off')
    return writeOffDrafts(disposition, subject.entityId, reason, world, actor);
  if (subject.act === 'evidence-deleted')
    return deletionDrafts(disposition, subject.entityId, world, actor);
  if (subject.act === 'retention-changed')
    return retentionDrafts(disposition, subject.entityId, world, actor);
  if (subject.act !== 'released-after-mismatch' || actedFirst) return [];
  return releaseDrafts(disposition, { key: subject.entityId, reason }, world, actor);
}

function releaseDrafts(
  { incidentId, author, submittedAtMs }: Disposition,
  { key, reason }: { key: string; reason: string },
  world: { situation: Situation; nowMs: number },
  actor: Actor,
): DurableDraft[] {
  const reading = readingOf(world.situation, key);
  if (!reading || stoppedAtMs(reading) > submittedAtMs) return [];
  const state = reading.outcome?.state ?? null;
  if (refusalToRule({ state, isMismatch: false }, 'release')) return [];
  const by = actor.kind === 'person' ? `${author.name} + ${actor.name}` : author.name;
  return ruledDrafts(reading, { ruling: 'release', reason, by, incidentId }, world, actor);
}
