import type { RegisteredDevice } from '@ftz/shared/contract/device.ts';
import type { FenceSegment } from '@ftz/shared/contract/site.ts';
import type { FleetVehicle } from '@ftz/shared/site/fleet.ts';
import { plateAtPost } from '#domain/lanes/plate-at-post.ts';
import type { Observation } from '#domain/observation.ts';
import { type Registry, registeredDevice, segmentKey } from '#domain/registry.ts';
import type { Sighting, World } from '#domain/sighting.ts';
import { watchedSegment } from './watched-segment.ts';

type Identity = Pick<Sighting, 'device' | 'vehicle' | 'sealId' | 'segment' | 'gate' | 'trusted'>;

/** Who spoke: the registered thing behind the name that the device uses for itself. */
export function identifyDevice(observation: Observation, world: World): Identity {
  const { registry } = world;
  const device = registeredDevice(world, observation.gateway, observation.deviceId) ?? null;
  return {
    device,
    vehicle: vehicleOf(observation, device, world),
    // Strangers' seals keep the name that they gave.
    sealId: device?.sealId ?? (observation.kind === 'seal' ? observation.deviceId : null),
    segment: observation.kind === 'fence' ? segmentOf(observation, device, registry) : null,
    gate: registry.gates.get(device?.gateId ?? '') ?? null,
    trusted: device !== null || systems.has(observation.gateway),
  };
}

/** Other systems, each of which shows a key of its own and is no device of any area. */
const systems: ReadonlySet<string> = new Set(['documents-http', 'upstream-cap']);

/** The zone of a panel, or the stretch that a camera watches. */
function segmentOf(
  { deviceId, zone }: Extract<Observation, { kind: 'fence' }>,
  device: RegisteredDevice | null,
  registry: Registry,
): FenceSegment | null {
  const camera = registry.cameras.get(device?.cameraId ?? '');
  if (camera) return watchedSegment(camera, registry.site.fences);
  return registry.segments.get(segmentKey(deviceId, zone)) ?? null;
}

/** The truck that the device rides on, or that it speaks of. */
function vehicleOf(
  observation: Observation,
  device: RegisteredDevice | null,
  world: World,
): FleetVehicle | null {
  const { registry } = world;
  if (observation.kind === 'equipment') {
    return registry.vehicleByPlate.get(plateAtPost(observation, world) ?? '') ?? null;
  }
  if (observation.kind === 'passage') {
    return registry.vehicleByPlate.get(observation.passage.plate ?? '') ?? null;
  }
  const spokenOf =
    observation.kind === 'journey'
      ? observation.journey.vehicleId
      : observation.kind === 'document'
        ? observation.document.vehicleId
        : null;
  return registry.vehicles.get(spokenOf ?? device?.vehicleId ?? '') ?? null;
}
