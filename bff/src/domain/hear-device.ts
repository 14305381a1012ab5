import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { PositionFix } from '@ftz/shared/contract/position.ts';
import type { Vehicle } from '@ftz/shared/contract/vehicle.ts';
import { distanceM } from '@ftz/shared/geo/distance.ts';
import { identifyDevice } from './enrich/identify-device.ts';
import {
  deviceKey,
  dropMarker,
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
  if (observation.kind === 'breach') return;
  note(observation, identifyDevice(observation, world).trusted, null, world);
}

/**
 * Notes that the device lives and where its vehicle is. A stranger is listed once, in the log, for a
 * technician.
 */
export function hearDevice(sighting: Sighting, world: World): DurableDraft[] {
  const { observation, nowMs } = sighting;
  // Whoever spoke there was not the device.
  if (observation.kind === 'breach') return [];
  const { gateway, deviceId } = observation;
  const newsAtMs = hasNewsOfItsTime(sighting) ? observation.deviceAtMs : null;
  note(observation, sighting.trusted, newsAtMs, world);
  if (observation.kind === 'position') sighting.liveVehicle = move(sighting, observation, world);
  if (observation.kind === 'vessel' && !sighting.future) noteVessel(sighting, observation, world);
  if (sighting.trusted) return [];
  const listed = world.situation.unknownDevices;
  const known = Object.hasOwn(listed, deviceKey(gateway, deviceId));
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
  observation: Observation,
  trusted: boolean,
  deviceAtMs: number | null,
  world: World,
): void {
  const { gateway, deviceId, kind } = observation;
  const area = registeredDevice(world, gateway, deviceId)?.area ?? null;
  const gone = kind === 'gone';
  const clockAtMs = clockTimeOf(observation);
  const heard = { gateway, deviceId, area, trusted, gone, deviceAtMs, clockAtMs };
  noteDevice(world.picture, heard, world.nowMs);
}

/** A sign of life is stamped by the gateway, papers by their author, a backlog by the past. */
function clockTimeOf(observation: Observation): number | null {
  switch (observation.kind) {
    case 'position':
      return observation.backfill ? null : observation.deviceAtMs;
    case 'seal':
    case 'fence':
      return observation.deviceAtMs;
    default:
      return null;
  }
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
  const met = picture.vehicles.get(id);
  // Registered, or unregistered, since: it comes in anew as what it is now.
  if (met && met.vehicle.trusted !== sighting.trusted) dropMarker(picture, met);
  const inDirectory = sighting.vehicle !== null;
  const live =
    picture.vehicles.get(id) ?? meetVehicle(picture, vehicleOf(sighting, id, world), inDirectory);
  const { point, speedKph, headingDeg, deviceAtMs, receivedAtMs } = observation;
  // A first fix is shown however old it is, with its age; after that the past moves nothing.
  const moves = live.fix === null || (!sighting.late && deviceAtMs > live.fix.deviceAtMs);
  if (point === null || sighting.future || !moves) return live;
  const fix: PositionFix = { point, speedKph, headingDeg, deviceAtMs, receivedAtMs };
  moveVehicle(picture, live, fix, sighting.area, distanceM);
  return live;
}

function vehicleOf({ vehicle, trusted, device }: Sighting, id: string, world: World): Vehicle {
  return {
    key: vehicle?.key ?? strangerKey(world.picture, world.registry.vehicles.size),
    id,
    plate: vehicle?.plate ?? null,
    area: vehicle?.area ?? device?.area ?? null,
    trusted,
  };
}
