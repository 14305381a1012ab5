import type { GatewayName } from '@ftz/shared/contract/device.ts';
import type { Observation } from '#domain/observation.ts';
import { type Registry, segmentKey } from '#domain/registry.ts';
import type { Sighting, World } from '#domain/sighting.ts';

type Identity = Pick<Sighting, 'vehicle' | 'sealId' | 'segment' | 'gate' | 'trusted'>;

const nobody: Identity = { vehicle: null, sealId: null, segment: null, gate: null, trusted: false };

/** Who spoke: the registered thing behind the name that the device uses for itself. */
export function identifyDevice(observation: Observation, { registry }: World): Identity {
  return identify[observation.gateway](observation, registry);
}

const identify: Record<GatewayName, (observation: Observation, registry: Registry) => Identity> = {
  jt808: ({ deviceId }, registry) => {
    const vehicle = registry.vehicleByTerminal.get(deviceId) ?? null;
    return { ...nobody, vehicle, sealId: vehicle?.sealId ?? null, trusted: vehicle !== null };
  },
  'eseal-mqtt': ({ deviceId }, registry) => {
    const vehicle = registry.vehicleBySeal.get(deviceId) ?? null;
    return { ...nobody, vehicle, sealId: deviceId, trusted: vehicle !== null };
  },
  'perimeter-dc09': (observation, registry) => {
    const zone = observation.kind === 'fence' ? observation.zone : 0;
    const segment = registry.segments.get(segmentKey(observation.deviceId, zone)) ?? null;
    return { ...nobody, segment, trusted: registry.panels.has(observation.deviceId) };
  },
  'checkpoint-http': (observation, registry) => {
    const lane = registry.lanes.get(observation.deviceId);
    const plate = observation.kind === 'passage' ? observation.passage.plate : null;
    const vehicle = registry.vehicleByPlate.get(plate ?? '') ?? null;
    const gate = registry.gates.get(lane?.gateId ?? '') ?? null;
    return { ...nobody, vehicle, gate, trusted: lane !== undefined };
  },
  // The documents feed shows a key of its own; what it declares is about one of our trucks.
  'documents-http': (observation, registry) => {
    const vehicleId = observation.kind === 'journey' ? observation.journey.vehicleId : '';
    return { ...nobody, vehicle: registry.vehicles.get(vehicleId) ?? null, trusted: true };
  },
  cameras: ({ deviceId }, registry) => ({ ...nobody, trusted: registry.cameras.has(deviceId) }),
};
