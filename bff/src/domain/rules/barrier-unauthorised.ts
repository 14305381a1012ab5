import type { LaneOutcome } from '@ftz/shared/contract/lane-decision.ts';
import { outcomesOfSession } from '@ftz/shared/state/lane-outcome.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import type { AlarmRule } from '#domain/alarm-rule.ts';
import { equipmentPost } from '#domain/registry.ts';
import {
  exampleAnsweredWorld,
  exampleEquipment,
  exampleFeedback,
  exampleReleasedWorld,
} from '#domain/rule-examples/lane-examples.ts';
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

/** A lane that asked for a release, was not given it, and says that it let the vehicle pass. */
function judgeFeedback(
  { deviceId, sessionId, outcome }: Extract<Sighting['observation'], { kind: 'lane-feedback' }>,
  { situation }: World,
) {
  const read = outcomesOfSession(situation, { laneId: deviceId, sessionId }).at(-1);
  if (outcome !== 'done' || !read?.releaseAsked || read.releasedAtMs !== null) return null;
  return {
    condition: 'present' as const,
    severity: 1 as const,
    entityKind: 'device' as const,
    entityId: deviceId,
    facts: [
      { name: 'lane', value: deviceId },
      ...(read.plate === null ? [] : [{ name: 'plate', value: read.plate }]),
      { name: 'release-asked-by', value: read.releaseAsked.by },
    ],
    happens: true,
  };
}

function judge({ observation }: Sighting, world: World) {
  if (observation.kind === 'lane-feedback') return judgeFeedback(observation, world);
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
const releaseAsked = { by: '2200001', atMs: 1 };
const askedIn = (releasedAtMs: number | null) =>
  exampleAnsweredWorld(31_000, { result: 'alarm', releasedAtMs, releaseAsked });

/**
 * A barrier opened, and neither an order of this house to lift it has left nor was anything released in
 * its lane: P1, call the supervisor. That it names a release proves nothing; the release must be known. So
 * it is with a lane that says that it let pass what it had asked to release and was not allowed to.
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
    {
      says: 'a release that takes two was asked for at the lane, and it opened without them',
      verdict: () => judge(exampleFeedback('done'), askedIn(null)),
      expect: { condition: 'present', severity: 1 },
    },
    {
      says: 'it was asked for, and two have agreed since',
      verdict: () => judge(exampleFeedback('done'), askedIn(1)),
      expect: null,
    },
    {
      says: 'it was asked for, and the barrier stayed',
      verdict: () => judge(exampleFeedback('failed'), askedIn(null)),
      expect: null,
    },
  ],
};
