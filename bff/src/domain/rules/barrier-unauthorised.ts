import type { LaneOutcome } from '@ftz/shared/contract/lane-decision.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import type { AlarmRule } from '#domain/alarm-rule.ts';
import { equipmentPost } from '#domain/registry.ts';
import { exampleEquipment, exampleReleasedWorld } from '#domain/rule-examples/lane-examples.ts';
import type { Sighting, World } from '#domain/sighting.ts';

/** An order of ours to lift this barrier that has left the house. */
function isReleased(deviceId: string, releaseId: string | null, { situation }: World): boolean {
  const order = ownOf(situation.deviceOrders, releaseId ?? '');
  if (order?.gateway !== 'lane-equipment' || order.deviceId !== deviceId) return false;
  return order.act.name === 'barrier-lift' && order.sentAtMs !== null;
}

/** A vehicle that was released has passed by then, or never will. */
const passesWithinMs = 5 * 60_000;

/**
 * A decision of this house, or of a person at the lane, that released what stands there. A barrier that
 * names a release is held to its word; one that names none, as most do, to the time.
 */
function isDecided(
  { deviceId, deviceAtMs }: Sighting['observation'],
  releaseId: string | null,
  world: World,
): boolean {
  const laneId = equipmentPost(world, 'lane-equipment', deviceId)?.laneId ?? null;
  const recent = (outcome: LaneOutcome) =>
    outcome.releasedAtMs !== null && Math.abs(deviceAtMs - outcome.releasedAtMs) <= passesWithinMs;
  return Object.values(world.situation.laneOutcomes).some(
    (outcome) =>
      outcome.laneId === laneId &&
      recent(outcome) &&
      [outcome.sessionId, outcome.eventId, null].includes(releaseId),
  );
}

function judge({ observation }: Sighting, world: World) {
  if (observation.kind !== 'equipment' || observation.report.what !== 'barrier-opened') return null;
  const { deviceId, report } = observation;
  if (isReleased(deviceId, report.releaseId, world)) return null;
  if (isDecided(observation, report.releaseId, world)) return null;
  return {
    condition: 'present' as const,
    severity: 1 as const,
    entityKind: 'device' as const,
    entityId: deviceId,
    facts: report.facts,
    happens: true,
  };
}

const released = exampleReleasedWorld('O1');

/**
 * A barrier opened, and neither an order of this house to lift it has left nor was anything released in
 * its lane: P1, call the supervisor. That it names a release proves nothing; the release must be known.
 */
export const rule: AlarmRule = {
  kind: 'barrier-unauthorised',
  judge,
  examples: [
    {
      says: 'opened by a release',
      verdict: () => judge(exampleEquipment({ what: 'barrier-opened', releaseId: 'O1' }), released),
      expect: null,
    },
    {
      says: 'opened by a release that nobody knows',
      verdict: () => judge(exampleEquipment({ what: 'barrier-opened', releaseId: 'O2' }), released),
      expect: { condition: 'present', severity: 1 },
    },
    {
      says: 'opened by nobody who may',
      verdict: () => judge(exampleEquipment({ what: 'barrier-opened' }), released),
      expect: { condition: 'present', severity: 1 },
    },
  ],
};
