import type { GatewayName } from '@ftz/shared/contract/device.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Camera, FenceSegment, Gate, Lane, Panel, Site } from '@ftz/shared/contract/site.ts';
import type { FleetVehicle } from '@ftz/shared/site/fleet.ts';

/** An area's outline; Yangshan has two. */
export type AreaOutline = { area: AreaId; ring: LonLat[] };

/** Who is who: every device that this house trusts, found by the name that it uses for itself. */
export type Registry = {
  outlines: readonly AreaOutline[];
  site: Site;
  vehicles: ReadonlyMap<string, FleetVehicle>;
  vehicleByTerminal: ReadonlyMap<string, FleetVehicle>;
  vehicleByPlate: ReadonlyMap<string, FleetVehicle>;
  vehicleBySeal: ReadonlyMap<string, FleetVehicle>;
  gates: ReadonlyMap<string, Gate>;
  lanes: ReadonlyMap<string, Lane>;
  cameras: ReadonlyMap<string, Camera>;
  panels: ReadonlyMap<string, Panel>;
  segments: ReadonlyMap<string, FenceSegment>;
};

const byKey = <T>(list: readonly T[], key: (item: T) => string): ReadonlyMap<string, T> =>
  new Map(list.map((item) => [key(item), item]));

export function buildRegistry(
  site: Site,
  vehicles: readonly FleetVehicle[],
  outlines: readonly AreaOutline[],
): Registry {
  const sealed = vehicles.filter((vehicle) => vehicle.sealId !== null);
  return {
    outlines,
    site,
    vehicles: byKey(vehicles, (vehicle) => vehicle.id),
    vehicleByTerminal: byKey(vehicles, (vehicle) => vehicle.terminalId),
    vehicleByPlate: byKey(vehicles, (vehicle) => vehicle.plate),
    vehicleBySeal: byKey(sealed, (vehicle) => vehicle.sealId ?? ''),
    gates: byKey(site.gates, (gate) => gate.id),
    lanes: byKey(site.lanes, (lane) => lane.id),
    cameras: byKey(site.cameras, (camera) => camera.id),
    panels: byKey(site.panels, (panel) => panel.account),
    segments: byKey(site.fences, (segment) => segmentKey(segment.account, segment.zone)),
  };
}

export function segmentKey(account: string, zone: number): string {
  return `${account}/${zone}`;
}

/** The area that a registered device belongs to; `undefined` when nobody registered it. */
export function areaOfDevice(
  registry: Registry,
  gateway: GatewayName,
  deviceId: string,
): AreaId | undefined {
  switch (gateway) {
    case 'jt808':
      return registry.vehicleByTerminal.get(deviceId)?.area;
    case 'eseal-mqtt':
      return registry.vehicleBySeal.get(deviceId)?.area;
    case 'perimeter-dc09':
      return registry.panels.get(deviceId)?.area;
    case 'checkpoint-http':
      return registry.lanes.get(deviceId)?.area;
    case 'cameras':
      return registry.cameras.get(deviceId)?.area;
    case 'documents-http':
      return registry.vehicles.get(deviceId)?.area;
  }
}

export function areaOfSegment(registry: Registry, segmentId: string): AreaId | null {
  return registry.site.fences.find(({ id }) => id === segmentId)?.area ?? null;
}
