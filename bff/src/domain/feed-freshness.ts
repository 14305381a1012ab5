import type { FeedFreshness } from '@ftz/shared/contract/device.ts';
import { type AreaId, areaIds } from '@ftz/shared/contract/ids.ts';
import { deviceKey, type LiveDevice } from './live-picture.ts';
import type { World } from './sighting.ts';

/** How long a device of each kind may be silent and still count as alive. */
const aliveWithinMs = {
  jt808: 120_000,
  'eseal-mqtt': 180_000,
  'perimeter-dc09': 60_000,
  'checkpoint-http': 1_800_000,
  cameras: 30_000,
};
type Feed = keyof typeof aliveWithinMs;
const feeds = Object.keys(aliveWithinMs) as Feed[];

/** Per area and feed: how many devices there should be, how many live, and the newest word of any. */
export function feedFreshness(world: World): FeedFreshness[] {
  return areaIds.flatMap((area) =>
    feeds.map((gateway) => {
      const ids = expected[gateway](world, area);
      const heard = ids.flatMap((id) => world.picture.devices.get(deviceKey(gateway, id)) ?? []);
      const lives = (device: LiveDevice) =>
        device.state === 'alive' && world.nowMs - device.lastSeenAtMs <= aliveWithinMs[gateway];
      const newest = heard.reduce((atMs, device) => Math.max(atMs, device.lastSeenAtMs), 0);
      return {
        area,
        gateway,
        alive: heard.filter(lives).length,
        known: ids.length,
        lastSeenAtMs: newest || null,
      };
    }),
  );
}

const idsIn = <T extends { area: AreaId }>(
  things: Iterable<T>,
  area: AreaId,
  id: (thing: T) => string,
) => [...things].filter((thing) => thing.area === area).map(id);

/** The devices that ought to speak. Of seals, those under way: a seal in its box is silent by design. */
const expected: Record<Feed, (world: World, area: AreaId) => string[]> = {
  jt808: ({ registry }, area) =>
    idsIn(registry.vehicles.values(), area, ({ terminalId }) => terminalId),
  'eseal-mqtt': ({ registry, situation }, area) =>
    Object.values(situation.journeys).flatMap(({ state, sealId }) => {
      const vehicle = registry.vehicleBySeal.get(sealId ?? '');
      return state === 'under-way' && vehicle?.area === area && sealId ? [sealId] : [];
    }),
  'perimeter-dc09': ({ registry }, area) =>
    idsIn(registry.panels.values(), area, ({ account }) => account),
  // A lane speaks when a truck passes and has no heartbeat: one that was never heard may be well.
  'checkpoint-http': ({ registry, picture }, area) =>
    idsIn(registry.lanes.values(), area, ({ id }) => id).filter((id) =>
      picture.devices.has(deviceKey('checkpoint-http', id)),
    ),
  cameras: ({ registry }, area) => idsIn(registry.cameras.values(), area, ({ id }) => id),
};
