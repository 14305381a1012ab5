import type { RefusalCode } from '#contract/refusal.ts';
import type { Situation } from '#contract/situation.ts';
import { isHandOverOpen, sideOf } from './hand-over-lifecycle.ts';
import { incidentsOwnedBy } from './incident-ownership.ts';
import { ownOf } from './own.ts';
import { isTaskOpen } from './task-lifecycle.ts';

export function isOnDuty({ duty }: Situation, accountId: string): boolean {
  return ownOf(duty, accountId) !== undefined;
}

/** Null when he may go: nothing open is his, and nobody waits for his signature. */
export function refusalToEndDuty(situation: Situation, accountId: string): RefusalCode | null {
  const duty = ownOf(situation.duty, accountId);
  if (!duty) return 'wrong-state';
  const signs = Object.values(situation.handOvers).some(
    (handOver) => isHandOverOpen(handOver) && sideOf(handOver, accountId) !== null,
  );
  const works = Object.values(situation.tasks).some(
    (task) => isTaskOpen(task) && task.crew.some((member) => member.accountId === accountId),
  );
  const owns = incidentsOwnedBy(situation, { accountId }).length > 0;
  return signs || works || owns ? 'still-responsible' : null;
}
