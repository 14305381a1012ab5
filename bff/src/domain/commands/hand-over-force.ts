import { mayDoInAny } from '@ftz/shared/access/policy.ts';
import type { Actor, Audience, DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { HandOver } from '@ftz/shared/contract/hand-over.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import { incidentsOwnedBy } from '@ftz/shared/state/incident-ownership.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import type { CommandWorld } from './command-decision.ts';

/**
 * Everything that moves, as one append: each open incident of the outgoing person that the other one
 * may work on. What he may not see stays where it is, and keeps the outgoing person on duty.
 */
export function draftForce(
  handOver: HandOver,
  world: CommandWorld,
  common: { areas: AreaId[]; audience: Audience; actor: Actor },
): DurableDraft[] {
  const { outgoing, incoming } = handOver;
  const moved = incidentsToMove(handOver, world);
  const to = { accountId: incoming.accountId, name: incoming.name };
  const ofOutgoing = ownOf(world.situation.duty, outgoing.accountId)?.person.areas ?? [];
  const gaveAll = ofOutgoing.every((area) => handOver.areas.includes(area));
  return [
    ...moved.map((incident) => ({
      type: 'incident.handed-over' as const,
      areas: incident.areas,
      actor: common.actor,
      data: { incidentId: incident.id, handOverId: handOver.id, to },
    })),
    {
      type: 'hand-over.took-force',
      ...common,
      data: {
        handOverId: handOver.id,
        movedIncidentIds: moved.map(({ id }) => id),
        overlapEndsAtMs: gaveAll ? world.nowMs + world.limits.handOver.overlapS * 1_000 : null,
      },
    },
  ];
}

function incidentsToMove(
  { outgoing, incoming }: HandOver,
  { situation, people }: CommandWorld,
): Incident[] {
  const to = people.find(incoming.accountId);
  return incidentsOwnedBy(situation, outgoing).filter(
    ({ areas }) => to !== undefined && mayDoInAny(to, 'hand-over.sign', areas),
  );
}
