import type { GatewayName, RegisteredDevice } from '@ftz/shared/contract/device.ts';
import { type EquipmentPost, equipmentKinds } from '@ftz/shared/contract/equipment.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Camera, FenceSegment, Gate, Lane, Panel, Site } from '@ftz/shared/contract/site.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { type CameraFinder, createCameraFinder } from '@ftz/shared/geo/camera-finder.ts';
import type { FleetVehicle } from '@ftz/shared/site/fleet.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { deviceKey } from './live-picture.ts';
import { devicesOfFleet, devicesOfSite } from './registered-devices.ts';

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
  cameraFinder: CameraFinder;
  panels: ReadonlyMap<string, Panel>;
  segments: ReadonlyMap<string, FenceSegment>;
  /** Where equipment of lanes and halls stands, by `deviceKey`. */
  posts: ReadonlyMap<string, EquipmentPost>;
  /** Everybody who is believed, by `deviceKey`. */
  devices: ReadonlyMap<string, RegisteredDevice>;
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
    cameraFinder: createCameraFinder(site.cameras, site.obstacles),
    panels: byKey(site.panels, (panel) => panel.account),
    segments: byKey(site.fences, (segment) => segmentKey(segment.account, segment.zone)),
    posts: new Map(
      site.equipment.flatMap(({ gateway, deviceId, post }) =>
        post ? [[deviceKey(gateway, deviceId), post] as const] : [],
      ),
    ),
    devices: byKey([...devicesOfFleet(vehicles), ...devicesOfSite(site)], (device) =>
      deviceKey(device.gateway, device.deviceId),
    ),
  };
}

export function segmentKey(account: string, zone: number): string {
  return `${account}/${zone}`;
}

/** Everybody whom the house believes: those of its files, and those that a person registered since. */
export type Register = {
  registry: Registry;
  situation: Pick<Situation, 'registeredDevices'>;
};

/** Who this is; `undefined` when nobody registered it. */
export function registeredDevice(
  { registry, situation }: Register,
  gateway: GatewayName,
  deviceId: string,
): RegisteredDevice | undefined {
  const key = deviceKey(gateway, deviceId);
  return registry.devices.get(key) ?? ownOf(situation.registeredDevices, key);
}

/**
 * What this equipment is and where it stands, as the site's files say. Of one that a person registered
 * the word for its model says what it is, and its gate in which lane it stands, where that has but one.
 */
export function equipmentPost(
  register: Register,
  gateway: GatewayName,
  deviceId: string,
): EquipmentPost | null {
  const key = deviceKey(gateway, deviceId);
  const post = register.registry.posts.get(key);
  const device = ownOf(register.situation.registeredDevices, key);
  if (post || !device) return post ?? null;
  const word = gateway === 'plate-cameras' ? 'plate-camera' : device.model;
  const equipment = equipmentKinds.find((kind) => kind === word);
  if (!equipment) return null;
  const [lane, another] = register.registry.site.lanes.filter(
    ({ gateId }) => gateId === device.gateId,
  );
  return { equipment, laneId: another ? null : (lane?.id ?? null), weighTolerance: null };
}

/** The truck that a terminal of any gateway rides on, of a registered one. */
export function vehicleOfTerminal(
  register: Register,
  terminalId: string,
  gateway: GatewayName = 'jt808',
): FleetVehicle | undefined {
  const { registry } = register;
  const known = gateway === 'jt808' ? registry.vehicleByTerminal.get(terminalId) : undefined;
  if (known) return known;
  const device = registeredDevice(register, gateway, terminalId);
  return registry.vehicles.get(device?.vehicleId ?? '');
}

/** The JT/T 808 terminal of a registered truck, as it calls itself; null: we know of none. */
export function terminalOfVehicle(
  { registry, situation }: Register,
  vehicleId: string,
): string | null {
  const known = registry.vehicles.get(vehicleId);
  if (known) return known.terminalId;
  const registered = Object.values(situation.registeredDevices).find(
    (device) => device.gateway === 'jt808' && device.vehicleId === vehicleId,
  );
  return registered?.deviceId ?? null;
}

export function areaOfSegment(registry: Registry, segmentId: string): AreaId | null {
  return registry.site.fences.find(({ id }) => id === segmentId)?.area ?? null;
}
