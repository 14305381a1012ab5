import { gatewayNames } from '@ftz/shared/contract/device.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { AlarmSource } from '@ftz/shared/contract/outage.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { type Register, registeredDevice } from '#domain/registry.ts';

/** Where a source of alarms stands; null when there is nothing of that name. */
export function areaOfSource(
  world: Register & { situation: Pick<Situation, 'alarms'> },
  source: AlarmSource,
): AreaId | null {
  return areaInRegister(world, source) ?? areaOfItsAlarm(world.situation, source);
}

/** Some alarms are about what no register holds: one input of a panel, all cameras of an area. */
function areaOfItsAlarm(
  { alarms }: Pick<Situation, 'alarms'>,
  { entityKind, entityId }: AlarmSource,
): AreaId | null {
  const alarm = Object.values(alarms).find(
    (each) => each.entityKind === entityKind && each.entityId === entityId,
  );
  return alarm?.area ?? null;
}

function areaInRegister(register: Register, { entityKind, entityId }: AlarmSource): AreaId | null {
  const { registry } = register;
  switch (entityKind) {
    case 'gate':
      return registry.gates.get(entityId)?.area ?? null;
    case 'fence':
      return registry.site.fences.find(({ id }) => id === entityId)?.area ?? null;
    case 'vehicle':
      return registry.vehicles.get(entityId)?.area ?? null;
    case 'seal':
      return registry.vehicleBySeal.get(entityId)?.area ?? areaOfDevice(register, entityId);
    case 'device':
      return areaOfDevice(register, entityId);
    // Journeys, orders, goods and officers are no machines that could be out of service.
    case 'journey':
    case 'order':
    case 'cargo':
    case 'unit':
      return null;
  }
}

function areaOfDevice(register: Register, deviceId: string): AreaId | null {
  const devices = gatewayNames.map((gateway) => registeredDevice(register, gateway, deviceId));
  return devices.find((device) => device !== undefined)?.area ?? null;
}
