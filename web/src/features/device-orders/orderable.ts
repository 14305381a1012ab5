import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import type { GatewayName } from '@ftz/shared/contract/device.ts';
import type { DeviceAct } from '@ftz/shared/contract/device-order.ts';
import type { Site } from '@ftz/shared/contract/site.ts';
import { fleetVehicle } from '@ftz/shared/site/fleet.ts';
import { vehicleById } from '#live/latest-store.ts';

/** A device that the selected alarm is about, and what it can be asked to do from here. */
export type Orderable = {
  kind: 'seal' | 'terminal';
  gateway: GatewayName;
  deviceId: string;
  acts: readonly DeviceAct['name'][];
};

/** The seal first: it is what an officer wants to open, or to have closed. */
export function orderablesOf(alarm: Alarm, site: Site | null): Orderable[] {
  return [sealOf(alarm.sealId, site), terminalOf(alarm.vehicleId)].filter((each) => each !== null);
}

/** Seals of the site's own register speak at the door that it names; those of the fleet speak MQTT. */
function sealOf(sealId: string | null, site: Site | null): Orderable | null {
  if (sealId === null) return null;
  const listed = site?.equipment.find((each) => each.sealId === sealId);
  const acts = listed?.gateway === 'eseal-jointech' ? jointechActs : sealActs;
  return {
    kind: 'seal',
    gateway: listed?.gateway ?? 'eseal-mqtt',
    deviceId: listed?.deviceId ?? sealId,
    acts,
  };
}

const sealActs = ['unlock', 'lock', 'locate'] as const;
/** It locks itself when its rope is put in, and reports where it is by itself. */
const jointechActs = ['unlock'] as const;

function terminalOf(vehicleId: string | null): Orderable | null {
  const vehicle = vehicleId === null ? null : vehicleById(vehicleId);
  if (!vehicle?.trusted) return null;
  const { terminalId } = fleetVehicle(vehicle.key);
  return {
    kind: 'terminal',
    gateway: 'jt808',
    deviceId: terminalId,
    acts: ['locate', 'show-text'],
  };
}
