import type { Disposition, DrawReason } from '@ftz/shared/contract/disposition.ts';
import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import { isUnderReview } from '@ftz/shared/state/disposition-lifecycle.ts';
import { isOnDuty } from '@ftz/shared/state/duty.ts';
import type { CommandWorld } from '#domain/commands/command-decision.ts';
import { drawDrafts, lostDraft } from '#domain/dispositions/draw-drafts.ts';
import { exclusionOf, reviewCandidates } from '#domain/dispositions/review-candidates.ts';
import type { HouseClock } from './clock.ts';

/**
 * Draws a second officer when somebody who may be one has come on duty, and another one when the first
 * left, lost his right to it, or did not take his turn in time. It approves nothing: it only asks.
 */
export const drawSeconds: HouseClock = {
  name: 'draw-second',
  due: (world) =>
    Object.values(world.situation.dispositions)
      .filter(isUnderReview)
      .flatMap((disposition) => dueOf(disposition, world)),
};

function dueOf(disposition: Disposition, world: CommandWorld): DurableDraft[] {
  const { second } = disposition;
  if (second === null) {
    const found = reviewCandidates(disposition, world);
    const why = disposition.draws.length === 0 ? 'first' : 'off-duty';
    return drawDrafts(disposition, why, found, world);
  }
  const why = whyAnother(disposition, second.accountId, world);
  if (why === null) return [];
  const found = reviewCandidates(disposition, world, second.personId);
  const drawn = drawDrafts(disposition, why, found, world);
  if (drawn.length > 0) return drawn;
  // Too slow is better than nobody: he keeps it, and it becomes late.
  return why === 'not-in-time' ? [] : [lostDraft(disposition, why, found, world)];
}

function whyAnother(
  disposition: Disposition,
  accountId: string,
  world: CommandWorld,
): DrawReason | null {
  if (!isOnDuty(world.situation, accountId)) return 'off-duty';
  if (exclusionOf(disposition, accountId, world) !== null) return 'no-longer-eligible';
  const { secondDueAtMs } = disposition;
  return secondDueAtMs !== null && world.nowMs >= secondDueAtMs ? 'not-in-time' : null;
}
