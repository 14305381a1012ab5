import type { RegisteredDevice } from '@ftz/shared/contract/device.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { Site } from '@ftz/shared/contract/site.ts';
import type { FleetVehicle } from '@ftz/shared/site/fleet.ts';

type Known = Pick<RegisteredDevice, 'gateway' | 'deviceId' | 'area'> & Partial<RegisteredDevice>;

/** Who speaks for nothing, by the standard, when something happens, on its word alone, but for what is said. */
const device = (known: Known): RegisteredDevice => ({
  point: null,
  vehicleId: null,
  sealId: null,
  gateId: null,
  cameraId: null,
  silentAfterS: null,
  model: null,
  datum: 'WGS84',
  trust: 'low',
  ...known,
});

/** Every truck's terminal, and the seal of those that carry one. */
export function devicesOfFleet(vehicles: readonly FleetVehicle[]): RegisteredDevice[] {
  return vehicles.flatMap(({ id, terminalId, sealId, area, datum }) => {
    const terminal = device({
      gateway: 'jt808',
      deviceId: terminalId,
      area,
      vehicleId: id,
      sealId,
      datum,
    });
    if (sealId === null) return [terminal];
    return [
      terminal,
      device({
        gateway: 'eseal-mqtt',
        deviceId: sealId,
        area,
        vehicleId: id,
        sealId,
        trust: 'credential',
      }),
    ];
  });
}

/** What stands in the zone and speaks: panels, lanes, cameras. */
export function devicesOfSite({
  panels,
  lanes,
  cameras,
  gates,
  equipment,
}: Site): RegisteredDevice[] {
  const pointOf = (gateId: string) => gates.find(({ id }) => id === gateId)?.point ?? null;
  return [
    ...panels.map(({ account, area, point, nullPeriodS }) =>
      device({
        gateway: 'perimeter-dc09',
        deviceId: account,
        area,
        point,
        silentAfterS: 2 * nullPeriodS,
        // It is wired to its place, and has nothing else to prove itself by.
        trust: 'pinned',
      }),
    ),
    ...lanes.map(({ id, gateId, area }) =>
      device({
        gateway: 'checkpoint-http',
        deviceId: id,
        area,
        gateId,
        point: pointOf(gateId),
        trust: 'credential',
      }),
    ),
    ...cameras.map(({ id, area, point }) =>
      device({ gateway: 'cameras', deviceId: id, area, point, cameraId: id }),
    ),
    // One source for the whole zone; who misuses its key is looked for where the first office sits.
    device({
      gateway: 'documents-http',
      deviceId: 'documents',
      area: areaIds[0],
      trust: 'credential',
    }),
    // The national centre, likewise; it is heard when it has something to say, or takes something.
    device({
      gateway: 'upstream-cap',
      deviceId: 'national',
      area: areaIds[0],
      trust: 'credential',
    }),
    ...equipment,
  ];
}
