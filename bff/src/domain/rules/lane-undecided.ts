import type { LaneOutcome } from '@ftz/shared/contract/lane-decision.ts';
import { openAlarms } from '@ftz/shared/state/situation-selectors.ts';
import type { AlarmRule, SweepVerdict } from '#domain/alarm-rule.ts';
import { exampleAnsweredWorld } from '#domain/rule-examples/lane-examples.ts';
import type { World } from '#domain/sighting.ts';

/** One alarm for each vehicle that was kept waiting. */
const entityIdOf = ({ laneId, eventId }: LaneOutcome) => `${laneId} ${eventId}`.slice(0, 64);

function expiredVerdicts({ situation, registry, nowMs }: World): SweepVerdict[] {
  return Object.values(situation.laneOutcomes)
    .filter(({ state }) => state === 'expired')
    .map((outcome) => {
      const { laneId, plate, decidedAtMs, area, gateId } = outcome;
      return {
        verdict: {
          condition: 'present',
          severity: 2,
          entityKind: 'gate',
          entityId: entityIdOf(outcome),
          facts: [
            { name: 'lane', value: laneId },
            ...(plate === null ? [] : [{ name: 'plate', value: plate }]),
            { name: 'standing-s', value: String(Math.round((nowMs - decidedAtMs) / 1000)) },
          ],
          happens: false,
        },
        area,
        point: registry.gates.get(gateId)?.point ?? null,
        vehicleId: registry.vehicleByPlate.get(plate ?? '')?.id ?? null,
        sealId: null,
        gateId,
      };
    });
}

function sweep(world: World): SweepVerdict[] {
  const expired = expiredVerdicts(world);
  const waiting = new Set(expired.map(({ verdict }) => verdict.entityId));
  // Asked of the alarms and not of the readings: what was decided on is soon forgotten.
  const ended = openAlarms(world.situation).filter(
    ({ kind, entityId }) => kind === 'lane-undecided' && !waiting.has(entityId),
  );
  return [
    ...expired,
    ...ended.map(
      ({ entityId, area, point }): SweepVerdict => ({
        verdict: { condition: 'gone', entityId },
        area,
        point,
        vehicleId: null,
        sealId: null,
      }),
    ),
  ];
}

/**
 * A vehicle was referred to a person, and its clock has run out twice (`lane.referral-expired`): P2. It
 * returns when somebody decides, and nobody has decided by acknowledging it.
 */
export const rule: AlarmRule = {
  kind: 'lane-undecided',
  sweep,
  examples: [
    {
      says: 'nobody decided, nor after it was escalated',
      verdict: () => verdictIn('expired'),
      expect: { condition: 'present', severity: 2 },
    },
    {
      says: 'it is escalated, and there is time yet',
      verdict: () => verdictIn('escalated'),
      expect: null,
    },
    {
      says: 'somebody has sent it to be inspected at last',
      verdict: () => verdictIn('to-inspection'),
      expect: null,
    },
  ],
};

function verdictIn(state: LaneOutcome['state']) {
  const referred = { result: 'manual' as const, releasedAtMs: null, state };
  return sweep(exampleAnsweredWorld(900_000, referred))[0]?.verdict;
}
