import type { Principal } from '@ftz/shared/contract/account.ts';
import type { RegisteredDevice } from '@ftz/shared/contract/device.ts';
import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { CommandArgument, CommandName } from '@ftz/shared/contract/live-up.ts';
import { fleet, fleetVehicle } from '@ftz/shared/site/fleet.ts';
import { site } from '@ftz/shared/site/site.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { applyDurable } from '@ftz/shared/state/apply-durable.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { buildRegistry, registeredDevice, vehicleOfTerminal } from '#domain/registry.ts';
import { exampleCommandWorld } from './command-world.fixture.ts';
import { decideCommand } from './decide-command.ts';

const technician: Principal = {
  accountId: 'U7',
  username: 'technician',
  role: 'technician',
  areas: [...areaIds],
};
const registry = buildRegistry(site, fleet(20), []);
const truck = fleetVehicle(3);
const stranger: RegisteredDevice = {
  gateway: 'jt808',
  deviceId: '13900000001',
  area: truck.area,
  point: null,
  vehicleId: truck.id,
  sealId: null,
  gateId: null,
  cameraId: null,
  silentAfterS: null,
  model: null,
  datum: 'GCJ02',
  trust: 'low',
};
const ref = { gateway: stranger.gateway, deviceId: stranger.deviceId };

let situation = emptySituation();
function log(body: Pick<DurableEvent, 'type' | 'data'>): void {
  const seq = situation.seq + 1;
  const event = { ...body, seq, atMs: 1_000 * seq, areas: [], actor: machine } as DurableEvent;
  situation = applyDurable(situation, event);
}
beforeEach(() => {
  situation = emptySituation();
  log({ type: 'device.discovered', data: { device: { ...ref, firstSeenAtMs: 1_000 } } });
});

function act<N extends CommandName>(name: N, argument: CommandArgument<N>, principal = technician) {
  const command = { commandId: 'c-12345678', basedOnVersion: null, name, argument };
  const world = exampleCommandWorld({ situation, registry, units: [], newId: () => 'X1' });
  const decision = decideCommand(command as Parameters<typeof decideCommand>[0], principal, world);
  if (!decision.ok) return decision.refusal.code;
  for (const draft of decision.drafts) log(draft);
  return decision.drafts.map(({ type, areas }) => `${type} ${areas.join()}`).join();
}
const world = () => ({ registry, situation });

describe('a stranger', () => {
  it('is registered in one step, and believed from then on', () => {
    expect(act('device.register', { device: stranger })).toBe(`device.registered ${truck.area}`);
    expect(situation.unknownDevices).toEqual({});
    expect(registeredDevice(world(), 'jt808', stranger.deviceId)).toEqual(stranger);
    expect(vehicleOfTerminal(world(), stranger.deviceId)?.id).toBe(truck.id);
    expect(act('device.register', { device: stranger })).toBe('already-registered');
  });

  it('speaks for a truck by its plate, too', () => {
    act('device.register', { device: { ...stranger, vehicleId: truck.plate } });
    expect(situation.registeredDevices['jt808/13900000001']?.vehicleId).toBe(truck.id);
  });

  it('brings nothing into the log that the contract does not name', () => {
    act('device.register', { device: { ...stranger, note: 'x' } as RegisteredDevice });
    expect(situation.registeredDevices['jt808/13900000001']).toEqual(stranger);
  });

  it('speaks for nothing that is not there, or not this technician’s', () => {
    const unheard = { ...stranger, vehicleId: 'V99999' };
    expect(act('device.register', { device: unheard })).toBe('not-found');
    const other = areaIds.find((id) => id !== truck.area) ?? 'PVG';
    const ofOther = { ...technician, areas: [other] };
    expect(act('device.register', { device: { ...stranger, area: other } }, ofOther)).toBe(
      'not-found',
    );
    expect(act('device.register', { device: stranger }, ofOther)).toBe('not-found');
  });

  it('is registered by nobody else', () => {
    const officer = { ...technician, role: 'duty-officer' as const };
    expect(act('device.register', { device: stranger }, officer)).toBe('not-permitted');
  });
});

describe('a registered device', () => {
  it('is unregistered, and a stranger again', () => {
    act('device.register', { device: stranger });
    expect(act('device.unregister', ref)).toBe(`device.unregistered ${truck.area}`);
    expect(registeredDevice(world(), 'jt808', stranger.deviceId)).toBeUndefined();
    expect(act('device.unregister', ref)).toBe('not-found');
  });

  it('stays where the site’s own files name it', () => {
    const known = { gateway: 'jt808' as const, deviceId: truck.terminalId };
    expect(act('device.unregister', known)).toBe('registered-by-file');
  });

  it('may speak from another address once a technician says so', () => {
    act('device.register', { device: stranger });
    expect(act('device.unpin', ref)).toBe('wrong-state');
    log({ type: 'device.pinned', data: { pin: { ...ref, address: '10.0.0.1', atMs: 1 } } });
    expect(act('device.unpin', ref)).toBe('device.unpinned ');
    expect(situation.devicePins).toEqual({});
  });
});
