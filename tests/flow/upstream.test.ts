import { createHash, createHmac } from 'node:crypto';
import {
  type NationalCentre,
  startNationalCentre,
} from '@ftz/mock-feeds/feeds/national-cap/device.ts';
import { encodeOrder } from '@ftz/mock-feeds/feeds/national-cap/encode.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { CommandReply } from '@ftz/shared/contract/live-up.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, metric, startHouse, until } from '#house.ts';

const chief = { username: 'chief', role: 'duty-chief' as const, areas: [...areaIds] };
const officer = { username: 'officer', role: 'duty-officer' as const, areas: [...areaIds] };

let house: House;
let centre: NationalCentre;
let cookies: { chief: string; officer: string };

beforeAll(async () => {
  centre = await startNationalCentre({
    host: '127.0.0.1',
    port: 0,
    path: '/alerts',
    zoneUrl: () => house.app.url,
    key: () => house.app.feedPlan.upstreamKey,
    nowMs: Date.now,
  });
  house = await startHouse([chief, officer], [], { UPSTREAM_URL: centre.url });
  cookies = { chief: await house.signIn('chief'), officer: await house.signIn('officer') };
});
afterAll(async () => {
  await centre?.close();
  await house?.stop();
});

async function read<T>(path: string, cookie = cookies.chief): Promise<T> {
  return (await (await fetch(`${house.app.url}${path}`, { headers: { cookie } })).json()) as T;
}
const situation = async () => (await read<{ situation: Situation }>('/api/situation')).situation;
const orderOf = async (identifier: string) =>
  Object.values((await situation()).orders).find(
    ({ content, earlier }) =>
      content.identifier === identifier ||
      earlier.some((content) => content.identifier === identifier),
  );
const seen = (identifier: string) =>
  until(
    () => orderOf(identifier),
    (order) => order !== undefined,
  );

async function command(name: string, argument: object, version: number, cookie = cookies.chief) {
  const response = await fetch(`${house.app.url}/api/commands`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json', origin: house.app.url },
    body: JSON.stringify({
      commandId: crypto.randomUUID(),
      name,
      basedOnVersion: version,
      argument,
    }),
  });
  return (await response.json()) as CommandReply;
}

let count = 0;
const form = (change: object = {}) => ({
  identifier: `N-${++count}`,
  atMs: Date.now(),
  status: 'Actual' as const,
  msgType: 'Alert' as const,
  headline: '查验同一收货人的全部货物 <一>',
  headlineEn: 'Examine all goods of one consignee',
  areas: ['YSP', 'WGQ'],
  severity: 'Severe' as const,
  ...change,
});
const filedFor = (identifier: string) =>
  centre
    .filed()
    .filter(({ references }) => references.some((ref) => ref.includes(`,${identifier},`)));

describe('an order comes down', () => {
  it('is kept, receipted above, acknowledged by a supervisor alone, and reported above', async () => {
    const order = form();
    expect(await centre.order(order)).toBe(202);
    const kept = await seen(order.identifier);
    expect(kept).toMatchObject({ state: 'open', status: 'Actual', areas: ['WGQ', 'YSP'] });
    expect(kept?.content).toMatchObject({ severity: 2, headline: order.headline });
    await until(
      () => filedFor(order.identifier),
      (filed) => filed.length === 1,
    );
    await until(
      () => orderOf(order.identifier),
      (now) => now?.receiptedAtMs !== null,
    );
    const argument = { orderId: kept?.id, note: 'two units <sent>' };
    const refused = await command('order.acknowledge', argument, 1, cookies.officer);
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'not-permitted' } });
    expect(await command('order.acknowledge', argument, 1)).toMatchObject({ ok: true });
    const again = await command('order.acknowledge', argument, 1);
    expect(again).toMatchObject({ ok: false, refusal: { code: 'already-acknowledged' } });
    const [receipt, report] = await until(
      () => filedFor(order.identifier),
      (filed) => filed.length === 2,
    );
    expect(receipt).toMatchObject({ msgType: 'Ack', status: 'Actual', note: 'received' });
    expect(report?.note).toBe('acknowledged by chief: two units &lt;sent&gt;');
  });

  it('changes what an earlier one ordered, keeps the versions, and takes it back', async () => {
    const first = form();
    await centre.order(first);
    const second = form({ msgType: 'Update', about: [first.identifier], headline: '第二版' });
    await centre.order(second);
    const changed = await seen(second.identifier);
    expect(changed).toMatchObject({ version: 2, content: { headline: '第二版' } });
    expect(changed?.earlier.map(({ identifier }) => identifier)).toEqual([first.identifier]);
    const stale = await command('order.acknowledge', { orderId: changed?.id, note: null }, 1);
    expect(stale).toMatchObject({ ok: false, refusal: { code: 'stale-version' } });
    await centre.order(form({ msgType: 'Cancel', about: [second.identifier] }));
    await until(
      () => orderOf(first.identifier),
      (order) => order?.state === 'cancelled',
    );
  });

  it('is marked when it is an exercise, and an exercise changes nothing real', async () => {
    const real = form();
    await centre.order(real);
    const played = form({ status: 'Exercise', msgType: 'Cancel', about: [real.identifier] });
    await centre.order(played);
    expect(await seen(played.identifier)).toMatchObject({ status: 'Exercise' });
    expect(await orderOf(real.identifier)).toMatchObject({ state: 'open', status: 'Actual' });
  });

  it('raises an alarm when nobody acknowledged it in time, unless it was an exercise', async () => {
    const due = { acknowledgeByMs: Date.now() - 1_000 };
    const late = form(due);
    const played = form({ ...due, status: 'Exercise' });
    await centre.order(late);
    await centre.order(played);
    const id = (await seen(late.identifier))?.id;
    const alarms = async () =>
      Object.values((await situation()).alarms).filter(({ kind }) => kind === 'order-overdue');
    const raised = await until(alarms, (list) => list.length > 0);
    expect(raised.map(({ entityId }) => entityId)).toEqual([id]);
    await command('order.acknowledge', { orderId: id, note: null }, 1);
    await until(alarms, ([alarm]) => alarm?.returnedAtMs !== null);
  });

  it('counts once, however often it comes', async () => {
    const order = form();
    expect(await centre.order(order)).toBe(202);
    expect(await centre.order(order)).toBe(202);
    expect((await seen(order.identifier))?.version).toBe(1);
  });
});

