import type { Observation } from '#domain/observation.ts';
import { segmentKey } from '#domain/registry.ts';
import type { Sighting, World } from '#domain/sighting.ts';

type Identity = Pick<Sighting, 'vehicle' | 'sealId' | 'segment' | 'gate' | 'trusted'>;

const nobody: Identity = { vehicle: null, sealId: null, segment: null, gate: null, trusted: false };

/** Who spoke: the registered thing behind the name that the device uses for itself. */
export function identifyDevice(observation: Observation, { registry }: World): Identity {
  const { gateway, deviceId } = observation;
  switch (gateway) {
    case 'jt808': {
      const vehicle = registry.vehicleByTerminal.get(deviceId) ?? null;
      return { ...nobody, vehicle, sealId: vehicle?.sealId ?? null, trusted: vehicle !== null };
    }
    case 'eseal-mqtt': {
      const vehicle = registry.vehicleBySeal.get(deviceId) ?? null;
      return { ...nobody, vehicle, sealId: deviceId, trusted: vehicle !== null };
    }
    case 'perimeter-dc09': {
      const zone = observation.kind === 'fence' ? observation.zone : 0;
      const segment = registry.segments.get(segmentKey(deviceId, zone)) ?? null;
      return { ...nobody, segment, trusted: registry.panels.has(deviceId) };
    }
    case 'checkpoint-http': {
      const lane = registry.lanes.get(deviceId);
      const plate = observation.kind === 'passage' ? observation.passage.plate : null;
      const vehicle = plate === null ? null : (registry.vehicleByPlate.get(plate) ?? null);
      const gate = lane ? (registry.gates.get(lane.gateId) ?? null) : null;
      return { ...nobody, vehicle, gate, trusted: lane !== undefined };
    }
    case 'documents-http': {
      const vehicleId = observation.kind === 'journey' ? observation.journey.vehicleId : deviceId;
      return { ...nobody, vehicle: registry.vehicles.get(vehicleId) ?? null, trusted: true };
    }
    case 'cameras':
      return { ...nobody, trusted: registry.cameras.has(deviceId) };
  }
}
