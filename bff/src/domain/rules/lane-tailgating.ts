import type { AlarmRule } from '#domain/alarm-rule.ts';
import { equipmentPost } from '#domain/registry.ts';
import { exampleEquipment, exampleReleasedWorld } from '#domain/rule-examples/lane-examples.ts';
import type { Sighting, World } from '#domain/sighting.ts';

function judge({ observation, late }: Sighting, world: World) {
  if (observation.kind !== 'equipment' || observation.report.what !== 'barrier-closed') return null;
  const { deviceId, gateway, report } = observation;
  const passed = report.vehiclesPassed ?? 0;
  if (late || passed < 2) return null;
  const laneId = equipmentPost(world, gateway, deviceId)?.laneId ?? null;
  return {
    condition: 'present' as const,
    severity: 2 as const,
    entityKind: 'device' as const,
    entityId: deviceId,
    facts: [...(laneId === null ? [] : [{ name: 'lane', value: laneId }]), ...report.facts],
    happens: true,
  };
}

const closedAfter = (vehiclesPassed?: number) =>
  judge(
    exampleEquipment({
      what: 'barrier-closed',
      ...(vehiclesPassed === undefined ? {} : { vehiclesPassed }),
    }),
    exampleReleasedWorld('O1'),
  );

/** More vehicles went through on one opening than the one that was released: P2, find the others. */
export const rule: AlarmRule = {
  kind: 'lane-tailgating',
  judge,
  examples: [
    {
      says: 'two on one opening',
      verdict: () => closedAfter(2),
      expect: { condition: 'present', severity: 2 },
    },
    { says: 'one, as it was released', verdict: () => closedAfter(1), expect: null },
    { says: 'a barrier without a loop counts nobody', verdict: () => closedAfter(), expect: null },
    {
      says: 'a count beside an opening says nothing yet',
      verdict: () =>
        judge(
          exampleEquipment({ what: 'barrier-opened', vehiclesPassed: 2 }),
          exampleReleasedWorld('O1'),
        ),
      expect: null,
    },
  ],
};
