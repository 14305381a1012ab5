import { afterEach, expect, it } from 'vitest';
import { recordingHost } from './recording-host.fixture.ts';
import { base, closeAll, eventually, report, startGateway, startSeal } from './seal-rig.fixture.ts';

afterEach(closeAll);

const key = 'the key of this very seal';
const keyOf = (sealId: string) => (sealId === 'ES000001' ? key : null);
const proven = { username: 'ES000001', password: key };

async function rig() {
  const recorded = recordingHost();
  const breaches: string[] = [];
  const host = {
    ...recorded.host,
    reportBreach: ({ deviceId, breach }: { deviceId: string; breach: string }) =>
      void breaches.push(`${deviceId} ${breach}`),
  };
  const gateway = await startGateway(host, null, { keyOf, zoneOf: () => 'WGQ' });
  return { ...recorded, breaches, gateway };
}

it('lets a seal with a key speak only as itself, and only with it', async () => {
  const { gateway, accepted, breaches } = await rig();
  const seal = await startSeal(gateway.port, proven);
  await seal.publishAsync(`${base}/event`, report(1), { qos: 1 });
  expect(accepted).toHaveLength(1);
  await expect(
    startSeal(gateway.port, { ...proven, password: 'guessed', reconnectPeriod: 0 }),
  ).rejects.toThrow();
  expect(breaches).toEqual(['ES000001 wrong-credential']);
});

it.each([
  ['a stranger on its topic', {}, base],
  ['itself on the topic of another', proven, 'ftz/v1/WGQ/eseal/ES000009'],
])('cuts off %s', async (_, login, topic) => {
  const { gateway, accepted, bad, breaches } = await rig();
  const client = await startSeal(gateway.port, { ...login, reconnectPeriod: 0 });
  const closed = new Promise<void>((resolve) => client.once('close', () => resolve()));
  client.publish(`${topic}/event`, report(2, ['sealed']), { qos: 1 });
  await closed;
  expect(accepted).toEqual([]);
  expect(bad.map(({ reason }) => reason)).toEqual(['wrong-credential']);
  expect(breaches).toHaveLength(1);
});

it('lets nobody else hear its commands', async () => {
  const { gateway } = await rig();
  const stranger = await startSeal(gateway.port);
  const outcome = await stranger
    .subscribeAsync(`${base}/cmd`, { qos: 1 })
    .catch((error: Error) => error);
  expect(Array.isArray(outcome) ? outcome[0]?.qos : 128).toBe(128);
});

it('signs an order with the key of its seal, and sends none that cannot be signed', async () => {
  const { gateway, host } = await rig();
  const seal = await startSeal(gateway.port, proven);
  await seal.subscribeAsync(`${base}/cmd`, { qos: 1 });
  const said: string[] = [];
  seal.on('message', (_topic, payload) => said.push(payload.toString()));
  const order = {
    orderId: 'O1',
    gateway: 'eseal-mqtt',
    deviceId: 'ES000001',
    act: { name: 'unlock' },
    expiresAtMs: host.nowMs() + 30_000,
  } as const;
  expect(await gateway.order(order)).toEqual({ sent: true, reference: 'O1' });
  await eventually(() => expect(said).toHaveLength(1));
  const { auth, ...command } = JSON.parse(said[0] ?? '');
  expect(command).toEqual({ cmdId: 'O1', op: 'unlock', expiresAt: '2026-11-22T10:00:30.000Z' });
  expect(auth).toMatch(/^[0-9a-f]{64}$/);
  const unsupported = { sent: false, why: 'unsupported' };
  expect(await gateway.order({ ...order, deviceId: 'ES000009' })).toEqual(unsupported);
  expect(await gateway.order({ ...order, act: { name: 'read-parameters' } })).toEqual(unsupported);
  expect(await gateway.order({ ...order, expiresAtMs: host.nowMs() })).toEqual({
    sent: false,
    why: 'expired',
  });
});
