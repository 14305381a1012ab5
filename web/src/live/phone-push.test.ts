import { beforeEach, expect, it, vi } from 'vitest';

// The browser's own part stands in here: permission, push manager, storage; and the center's answers.
let permission: NotificationPermission = 'default';
let answers: NotificationPermission = 'granted';
let subscription: ReturnType<typeof subscribed> | null = null;
let reachesService = true;
const calls: string[] = [];
let put: Response = new Response(null, { status: 204 });
let publicKey: string | null = 'a-b_';
const storage = new Map<string, string>();

function subscribed(key: string) {
  const options = { applicationServerKey: Uint8Array.from(Buffer.from(key, 'base64url')).buffer };
  return {
    options,
    toJSON: () => ({ endpoint: 'https://push.example/a', keys: { p256dh: 'p', auth: 'a' } }),
    unsubscribe: async () => {
      calls.push('unsubscribe');
      subscription = null;
      return true;
    },
  };
}

async function load() {
  vi.resetModules();
  const { lookAtPush, turnPushOn, turnPushOff, pushNow } = await import('./phone-push.ts');
  return { lookAtPush, turnPushOn, turnPushOff, pushNow };
}

beforeEach(() => {
  permission = 'default';
  answers = 'granted';
  subscription = null;
  reachesService = true;
  calls.length = 0;
  storage.clear();
  publicKey = 'a-b_';
  put = new Response(null, { status: 204 });
  const pushManager = {
    getSubscription: async () => subscription,
    subscribe: async ({ applicationServerKey }: { applicationServerKey: string }) => {
      calls.push('subscribe');
      if (!reachesService) throw new DOMException('no service', 'AbortError');
      subscription = subscribed(applicationServerKey);
      return subscription;
    },
  };
  const registration = { pushManager };
  const notification = {
    get permission() {
      return permission;
    },
    requestPermission: async () => {
      calls.push('ask');
      permission = answers;
      return permission;
    },
  };
  vi.stubGlobal('Notification', notification);
  vi.stubGlobal('window', {
    isSecureContext: true,
    PushManager: class {},
    Notification: notification,
  });
  vi.stubGlobal('navigator', {
    serviceWorker: {
      ready: Promise.resolve(registration),
      getRegistration: async () => registration,
    },
  });
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => storage.get(name) ?? null,
    setItem: (name: string, value: string) => void storage.set(name, value),
    removeItem: (name: string) => void storage.delete(name),
  });
  vi.stubGlobal('fetch', async (path: string, { method }: RequestInit) => {
    calls.push(`${method} ${path}`);
    if (method === 'PUT') return put.clone();
    if (method === 'DELETE') return new Response(null, { status: 204 });
    return Response.json({ publicKey });
  });
});

const tell = 'PUT /api/push/subscription';

it('asks and subscribes by a tap alone, and is on when the center has it', async () => {
  const { lookAtPush, turnPushOn, pushNow } = await load();
  await lookAtPush('U1');
  expect(pushNow()).toEqual({ is: 'off' });
  expect(calls).toEqual(['GET /api/push']);
  await turnPushOn('U1');
  expect(pushNow()).toEqual({ is: 'on' });
  expect(calls.slice(1)).toEqual(['ask', 'GET /api/push', 'subscribe', tell]);
});

it('tells the center anew in each session, without asking again', async () => {
  const before = await load();
  await before.turnPushOn('U1');
  calls.length = 0;
  const { lookAtPush, pushNow } = await load();
  await lookAtPush('U1');
  expect(pushNow()).toEqual({ is: 'on' });
  expect(calls).toEqual(['GET /api/push', tell]);
});

it('subscribes anew where the center has another key', async () => {
  await (await load()).turnPushOn('U1');
  publicKey = 'c-d_';
  calls.length = 0;
  const { lookAtPush, pushNow } = await load();
  await lookAtPush('U1');
  expect(calls).toEqual(['GET /api/push', 'unsubscribe', 'subscribe', tell]);
  expect(pushNow()).toEqual({ is: 'on' });
});

it('is the wish of one person: the next one on this phone is not rung', async () => {
  await (await load()).turnPushOn('U1');
  const { lookAtPush, pushNow } = await load();
  await lookAtPush('U2');
  expect(pushNow()).toEqual({ is: 'off' });
  expect(subscription).toBeNull();
  await lookAtPush('U1');
  expect(pushNow()).toEqual({ is: 'on' });
});

it('ends at the center first, then in the browser, and stays ended', async () => {
  const { turnPushOn, turnPushOff, lookAtPush, pushNow } = await load();
  await turnPushOn('U1');
  calls.length = 0;
  await turnPushOff();
  expect(calls).toEqual(['DELETE /api/push/subscription', 'unsubscribe']);
  await lookAtPush('U1');
  expect(pushNow()).toEqual({ is: 'off' });
});

it('stays off when the person leaves the question open, and is blocked when he says no', async () => {
  const { turnPushOn, pushNow } = await load();
  answers = 'default';
  await turnPushOn('U1');
  expect(pushNow()).toEqual({ is: 'off' });
  answers = 'denied';
  await turnPushOn('U1');
  expect(pushNow()).toEqual({ is: 'impossible', why: 'blocked' });
  expect(calls).not.toContain(tell);
});

it('says what stands in the way: no service here, none of the browser, not this one', async () => {
  const { turnPushOn, lookAtPush, pushNow } = await load();
  publicKey = null;
  await lookAtPush('U1');
  expect(pushNow()).toEqual({ is: 'impossible', why: 'no-service' });
  publicKey = 'a-b_';
  reachesService = false;
  await turnPushOn('U1');
  expect(pushNow()).toEqual({ is: 'impossible', why: 'unreachable' });
  reachesService = true;
  const refusal = { code: 'bad-request', zh: '', en: '', retry: 'never', detail: 'push-service' };
  put = Response.json(refusal, { status: 400 });
  await turnPushOn('U1');
  expect(pushNow()).toEqual({ is: 'impossible', why: 'not-allowed' });
  expect(subscription).toBeNull();
  put = Response.json({ ...refusal, code: 'not-ready', detail: 'x' }, { status: 503 });
  await turnPushOn('U1');
  expect(pushNow()).toMatchObject({ is: 'refused', refusal: { code: 'not-ready' } });
});
