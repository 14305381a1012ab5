import { createPost } from '@ftz/bff/adapters/web-push/post-message.ts';
import { parsePushServices } from '@ftz/bff/adapters/web-push/push-services.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { PushAddress } from '@ftz/shared/contract/push.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, startHouse } from '#house.ts';
import { startPushService } from '#push-service.ts';

// Where a phone says that it can be rung is an address that anybody may have made up.
let service: Awaited<ReturnType<typeof startPushService>>;
let house: House;
const cookies = new Map<string, string>();
beforeAll(async () => {
  service = await startPushService();
  house = await startHouse(
    [
      { username: 'patrol', role: 'field-officer', areas: [...areaIds] },
      { username: 'auditor', role: 'auditor', areas: [...areaIds] },
    ],
    [],
    { PUSH_SERVICES: `fcm.googleapis.com,${service.host}` },
  );
  for (const name of ['patrol', 'auditor']) cookies.set(name, await house.signIn(name));
});
afterAll(async () => {
  await house?.stop();
  await service?.close();
});

async function subscribe(body: unknown, as = 'patrol', headers: Record<string, string> = {}) {
  const response = await fetch(`${house.app.url}/api/push/subscription`, {
    method: 'PUT',
    headers: { cookie: cookies.get(as) ?? '', 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (response.status === 204) return 'ok';
  const { code, detail } = (await response.json()) as { code: string; detail?: string };
  return detail === 'push-service' ? `${code} ${detail}` : code;
}

describe('a subscription', () => {
  let good: PushAddress;
  beforeAll(async () => {
    good = (await service.addBrowser()).address;
  });

  it('is taken by whoever can be sent somewhere, from pages of ours', async () => {
    expect(await subscribe(good)).toBe('ok');
    expect(await subscribe(good, 'auditor')).toBe('not-permitted');
    expect(await subscribe(good, 'nobody')).toBe('not-signed-in');
    expect(await subscribe(good, 'patrol', { origin: 'https://evil.example' })).toBe(
      'foreign-origin',
    );
  });

  it.each([
    'http://fcm.googleapis.com/fcm/send/a',
    'https://127.0.0.1/a',
    'https://10.0.0.1/latest/meta-data',
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]:443/a',
    'https://fcm.googleapis.com.evil.example/a',
    'https://fcm.googleapis.com@127.0.0.1/a',
    'https://patrol:word@fcm.googleapis.com/a',
    'https://fcm.googleapis.com:8443/a',
    'file:///etc/passwd',
  ])('leads to a service that is named, not to %s', async (endpoint) => {
    expect(await subscribe({ ...good, endpoint })).toBe('bad-request push-service');
  });

  it('has whole keys and nothing else', async () => {
    const point = Buffer.alloc(65, 4).toString('base64url');
    const wrong = [
      { ...good, p256dh: point },
      { ...good, p256dh: good.p256dh.slice(1) },
      { ...good, auth: good.auth.slice(1) },
      { ...good, auth: `${good.auth}AA` },
      { ...good, p256dh: `${good.p256dh.slice(0, -1)}+` },
      { ...good, endpoint: `https://fcm.googleapis.com/${'a'.repeat(1_024)}` },
      { ...good, accountId: 'U-auditor' },
      { endpoint: good.endpoint },
      [],
    ];
    for (const body of wrong)
      expect(await subscribe(body), JSON.stringify(body)).toBe('bad-request');
  });
});

it('where no service is named no phone can ask for it', async () => {
  const off = await startHouse([{ username: 'patrol', role: 'field-officer', areas: ['WGQ'] }]);
  try {
    const headers = { cookie: await off.signIn('patrol'), 'content-type': 'application/json' };
    const answer: unknown = await (await fetch(`${off.app.url}/api/push`, { headers })).json();
    expect(answer).toEqual({ publicKey: null });
    const { address } = await service.addBrowser();
    const url = `${off.app.url}/api/push/subscription`;
    const refused = await fetch(url, { method: 'PUT', headers, body: JSON.stringify(address) });
    expect(await refused.json()).toMatchObject({ code: 'bad-request', detail: 'push-service' });
  } finally {
    await off.stop();
  }
});

describe('a name that is allowed', () => {
  const services = () => {
    const port = service.host.split(':')[1];
    const parsed = parsePushServices(`push.example:${port}`);
    if (!parsed) throw new Error('not read');
    return parsed;
  };
  const closing = new AbortController().signal;

  it.each([
    ['127.0.0.1'],
    ['10.0.0.1', '192.168.1.1'],
    ['169.254.169.254'],
    ['::1'],
    ['::ffff:127.0.0.1'],
    ['fd00::1'],
  ])('leads nowhere when it points into a network: %s', async (...addresses) => {
    const browser = await service.addBrowser();
    const endpoint = browser.address.endpoint.replace('127.0.0.1', 'push.example');
    const url = services().allowed(endpoint);
    if (!url) throw new Error('not allowed');
    const post = createPost(services(), closing, async () => addresses);
    const refused = { outcome: 'refused', why: 'address not allowed' };
    expect(await post(url, Buffer.from('x'), {})).toEqual(refused);
    expect(browser.pushed).toEqual([]);
  });

  it('that nobody knows is asked for again later', async () => {
    const post = createPost(services(), closing, async () => {
      throw Object.assign(new Error('getaddrinfo push.example'), { code: 'ENOTFOUND' });
    });
    const url = new URL('https://push.example/secret');
    expect(await post(url, Buffer.from('x'), {})).toEqual({
      outcome: 'later',
      why: 'ENOTFOUND',
      afterMs: null,
    });
  });
});

it('a service is spoken to only where its certificate is for it', async () => {
  const browser = await service.addBrowser();
  const services = parsePushServices(service.host.replace('127.0.0.1', '127.0.0.2'));
  if (!services) throw new Error('not read');
  const post = createPost(services, new AbortController().signal);
  const url = new URL(browser.address.endpoint.replace('127.0.0.1', '127.0.0.2'));
  const posted = await post(url, Buffer.from('x'), {});
  expect(posted).toMatchObject({ outcome: 'later' });
  expect(browser.pushed).toEqual([]);
});
