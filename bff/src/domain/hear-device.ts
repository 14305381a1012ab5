import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { PositionFix } from '@ftz/shared/contract/position.ts';
import type { Vehicle } from '@ftz/shared/contract/vehicle.ts';
import { distanceM } from '@ftz/shared/geo/distance.ts';
import { identifyDevice } from './enrich/identify-device.ts';
import {
  deviceKey,
  type LiveVehicle,
  meetVehicle,
  moveVehicle,
  noteDevice,
  strangerKey,
} from './live-picture.ts';
import type { Observation } from './observation.ts';
import { registeredDevice } from './registry.ts';
import type { Sighting, World } from './sighting.ts';
import { hearVessel } from './vessels.ts';

/** More strangers than this are an attack or a mistake of configuration, and no list for a person. */
const mostListedStrangers = 500;

/** Notes that the device lives: it does also when what it says is known already, and not decided on. */
export function noteLife(observation: Observation, world: World): void {
  note(observation, identifyDevice(observation, world).trusted, null, world);
}

/**
 * Notes that the device lives and where its vehicle is. A stranger is listed once, in the log, for a
 * technician.
 */
export function hearDevice(sighting: Sighting, world: World): DurableDraft[] {
  const { observation, nowMs } = sighting;
  const { gateway, deviceId } = observation;
  const newsAtMs = hasNewsOfItsTime(sighting) ? observation.deviceAtMs : null;
  note(observation, sighting.trusted, newsAtMs, world);
  if (observation.kind === 'position') sighting.liveVehicle = move(sighting, observation, world);
  if (observation.kind === 'vessel' && !sighting.future) noteVessel(sighting, observation, world);
  if (sighting.trusted) return [];
  const listed = world.situation.unknownDevices;
  const known = deviceKey(gateway, deviceId) in listed;
  if (known || Object.keys(listed).length >= mostListedStrangers) return [];
  return [
    {
      type: 'device.discovered',
      areas: [],
      actor: { kind: 'machine', name: gateway },
      data: { device: { gateway, deviceId, firstSeenAtMs: nowMs } },
    },
  ];
}

function note(
  { gateway, deviceId, kind }: Observation,
  trusted: boolean,
  deviceAtMs: number | null,
  { picture, registry, nowMs }: World,
): void {
  const area = registeredDevice(registry, gateway, deviceId)?.area ?? null;
  const gone = kind === 'gone';
  noteDevice(picture, { gateway, deviceId, area, trusted, gone, deviceAtMs }, nowMs);
}

/** A sign of life has no time that others could be late to, and a lie about the future even less. */
function hasNewsOfItsTime({ observation, future }: Sighting): boolean {
  return !future && observation.kind !== 'alive' && observation.kind !== 'gone';
}

/** Ordered by vessel and not by receiver: what one heard late is old for that vessel alone. */
function noteVessel(
  { trusted }: Sighting,
  { deviceId, deviceAtMs, vessel }: Extract<Observation, { kind: 'vessel' }>,
  { picture, registry, nowMs }: World,
): void {
  const heard = { receiverId: deviceId, trusted, atMs: Math.min(deviceAtMs, nowMs) };
  hearVessel(picture.vessels, vessel, heard, registry);
}

function move(
  sighting: Sighting,
  observation: Extract<Observation, { kind: 'position' }>,
  world: World,
): LiveVehicle {
  const { picture } = world;
  const id = sighting.vehicle?.id ?? observation.deviceId;
  const live = picture.vehicles.get(id) ?? meetVehicle(picture, vehicleOf(sighting, id, world));
  const { point, speedKph, headingDeg, deviceAtMs, receivedAtMs } = observation;
  // A first fix is shown however old it is, with its age; after that the past moves nothing.
  const moves = live.fix === null || (!sighting.late && deviceAtMs > live.fix.deviceAtMs);
  if (point === null || sighting.future || !moves) return live;
  const fix: PositionFix = { point, speedKph, headingDeg, deviceAtMs, receivedAtMs };
  moveVehicle(picture, live, fix, sighting.area, distanceM);
  return live;
}

function vehicleOf({ vehicle, trusted }: Sighting, id: string, world: World): Vehicle {
  return {
    key: vehicle?.key ?? strangerKey(world.picture, world.registry.vehicles.size),
    id,
    plate: vehicle?.plate ?? null,
    area: vehicle?.area ?? null,
    trusted,
  };
}
