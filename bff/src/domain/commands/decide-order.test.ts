import type { Principal } from '@ftz/shared/contract/account.ts';
import type { DeviceAct } from '@ftz/shared/contract/device-order.ts';
import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { Command } from '@ftz/shared/contract/live-up.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { fleetVehicle } from '@ftz/shared/site/fleet.ts';
import { site } from '@ftz/shared/site/site.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { applyDurable } from '@ftz/shared/state/apply-durable.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildRegistry } from '#domain/registry.ts';
import { exampleCommandWorld } from './command-world.fixture.ts';
import { decideCommand } from './decide-command.ts';

const truck = fleetVehicle(1);
const registry = buildRegistry(site, [truck], []);
const sealId = truck.sealId ?? '';
const person = (accountId: string, areas: AreaId[] = [truck.area]): Principal => ({
  accountId,
  username: accountId,
  role: 'duty-officer',
  areas,
});

/** A house of one seal: commands in, the log out. */
function house(incidentSealId: string | null = sealId) {
  let situation: Situation = emptySituation();
  let nowMs = 1_000_000;
  const log: DurableEvent[] = [];
  const write = (drafts: object[]) => {
    for (const draft of drafts) {
      const event = { ...draft, seq: log.length + 1, atMs: nowMs } as DurableEvent;
      log.push(event);
      situation = applyDurable(situation, event);
    }
  };
  const common = { areas: ['PVG'], actor: machine };
  const alarm = exampleAlarm({ sealId: incidentSealId, vehicleId: null, entityId: 'x' });
  write([
    { type: 'alarm.raised', ...common, data: { alarm } },
    { type: 'incident.opened', ...common, data: { incident: exampleIncident({ areas: ['PVG'] }) } },
  ]);
  const act = (principal: Principal, name: Command['name'], argument: object) => {
    const command = { commandId: 'c-12345678', name, basedOnVersion: null, argument } as Command;
    const newId = (prefix: string) => `${prefix}${log.length}`;
    const world = exampleCommandWorld({ situation, units: [], registry, nowMs, newId });
    const decision = decideCommand(command, principal, world);
    if (!decision.ok) return decision.refusal.code;
    write(decision.drafts);
    return decision.drafts.map(({ type }) => type);
  };
  const request = (
    principal: Principal,
    act_: DeviceAct,
    incidentId: string | null = null,
    deviceId = sealId,
  ) =>
    act(principal, 'device-order.request', {
      gateway: 'eseal-mqtt',
      deviceId,
      act: act_,
      incidentId,
      reason: 'inspection',
    });
  return {
    act,
    request,
    pass: (ms: number) => {
      nowMs += ms;
    },
    orders: () => Object.values(situation.deviceOrders),
    firstId: () => Object.keys(situation.deviceOrders)[0] ?? '',
  };
}
const unlock: DeviceAct = { name: 'unlock' };

it('unlocks by two people', () => {
  const { act, request, orders, firstId } = house();
  expect(request(person('a'), unlock)).toEqual(['device-order.requested']);
  const authorise = (by: string) =>
    act(person(by), 'device-order.authorise', { orderId: firstId() });
  expect(authorise('a')).toBe('second-person-needed');
  expect(authorise('b')).toEqual(['device-order.authorised']);
  expect(authorise('c')).toBe('wrong-state');
  expect(orders()[0]).toMatchObject({ state: 'authorised', authorisedBy: 'b' });
});

it('locates by one', () => {
  const { request } = house();
  expect(request(person('a'), { name: 'locate' })).toEqual([
    'device-order.requested',
    'device-order.authorised',
  ]);
});

it('waits ten minutes for the second, and a minute for the device', () => {
  const { act, request, pass, orders, firstId } = house();
  request(person('a'), unlock);
  pass(599_999);
  act(person('b'), 'device-order.authorise', { orderId: firstId() });
  expect(orders()[0]?.dueAtMs).toBe(1_000_000 + 599_999 + 60_000);
  const late = house();
  late.request(person('a'), unlock);
  late.pass(600_000);
  expect(late.act(person('b'), 'device-order.authorise', { orderId: late.firstId() })).toBe(
    'wrong-state',
  );
});

it('is withdrawn with a reason, and then authorised by nobody', () => {
  const { act, request, firstId } = house();
  request(person('a'), unlock);
  const orderId = firstId();
  expect(act(person('b'), 'device-order.withdraw', { orderId, reason: 'wrong seal' })).toEqual([
    'device-order.withdrawn',
  ]);
  expect(act(person('b'), 'device-order.authorise', { orderId })).toBe('wrong-state');
});

it('does not exist for other areas, unless their incident is about this very seal', () => {
  const other = person('z', ['PVG']);
  expect(house().request(other, unlock)).toBe('not-found');
  expect(house().request(other, unlock, 'I1')).toEqual(['device-order.requested']);
  expect(house('ES999999').request(other, unlock, 'I1')).toBe('not-found');
  expect(house().request(person('a'), unlock, null, 'ES-none')).toBe('not-found');
});

it('is never sent on one person’s word, whoever says what in which order', () => {
  const step = fc.record({
    by: fc.constantFrom('a', 'b', 'c'),
    what: fc.constantFrom('request', 'authorise', 'withdraw'),
    which: fc.nat(3),
    waitMs: fc.constantFrom(0, 1000, 400_000),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const { act, request, pass, orders } = house();
      for (const { by, what, which, waitMs } of steps) {
        pass(waitMs);
        const orderId = orders()[which]?.id ?? 'none';
        if (what === 'request') request(person(by), unlock);
        else act(person(by), `device-order.${what}` as Command['name'], { orderId, reason: 'x' });
      }
      for (const { state, requestedBy, authorisedBy } of orders()) {
        if (state === 'authorised') expect(authorisedBy).not.toBe(requestedBy.name);
      }
    }),
  );
});
