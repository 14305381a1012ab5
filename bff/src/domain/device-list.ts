import type { DeviceLine, RegisteredDevice } from '@ftz/shared/contract/device.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { CameraRecording } from '@ftz/shared/contract/recording.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { clockAheadMs } from './device-clock.ts';
import { devicesWithRhythm } from './devices-with-rhythm.ts';
import { deviceKey, type LiveDevice } from './live-picture.ts';
import { registeredDevice } from './registry.ts';
import type { World } from './sighting.ts';

export type DeviceQuery = {
  /** A part of the id, or of what the device speaks for. */
  search?: string;
  gateway?: string;
  area?: string;
  /** `abnormal`: all but the living; a camera that ought to be recorded and is not. */
  state?: string;
  most: number;
};

export type DevicePage = {
  devices: DeviceLine[];
  /** Of all that match but for the state: how many live, how many there are, how many are shown. */
  counts: { alive: number; known: number; matching: number };
};

const badness: Record<DeviceLine['state'], number> = { lost: 0, 'never-seen': 1, alive: 2 };

/**
 * Every device that was heard, and every one that should have been: it promised to speak, or a person
 * has registered it. The worst first. `sees` says of which areas; null is a stranger's.
 */
export function listDevices(
  world: World,
  sees: (area: AreaId | null) => boolean,
  query: DeviceQuery,
  recordingOf: (cameraId: string) => CameraRecording,
): DevicePage {
  const asked = everyone(world)
    .filter((found) => sees(found.area) && isAsked(found, query, world))
    .map((found) => {
      const isCamera = found.gateway === 'cameras' && world.registry.cameras.has(found.deviceId);
      return { ...found, recording: isCamera ? recordingOf(found.deviceId) : null };
    });
  const matching = asked.filter((found) => isOfState(found, query.state));
  matching.sort(
    (a, b) => badness[a.state] - badness[b.state] || (a.deviceId < b.deviceId ? -1 : 1),
  );
  const alive = asked.filter(({ state }) => state === 'alive').length;
  return {
    devices: matching.slice(0, query.most).map((found) => lineOf(found, world)),
    counts: { alive, known: asked.length, matching: matching.length },
  };
}

/** Enough to choose by: there are tens of thousands, and a few hundred are told. */
type Found = Pick<DeviceLine, 'gateway' | 'deviceId' | 'area' | 'state'> & {
  live: LiveDevice | null;
};
type Recorded = Found & Pick<DeviceLine, 'recording'>;

function everyone(world: World): Found[] {
  const { picture, situation } = world;
  const promises = new Map(
    devicesWithRhythm(world).map(({ key, promise }) => [key, promise.silentAfterS ?? 0] as const),
  );
  const found: Found[] = [];
  for (const [key, live] of picture.devices) {
    const { gateway, deviceId, area, lastSeenAtMs } = live;
    const promisedS = promises.get(key);
    const silent = promisedS !== undefined && world.nowMs - lastSeenAtMs > promisedS * 1000;
    found.push({ gateway, deviceId, area, state: silent ? 'lost' : live.state, live });
  }
  for (const key of new Set([...promises.keys(), ...Object.keys(situation.registeredDevices)])) {
    if (picture.devices.has(key)) continue;
    const slash = key.indexOf('/');
    const gateway = key.slice(0, slash) as DeviceLine['gateway'];
    const deviceId = key.slice(slash + 1);
    const area = registeredDevice(world, gateway, deviceId)?.area ?? null;
    found.push({ gateway, deviceId, area, state: 'never-seen', live: null });
  }
  return found;
}

function lineOf({ live, ...found }: Recorded, world: World): DeviceLine {
  const { situation } = world;
  const key = deviceKey(found.gateway, found.deviceId);
  const device = registeredDevice(world, found.gateway, found.deviceId);
  return {
    ...found,
    lastSeenAtMs: live?.lastSeenAtMs ?? world.picture.heardBefore.get(key) ?? null,
    clockAheadMs: live && clockAheadMs(live.clock),
    trust: device?.trust ?? null,
    speaksFor: spokenFor(device, world),
    silentAfterS: device?.silentAfterS ?? null,
    byPerson: ownOf(situation.registeredDevices, key) !== undefined,
    address: ownOf(situation.devicePins, key)?.address ?? null,
  };
}

function spokenFor(device: RegisteredDevice | undefined, { registry }: World): string | null {
  if (!device) return null;
  const plate = registry.vehicles.get(device.vehicleId ?? '')?.plate;
  return plate ?? device.vehicleId ?? device.gateId ?? device.cameraId;
}

function isAsked(found: Found, { search, gateway, area }: DeviceQuery, world: World): boolean {
  if (gateway && found.gateway !== gateway) return false;
  if (area && found.area !== area) return false;
  const wanted = search?.trim().toLowerCase();
  if (!wanted || found.deviceId.toLowerCase().includes(wanted)) return true;
  const device = registeredDevice(world, found.gateway, found.deviceId);
  return spokenFor(device, world)?.toLowerCase().includes(wanted) ?? false;
}

function isOfState({ state, recording }: Recorded, wanted: string | undefined): boolean {
  if (!wanted) return true;
  if (wanted !== 'abnormal') return state === wanted;
  return state !== 'alive' || (recording?.trouble ?? null) !== null;
}
