import type { LaneOutcome } from '@ftz/shared/contract/lane-decision.ts';
import type { AlarmRule, SweepVerdict } from '#domain/alarm-rule.ts';
import { exampleAnsweredWorld } from '#domain/rule-examples/lane-examples.ts';
import type { World } from '#domain/sighting.ts';

function verdictOf(
  { laneId, eventId, plate, state, decidedAtMs }: LaneOutcome,
  nowMs: number,
): SweepVerdict['verdict'] {
  // One alarm for each vehicle that was kept waiting.
  const entityId = `${laneId} ${eventId}`.slice(0, 64);
  if (state !== 'expired') return { condition: 'gone', entityId };
  return {
    condition: 'present',
    severity: 2,
    entityKind: 'gate',
    entityId,
    facts: [
      { name: 'lane', value: laneId },
      ...(plate === null ? [] : [{ name: 'plate', value: plate }]),
      { name: 'standing-s', value: String(Math.round((nowMs - decidedAtMs) / 1000)) },
    ],
    happens: false,
  };
}

function sweep({ situation, registry, nowMs }: World): SweepVerdict[] {
  return Object.values(situation.laneOutcomes)
    .filter(({ result }) => result === 'manual')
    .map((outcome) => ({
      verdict: verdictOf(outcome, nowMs),
      area: outcome.area,
      point: registry.gates.get(outcome.gateId)?.point ?? null,
      vehicleId: registry.vehicleByPlate.get(outcome.plate ?? '')?.id ?? null,
      sealId: null,
      gateId: outcome.gateId,
    }));
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
      expect: { condition: 'gone' },
    },
    {
      says: 'somebody has sent it to be inspected at last',
      verdict: () => verdictIn('to-inspection'),
      expect: { condition: 'gone' },
    },
    {
      says: 'the house decided by itself',
      verdict: () => sweep(exampleAnsweredWorld(900_000, {}))[0]?.verdict,
      expect: null,
    },
  ],
};

function verdictIn(state: LaneOutcome['state']) {
  const referred = { result: 'manual' as const, releasedAtMs: null, state };
  return sweep(exampleAnsweredWorld(900_000, referred))[0]?.verdict;
}
