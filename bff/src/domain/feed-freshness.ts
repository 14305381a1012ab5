import type { FeedFreshness, GatewayName } from '@ftz/shared/contract/device.ts';
import { type AreaId, areaIds } from '@ftz/shared/contract/ids.ts';
import type { World } from './sighting.ts';

/** How long a device of each kind may be silent and still count as alive. */
const aliveWithinMs: Partial<Record<GatewayName, number>> = {
  jt808: 120_000,
  'eseal-mqtt': 180_000,
  'perimeter-dc09': 60_000,
  'checkpoint-http': 1_800_000,
  cameras: 30_000,
};

/** Per area and feed: how many devices there should be, how many live, and the newest word of any. */
export function feedFreshness(world: World): FeedFreshness[] {
  const known = countKnown(world);
  const rows = new Map<string, FeedFreshness>();
  for (const area of areaIds) {
    for (const gateway of Object.keys(aliveWithinMs) as GatewayName[]) {
      const key = `${area}/${gateway}`;
      rows.set(key, { area, gateway, alive: 0, known: known.get(key) ?? 0, lastSeenAtMs: null });
    }
  }
  for (const device of world.picture.devices.values()) {
    const row = rows.get(`${device.area}/${device.gateway}`);
    if (!row) continue;
    const silentMs = world.nowMs - device.lastSeenAtMs;
    if (device.state === 'alive' && silentMs <= (aliveWithinMs[device.gateway] ?? 0))
      row.alive += 1;
    row.lastSeenAtMs = Math.max(row.lastSeenAtMs ?? 0, device.lastSeenAtMs);
  }
  return [...rows.values()];
}

/** Registered devices; of seals, those that are under way: a seal in its box is silent by design. */
function countKnown({ registry, situation }: World): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (area: AreaId, gateway: GatewayName) => {
    const key = `${area}/${gateway}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  for (const vehicle of registry.vehicles.values()) add(vehicle.area, 'jt808');
  for (const panel of registry.panels.values()) add(panel.area, 'perimeter-dc09');
  for (const lane of registry.lanes.values()) add(lane.area, 'checkpoint-http');
  for (const camera of registry.cameras.values()) add(camera.area, 'cameras');
  for (const { state, sealId } of Object.values(situation.journeys)) {
    const vehicle =
      state === 'under-way' && sealId !== null ? registry.vehicleBySeal.get(sealId) : null;
    if (vehicle) add(vehicle.area, 'eseal-mqtt');
  }
  return counts;
}
