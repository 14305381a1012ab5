import { randomUUID } from 'node:crypto';
import { sealKeyOf } from '@ftz/mock-feeds/feeds/eseal-mqtt/command.ts';
import { type SealDevice, startSealDevice } from '@ftz/mock-feeds/feeds/eseal-mqtt/device.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { CommandReply } from '@ftz/shared/contract/live-up.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { fleetVehicle } from '@ftz/shared/site/fleet.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleOrder } from '@ftz/shared/state/device-order.fixture.ts';
import { connectAsync } from 'mqtt';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type House, startHouse, until } from '#house.ts';

/** Two trucks with seals: one that obeys, one that never answers. */
const [first, mute] = [fleetVehicle(1), fleetVehicle(3)].map(({ sealId, area }) => ({
  sealId: sealId ?? '',
  area,
}));
if (!first || !mute) throw new Error('two seals');

let house: House;
let seal: SealDevice;
const obeyed: string[] = [];
const officer = (username: string) => ({
  username,
  role: 'duty-officer' as const,
  areas: [...areaIds],
});

beforeAll(async () => {
  // Authorised before a restart, and still in time: the house that starts sends it.
  const left = exampleOrder({
    id: 'O-left',
    deviceId: mute.sealId,
    areas: [mute.area],
    incidentId: null,
    state: 'authorised',
    requestedAtMs: Date.now(),
    // Longer than a busy machine needs to start the house.
    dueAtMs: Date.now() + 20_000,
  });
  house = await startHouse(
    [officer('first'), officer('second')],
    [
      {
        type: 'device-order.requested',
        areas: left.areas,
        actor: machine,
        data: { order: left },
      },
    ],
  );
  seal = startSealDevice({
    url: house.app.feedPlan.mqttUrl,
    zone: first.area,
    sealId: first.sealId,
    firstSeq: 1,
    key: sealKeyOf(house.app.feedPlan.deviceKeys, first.sealId),
    obey: (op) => void obeyed.push(op),
  });
  await seal.online;
});
afterAll(async () => {
  await seal?.close();
  await house?.stop();
});

async function orders(): Promise<Situation['deviceOrders']> {
  const cookie = await house.signIn('first');
  const response = await fetch(`${house.app.url}/api/situation`, { headers: { cookie } });
  return ((await response.json()) as { situation: Situation }).situation.deviceOrders;
}
async function act(username: string, name: string, argument: object): Promise<CommandReply> {
  const cookie = await house.signIn(username);
  const response = await fetch(`${house.app.url}/api/commands`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json', origin: house.app.url },
    body: JSON.stringify({ commandId: randomUUID(), name, basedOnVersion: null, argument }),
  });
  return (await response.json()) as CommandReply;
}
const request = (act_: object) =>
  act('first', 'device-order.request', {
    gateway: 'eseal-mqtt',
    deviceId: first.sealId,
    act: act_,
    incidentId: null,
    reason: 'inspection',
  });
const newest = async () => Object.values(await orders()).at(-1);

it('a seal is unlocked by two people, once, and says so itself', async () => {
  await request({ name: 'unlock' });
  const orderId = (await newest())?.id ?? '';
  const own = await act('first', 'device-order.authorise', { orderId });
  expect(own.ok ? 'ok' : own.refusal.code).toBe('second-person-needed');
  expect(obeyed).toEqual([]);
  expect((await act('second', 'device-order.authorise', { orderId })).ok).toBe(true);
  const done = await until(newest, (order) => order?.state === 'confirmed');
  expect(done).toMatchObject({ authorisedBy: 'second', detail: 'done' });
  expect(obeyed).toEqual(['unlock']);
});

it('what moves nothing needs one person', async () => {
  await request({ name: 'locate' });
  await until(newest, (order) => order?.act.name === 'locate' && order.state === 'confirmed');
  expect(obeyed).toEqual(['unlock', 'locate']);
});

it('nobody is the seal without its key', async () => {
  const { mqttUrl } = house.app.feedPlan;
  const login = { username: first.sealId, password: 'guessed', reconnectPeriod: 0 };
  await expect(connectAsync(mqttUrl, login)).rejects.toThrow();
});

it('an order that a restart left behind is sent, and fails by the seal’s silence', async () => {
  const ended = await until(
    async () => (await orders())['O-left'],
    (order) => order?.finishedAtMs !== null,
    28_000,
  );
  expect(ended).toMatchObject({ state: 'failed', failure: 'no-answer', reference: 'O-left' });
});