describe('what is not believed', () => {
  const xxe = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>
    <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>&x;</identifier></alert>`;

  it('is refused: entities, drafts, half a message', async () => {
    expect(await centre.post(xxe)).toBe(400);
    expect(await centre.post('<alert')).toBe(400);
    expect(await centre.post(encodeOrder(form()).replace('>Actual<', '>Draft<'))).toBe(400);
    expect(await centre.post(encodeOrder(form()).replace(/<cap:event>.*<\/cap:event>/, ''))).toBe(
      400,
    );
  });

  it('is refused: the same call again, a foreign key, an old call, no signature', async () => {
    const nonce = 'a-nonce-of-some-length';
    const order = form();
    expect(await centre.post(encodeOrder(order), nonce)).toBe(202);
    expect(await centre.post(encodeOrder(order), nonce)).toBe(401);
    const path = '/devices/upstream/alerts';
    const body = encodeOrder(form({ identifier: 'forged' }));
    const call = async (key: string, atMs: number) => {
      const hash = createHash('sha256').update(body).digest('hex');
      const text = ['POST', path, `${atMs}`, `${nonce}-${atMs}`, hash].join('\n');
      const response = await fetch(`${house.app.url}${path}`, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/cap+xml',
          'x-ftz-timestamp': `${atMs}`,
          'x-ftz-nonce': `${nonce}-${atMs}`,
          'x-ftz-signature': createHmac('sha256', key).update(text).digest('hex'),
        },
      });
      return response.status;
    };
    expect(await call('wrong', Date.now())).toBe(401);
    expect(await call(house.app.feedPlan.upstreamKey, Date.now() - 400_000)).toBe(401);
    const bare = await fetch(`${house.app.url}${path}`, { method: 'POST', body });
    expect(bare.status).toBe(401);
    expect(await orderOf('forged')).toBeUndefined();
  });
});

it('tells above what happened while the link was cut, each thing once and in order', async () => {
  const backlog = () =>
    metric(house.app.url, 'ftz_gateway_figure', 'gateway="upstream-cap",figure="backlog"');
  await until(backlog, (waiting) => waiting === 0);
  await centre.cut();
  const before = centre.filed().length;
  const { documentsKey, httpUrl } = house.app.feedPlan;
  const post = (path: string, key: string | undefined, body: object) =>
    fetch(`${httpUrl}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  // Goods that another agency holds set out: that is an incident of severity 2.
  for (const n of [1, 2, 3]) {
    const containerNo = `CSQU${n}`;
    await post('/devices/rulings', documentsKey, {
      v: 1,
      id: `H${n}`,
      agency: 'quarantine',
      ruling: 'hold',
      containerNo,
      reason: 'sample',
      ruledAt: new Date().toISOString(),
    });
    await post('/devices/journeys', documentsKey, {
      v: 1,
      id: `J${n}`,
      vehicleId: `V0000${n}`,
      plate: `沪A0000${n}`,
      containerNo,
      sealId: null,
      fromGateId: 'YSP-L2',
      toGateId: 'WGQ-G1',
      corridor: [
        [121.9, 30.86],
        [121.6, 31.33],
      ],
      corridorM: 300,
      departedAt: new Date().toISOString(),
      dueAt: new Date(Date.now() + 3_600_000).toISOString(),
    });
  }
  await until(backlog, (waiting) => waiting >= 3);
  const ready = await read<{ ready: boolean }>('/health/ready');
  expect(ready.ready).toBe(true);
  await centre.restore();
  await until(backlog, (waiting) => waiting === 0);
  const after = centre.filed().slice(before);
  const alerts = after.filter(({ msgType }) => msgType === 'Alert');
  expect(alerts.map(({ severity }) => severity)).toEqual(['Severe', 'Severe', 'Severe']);
  expect(new Set(after.map(({ identifier }) => identifier)).size).toBe(after.length);
  const seqs = after.map(({ identifier }) => Number(identifier.split('.').at(-1)));
  expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
});
