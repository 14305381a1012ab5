import type { LaneOutcome } from '@ftz/shared/contract/lane-decision.ts';
import { isAwaitingFeedback } from '@ftz/shared/state/lane-outcome.ts';
import type { AlarmRule, SweepVerdict } from '#domain/alarm-rule.ts';
import { exampleAnsweredWorld } from '#domain/rule-examples/lane-examples.ts';
import type { World } from '#domain/sighting.ts';

/** How long a lane may take to say that its barrier lifted. */
const feedbackMs = 30_000;

function verdictOf(outcome: LaneOutcome, nowMs: number): SweepVerdict['verdict'] | null {
  const { laneId, sessionId, releasedAtMs, plate, feedback } = outcome;
  // One alarm for each release: what was not fed back yesterday excuses nothing today.
  const entityId = `${laneId} ${sessionId}`.slice(0, 64);
  if (releasedAtMs === null) return null;
  if (!isAwaitingFeedback(outcome)) return { condition: 'gone', entityId };
  const waitedMs = nowMs - releasedAtMs;
  if (waitedMs < feedbackMs) return null;
  return {
    condition: 'present',
    severity: 1,
    entityKind: 'gate',
    entityId,
    facts: [
      { name: 'lane', value: laneId },
      ...(plate === null ? [] : [{ name: 'plate', value: plate }]),
      { name: 'feedback', value: feedback ?? 'none' },
      { name: 'silent-s', value: String(Math.round(waitedMs / 1000)) },
      { name: 'limit-s', value: String(feedbackMs / 1000) },
    ],
    happens: false,
  };
}

function sweep({ situation, registry, nowMs }: World): SweepVerdict[] {
  return Object.values(situation.laneOutcomes).flatMap((outcome) => {
    const verdict = verdictOf(outcome, nowMs);
    if (verdict === null) return [];
    const { area, gateId, plate } = outcome;
    return [
      {
        verdict,
        area,
        point: registry.gates.get(gateId)?.point ?? null,
        vehicleId: registry.vehicleByPlate.get(plate ?? '')?.id ?? null,
        sealId: null,
        gateId,
      },
    ];
  });
}

/** A lane was told to release, or a person released at its desk, and it does not say that it did: P1. */
export const rule: AlarmRule = {
  kind: 'lane-no-feedback',
  sweep,
  examples: [
    {
      says: 'released 31 seconds ago, and not a word',
      verdict: () => sweep(exampleAnsweredWorld(31_000, {}))[0]?.verdict,
      expect: { condition: 'present', severity: 1 },
    },
    {
      says: 'the lane says that it could not',
      verdict: () => sweep(exampleAnsweredWorld(31_000, { feedback: 'failed' }))[0]?.verdict,
      expect: { condition: 'present', severity: 1 },
    },
    {
      says: 'released 29 seconds ago',
      verdict: () => sweep(exampleAnsweredWorld(29_000, {}))[0]?.verdict,
      expect: null,
    },
    {
      says: 'it did so',
      verdict: () => sweep(exampleAnsweredWorld(31_000, { feedback: 'done' }))[0]?.verdict,
      expect: { condition: 'gone' },
    },
    {
      says: 'referred to a person, who has decided nothing',
      verdict: () =>
        sweep(exampleAnsweredWorld(31_000, { result: 'manual', releasedAtMs: null }))[0]?.verdict,
      expect: null,
    },
  ],
};
