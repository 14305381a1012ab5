import type { Actor, DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { HandOver } from '@ftz/shared/contract/hand-over.ts';
import { refusalToEndDuty } from '@ftz/shared/state/duty.ts';
import { isHandOverOpen, mayHandOver } from '@ftz/shared/state/hand-over-lifecycle.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import type { CommandWorld } from '#domain/commands/command-decision.ts';
import { listedNow } from '#domain/commands/decide-hand-over.ts';
import type { HouseClock } from './clock.ts';

const actor: Actor = { kind: 'machine', name: 'hand-over' };

/**
 * What comes up while two people talk is put on their list; who is not relieved in time has his
 * supervisor asked; and who was relieved is off duty when the overlap ends, unless something is still his.
 */
export const handOverClock: HouseClock = {
  name: 'hand-over',
  due: (world) =>
    Object.values(world.situation.handOvers).flatMap((handOver) =>
      isHandOverOpen(handOver) ? whileOpen(handOver, world) : afterForce(handOver, world),
    ),
};

function whileOpen(handOver: HandOver, world: CommandWorld): DurableDraft[] {
  const { id: handOverId, areas } = handOver;
  const told = { areas, audience: 'every-area' as const, actor };
  const known = new Set(handOver.items.map(({ key }) => key));
  const items = listedNow(handOver, world)
    .filter(({ key }) => !known.has(key))
    .map((item) => ({ ...item, isNew: true }));
  const drafts: DurableDraft[] = [];
  if (items.length > 0) {
    drafts.push({ type: 'hand-over.listed', ...told, data: { handOverId, items } });
  }
  if (world.nowMs >= handOver.lapsesAtMs && mayHandOver(handOver, 'lapse')) {
    drafts.push({ type: 'hand-over.lapsed', ...told, data: { handOverId } });
  }
  return drafts;
}

function afterForce(handOver: HandOver, { situation, nowMs }: CommandWorld): DurableDraft[] {
  const { overlapEndsAtMs, finishedAtMs, outgoing } = handOver;
  if (overlapEndsAtMs === null || nowMs < overlapEndsAtMs) return [];
  const duty = ownOf(situation.duty, outgoing.accountId);
  // Who came on again since then is on a duty of his own.
  if (!duty || duty.sinceMs >= (finishedAtMs ?? 0)) return [];
  if (refusalToEndDuty(situation, outgoing.accountId) !== null) return [];
  const data = { accountId: outgoing.accountId };
  return [{ type: 'duty.ended', areas: duty.person.areas, actor, data }];
}
