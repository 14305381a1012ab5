import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { Outage } from '@ftz/shared/contract/outage.ts';
import { isOutageOpen } from '@ftz/shared/state/outage-lifecycle.ts';
import type { CommandWorld } from '#domain/commands/command-decision.ts';
import { endedDrafts, takenDrafts } from '#domain/outages/outage-drafts.ts';
import type { HouseClock } from './clock.ts';

/** A plan begins, a confirmation is asked for, and every outage ends at its time. */
export const endOutages: HouseClock = {
  name: 'end-outages',
  due: (world) =>
    Object.values(world.situation.outages).flatMap((outage) =>
      isOutageOpen(outage) ? dueOf(outage, world) : [],
    ),
};

function dueOf(outage: Outage, { situation, limits, nowMs }: CommandWorld): DurableDraft[] {
  const { id, area, state, fromMs, untilMs, confirmDueAtMs } = outage;
  const actor = { kind: 'machine' as const, name: 'end-outages' };
  if (nowMs >= untilMs) return endedDrafts(situation, outage, 'expired', { actor, limits, nowMs });
  if (state === 'planned' && nowMs >= fromMs) {
    const began = { type: 'outage.began' as const, areas: [area], actor, data: { outageId: id } };
    return [began, ...takenDrafts(situation, outage, nowMs, actor)];
  }
  if (state !== 'in-force' || confirmDueAtMs === null || nowMs < confirmDueAtMs) return [];
  const again = nowMs + 1_000 * limits.outage.remindS;
  const data = { outageId: id, confirmDueAtMs: again };
  return [{ type: 'outage.reminded', areas: [area], actor, data }];
}
