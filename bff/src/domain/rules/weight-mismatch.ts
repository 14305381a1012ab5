import type { AlarmRule } from '#domain/alarm-rule.ts';
import { compareWeight } from '#domain/lanes/compare-weight.ts';
import { toleranceOfBridge } from '#domain/lanes/weight-tolerance.ts';
import { equipmentPost } from '#domain/registry.ts';
import { exampleJourney } from '#domain/rule-examples/example-world.ts';
import { exampleBridgeWorld, exampleEquipment } from '#domain/rule-examples/lane-examples.ts';
import type { Sighting, World } from '#domain/sighting.ts';

const kg = (value: number) => String(Math.round(value));

function judge({ observation, journey }: Sighting, world: World) {
  if (observation.kind !== 'equipment' || observation.report.what !== 'weighed') return null;
  const { weightKg } = observation.report;
  if (weightKg === null || journey?.grossWeightKg === undefined) return null;
  const post = equipmentPost(world, observation.gateway, observation.deviceId);
  const tolerance = toleranceOfBridge(post, world);
  const compared = compareWeight(weightKg, journey.grossWeightKg, tolerance);
  if (compared.verdict === 'unset' || compared.verdict === 'within') return null;
  return {
    condition: 'present' as const,
    severity: compared.verdict === 'far-beyond' ? (2 as const) : (3 as const),
    entityKind: 'vehicle' as const,
    entityId: journey.vehicleId,
    facts: [
      { name: 'weight-kg-expected', value: kg(journey.grossWeightKg) },
      { name: 'weight-kg-observed', value: kg(weightKg) },
      { name: 'difference-kg', value: kg(compared.differenceKg) },
      { name: 'tolerance-kg', value: kg(compared.toleranceKg) },
    ],
    happens: true,
  };
}

const declared = { journey: { ...exampleJourney, grossWeightKg: 30_000 } };
type Tolerance = World['weightTolerance'];
const weigh = (weightKg: number, own: Tolerance, ofHouse: Tolerance = null) =>
  judge(exampleEquipment({ weightKg }, declared), {
    ...exampleBridgeWorld(own ?? null),
    weightTolerance: ofHouse,
  });

/** A bridge weighs other than declared: P3, and P2 beyond twice its tolerance. */
export const rule: AlarmRule = {
  kind: 'weight-mismatch',
  judge,
  examples: [
    {
      says: 'nobody has set what this bridge may differ by: a person compares',
      verdict: () => weigh(10_000, null),
      expect: null,
    },
    {
      says: 'within the larger of both tolerances',
      verdict: () => weigh(30_550, { absoluteKg: 300, percent: 2 }),
      expect: null,
    },
    {
      says: "the house's tolerance, where the bridge has none of its own",
      verdict: () => weigh(30_700, null, { absoluteKg: 300, percent: 2 }),
      expect: { condition: 'present', severity: 3 },
    },
    {
      says: 'its own before that of the house',
      verdict: () =>
        weigh(30_700, { absoluteKg: 900, percent: 0 }, { absoluteKg: 300, percent: 2 }),
      expect: null,
    },
    {
      says: 'beyond it',
      verdict: () => weigh(30_700, { absoluteKg: 300, percent: 2 }),
      expect: { condition: 'present', severity: 3 },
    },
    {
      says: 'beyond twice of it',
      verdict: () => weigh(20_000, { absoluteKg: 300, percent: 2 }),
      expect: { condition: 'present', severity: 2 },
    },
  ],
};
