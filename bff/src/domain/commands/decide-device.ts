import { mayDo } from '@ftz/shared/access/policy.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import type { DeviceRef, RegisteredDevice } from '@ftz/shared/contract/device.ts';
import type { Actor, DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import { type RefusalCode, refuse } from '@ftz/shared/contract/refusal.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { deviceKey } from '#domain/live-picture.ts';
import { type Registry, registeredDevice } from '#domain/registry.ts';
import type { Decision } from './command-decision.ts';

type DeviceAct = 'device.register' | 'device.unregister' | 'device.unpin';

/** What a technician's decision may look at. */
export type DeviceWorld = { situation: Situation; registry: Registry };

/** One step makes a stranger one of the house: it is believed with its next report. */
export function registerDevice(
  { argument }: { argument: { device: RegisteredDevice } },
  principal: Principal,
  world: DeviceWorld,
): Decision {
  const device = { ...argument.device, vehicleId: vehicleIdOf(argument.device, world.registry) };
  const refused = refusalIn(device.area, 'device.register', principal);
  if (refused) return no(refused);
  const foreign = firstForeign(device, principal, world.registry);
  if (foreign !== null) return no('not-found', foreign);
  if (registeredDevice(world, device.gateway, device.deviceId)) return no('already-registered');
  return yes(principal, device.area, {
    type: 'device.registered',
    data: { device: asContracted(device) },
  });
}

/** People know a truck by its plate. */
function vehicleIdOf({ vehicleId }: RegisteredDevice, { vehicleByPlate }: Registry): string | null {
  return vehicleByPlate.get(vehicleId ?? '')?.id ?? vehicleId;
}

export function unregisterDevice(
  { argument }: { argument: DeviceRef },
  principal: Principal,
  world: DeviceWorld,
): Decision {
  const { gateway, deviceId } = argument;
  return onDevice('device.unregister', argument, principal, world, (area) => {
    const byPerson = ownOf(world.situation.registeredDevices, deviceKey(gateway, deviceId));
    if (!byPerson) return no('registered-by-file');
    return yes(principal, area, { type: 'device.unregistered', data: { gateway, deviceId } });
  });
}

export function unpinDevice(
  { argument }: { argument: DeviceRef },
  principal: Principal,
  world: DeviceWorld,
): Decision {
  const { gateway, deviceId } = argument;
  return onDevice('device.unpin', argument, principal, world, (area) => {
    if (!ownOf(world.situation.devicePins, deviceKey(gateway, deviceId))) return no('wrong-state');
    return yes(principal, area, { type: 'device.unpinned', data: { gateway, deviceId } });
  });
}

function onDevice(
  act: DeviceAct,
  { gateway, deviceId }: DeviceRef,
  principal: Principal,
  world: DeviceWorld,
  decide: (area: AreaId) => Decision,
): Decision {
  const device = registeredDevice(world, gateway, deviceId);
  if (!device) return no('not-found');
  const refused = refusalIn(device.area, act, principal);
  return refused ? no(refused) : decide(device.area);
}

/** What a stranger to the area asks for does not exist for him. */
function refusalIn(area: AreaId, act: DeviceAct, principal: Principal): RefusalCode | null {
  if (!mayDo(principal, 'situation.read', area)) return 'not-found';
  return mayDo(principal, act, area) ? null : 'not-permitted';
}

/**
 * What it would speak for that does not exist, or lies where this person has no say: who makes a
 * device the voice of a truck decides where that truck is.
 */
function firstForeign(
  { vehicleId, gateId, cameraId, sealId }: RegisteredDevice,
  principal: Principal,
  { vehicles, gates, cameras, vehicleBySeal }: Registry,
): string | null {
  const owners: [id: string | null, area: AreaId | undefined][] = [
    [vehicleId, vehicles.get(vehicleId ?? '')?.area],
    [gateId, gates.get(gateId ?? '')?.area],
    [cameraId, cameras.get(cameraId ?? '')?.area],
  ];
  for (const [id, area] of owners) {
    if (id !== null && !(area && mayDo(principal, 'device.register', area))) return id;
  }
  // A new seal is nobody's yet; one of ours belongs to where its truck does.
  const sealArea = vehicleBySeal.get(sealId ?? '')?.area;
  return sealArea && !mayDo(principal, 'device.register', sealArea) ? sealId : null;
}

/** Nothing else of what was sent enters the log. */
const asContracted = (sent: RegisteredDevice): RegisteredDevice => ({
  gateway: sent.gateway,
  deviceId: sent.deviceId,
  area: sent.area,
  point: sent.point,
  vehicleId: sent.vehicleId,
  sealId: sent.sealId,
  gateId: sent.gateId,
  cameraId: sent.cameraId,
  silentAfterS: sent.silentAfterS,
  model: sent.model,
  datum: sent.datum,
  trust: sent.trust,
});

type DeviceDraft = {
  [T in 'device.registered' | 'device.unregistered' | 'device.unpinned']: Pick<
    Extract<DurableDraft, { type: T }>,
    'type' | 'data'
  >;
}['device.registered' | 'device.unregistered' | 'device.unpinned'];

function yes({ accountId, username }: Principal, area: AreaId, draft: DeviceDraft): Decision {
  const actor: Actor = { kind: 'person', accountId, name: username };
  // A pin is kept by those of the whole zone alone, as it was made.
  const areas = draft.type === 'device.unpinned' ? [] : [area];
  return { ok: true, drafts: [{ ...draft, areas, actor } as DurableDraft] };
}

const no = (code: RefusalCode, detail?: string): Decision => ({
  ok: false,
  refusal: refuse(code, detail),
});
