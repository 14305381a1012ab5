import type { EquipmentReport } from '@ftz/shared/contract/equipment.ts';
import type { AlarmRule, SweepVerdict } from '#domain/alarm-rule.ts';
import { exampleBarrierWorld } from '#domain/rule-examples/lane-examples.ts';
import type { World } from '#domain/sighting.ts';

/** What the barrier's last word says of what was released there; null: all is as it should be. */
function stuckForMs({ what, deviceAtMs, vehiclesPassed }: EquipmentReport, world: World) {
  const sinceMs = world.nowMs - deviceAtMs;
  const leavesWithinMs = world.limits.laneLeaveS * 1000;
  if (what === 'barrier-opened' && sinceMs > leavesWithinMs) return sinceMs;
  // It closed before the vehicle, and the loop has counted nobody.
  return what === 'barrier-closed' && vehiclesPassed === 0 ? sinceMs : null;
}

function sweep(world: World): SweepVerdict[] {
  const barriers = Object.values(world.situation.equipment).filter(
    ({ equipment }) => equipment === 'barrier',
  );
  return barriers.map((report) => {
    const { deviceId, area, gateId, laneId, plate } = report;
    const around = {
      area,
      point: world.registry.gates.get(gateId ?? '')?.point ?? null,
      vehicleId: world.registry.vehicleByPlate.get(plate ?? '')?.id ?? null,
      sealId: null,
      ...(gateId === null ? {} : { gateId }),
    };
    const standsMs = stuckForMs(report, world);
    if (standsMs === null) return { verdict: { condition: 'gone', entityId: deviceId }, ...around };
    return {
      verdict: {
        condition: 'present',
        severity: 3,
        entityKind: 'device',
        entityId: deviceId,
        facts: [
          ...(laneId === null ? [] : [{ name: 'lane', value: laneId }]),
          ...(plate === null ? [] : [{ name: 'plate', value: plate }]),
          { name: 'standing-s', value: String(Math.round(standsMs / 1000)) },
          { name: 'limit-s', value: String(world.limits.laneLeaveS) },
        ],
        happens: false,
      },
      ...around,
    };
  });
}

const after = (agoS: number, change: Partial<EquipmentReport>) =>
  sweep(exampleBarrierWorld(agoS * 1000, change))[0]?.verdict;

/** A barrier opened and what was released has not gone through it: P3, somebody calls the lane. */
export const rule: AlarmRule = {
  kind: 'lane-not-left',
  sweep,
  examples: [
    {
      says: 'open for longer than anybody takes',
      verdict: () => after(181, { what: 'barrier-opened' }),
      expect: { condition: 'present', severity: 3 },
    },
    {
      says: 'open, and there is time yet',
      verdict: () => after(179, { what: 'barrier-opened' }),
      expect: { condition: 'gone' },
    },
    {
      says: 'closed, and nobody had gone through',
      verdict: () => after(1, { what: 'barrier-closed', vehiclesPassed: 0 }),
      expect: { condition: 'present', severity: 3 },
    },
    {
      says: 'closed behind the vehicle',
      verdict: () => after(1, { what: 'barrier-closed', vehiclesPassed: 1 }),
      expect: { condition: 'gone' },
    },
    {
      says: 'closed, and no loop counts there',
      verdict: () => after(1, { what: 'barrier-closed' }),
      expect: { condition: 'gone' },
    },
  ],
};
