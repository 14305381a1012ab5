import type { PushKey, PushNews } from '@ftz/shared/contract/push.ts';
import type { PushWords } from '#live/push-words.ts';

/**
 * Lets the phone's page open without a connection. It controls `/mobile` alone: desk and wall always come
 * from the center. A page is asked of the network first, so that nobody works on old code while the
 * center answers; files with a hash in their name cannot be old. It answers no question of data: what
 * the phone knows lies in its vault, with its age. And it rings when the page is closed. It stands alone:
 * a browser starts it as one file, so that of the page it may import types and nothing else.
 */
type Client = {
  url: string;
  visibilityState: DocumentVisibilityState;
  focus: () => Promise<unknown>;
  navigate: (url: string) => Promise<unknown>;
};
type Extendable = { waitUntil: (work: Promise<unknown>) => void };
type Fetching = { request: Request; respondWith: (answer: Promise<Response>) => void };
type Notice = { url: string };
type Pushed = { data: { json: () => unknown } | null };
type Renewed = { newSubscription: PushSubscription | null };
type Events = {
  install: Extendable;
  activate: Extendable;
  fetch: Fetching;
  push: Extendable & Pushed;
  pushsubscriptionchange: Extendable & Renewed;
  notificationclick: Extendable & { notification: Notification };
};
/** What the library of the page's types does not know, for it speaks of windows. */
declare const self: {
  addEventListener: <E extends keyof Events>(type: E, listener: (event: Events[E]) => void) => void;
  skipWaiting: () => Promise<void>;
  registration: ServiceWorkerRegistration;
  clients: {
    claim: () => Promise<void>;
    matchAll: (options: object) => Promise<Client[]>;
    openWindow: (url: string) => Promise<unknown>;
  };
};
/** Put here by the build: every file that the phone's page needs, by address. */
declare const __PHONE_FILES__: { version: string; files: string[] };

const { version, files: all } = __PHONE_FILES__;
/** A phone that reads codes by itself needs no megabyte for it. */
const files = 'BarcodeDetector' in self ? all.filter((file) => !file.endsWith('.wasm')) : all;
const shelf = `phone-${version}`;
const page = '/mobile';
/** A line that lets nothing through is worse than none: then what is kept is shown. */
const patienceMs = 1_500;

self.addEventListener('install', (event) => {
  const kept = caches.open(shelf).then((cache) => cache.addAll([page, ...files]));
  event.waitUntil(kept.then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(forgetOthers().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate' && pathname === page)
    event.respondWith(pageFirstFromNetwork(request));
  else if (files.includes(pathname)) event.respondWith(keptOrFetched(request));
});

self.addEventListener('push', (event) => {
  event.waitUntil(ring(readNews(event.data)));
});

self.addEventListener('pushsubscriptionchange', (event) => {
  event.waitUntil(tellCenter(event.newSubscription));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { url = page } = (event.notification.data ?? {}) as Partial<Notice>;
  event.waitUntil(show(url));
});

async function pageFirstFromNetwork(request: Request): Promise<Response> {
  const kept = await caches.match(page, { ignoreSearch: true });
  if (!kept) return fetch(request);
  const signal = AbortSignal.timeout(patienceMs);
  try {
    const fresh = await fetch(page, { credentials: 'same-origin', cache: 'no-store', signal });
    return fresh.ok ? fresh : kept;
  } catch {
    return kept;
  }
}

async function keptOrFetched(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

async function forgetOthers(): Promise<void> {
  const names = await caches.keys();
  const others = names.filter((name) => name.startsWith('phone-') && name !== shelf);
  await Promise.all(others.map((name) => caches.delete(name)));
}

/** What cannot be read rings all the same: a push that shows nothing makes browsers end the subscription. */
function readNews(data: Pushed['data']): Partial<PushNews> {
  try {
    return (data?.json() ?? {}) as Partial<PushNews>;
  } catch {
    return {};
  }
}

/** One notice for each task, by its name: the page's own has the same one. Where the page is in sight, it has the sound. */
async function ring({ taskId, kind, reason }: Partial<PushNews>): Promise<void> {
  const { reasons, kinds } = await keptWords();
  const url = taskId === undefined ? page : `${page}?task=${encodeURIComponent(taskId)}`;
  const isAgain = reason !== undefined && reason !== 'issued';
  const loud = { vibrate: [250, 120, 250, 120, 250], renotify: isAgain };
  await self.registration.showNotification(reasons?.[reason ?? 'issued'] ?? '新任务 New task', {
    body: (kind && kinds?.[kind]) ?? '',
    tag: taskId ?? page,
    icon: '/phone-icon-192.png',
    data: { url } satisfies Notice,
    ...((await isPageInSight()) ? { silent: true } : loud),
  });
}

/** Put there by the page, see push-words.ts. */
async function keptWords(): Promise<Partial<PushWords>> {
  const kept = await caches.match('/words-of-push');
  return kept ? ((await kept.json()) as PushWords) : {};
}

async function isPageInSight(): Promise<boolean> {
  const open = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  return open.some(
    ({ url, visibilityState }) => visibilityState === 'visible' && new URL(url).pathname === page,
  );
}

/** The browser's service has moved this phone; the session of its person says whose it is. */
async function tellCenter(renewed: PushSubscription | null): Promise<void> {
  const answer = await fetch('/api/push');
  const { publicKey } = (answer.ok ? await answer.json() : { publicKey: null }) as PushKey;
  if (publicKey === null) return;
  const { pushManager } = self.registration;
  const asked = { userVisibleOnly: true, applicationServerKey: publicKey };
  const { endpoint, keys } = (renewed ?? (await pushManager.subscribe(asked))).toJSON();
  await fetch('/api/push/subscription', {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ endpoint, ...keys }),
  });
}

async function show(url: string): Promise<void> {
  const open = await self.clients.matchAll({ type: 'window' });
  const phone = open.find((client) => new URL(client.url).pathname === page);
  if (!phone) return void (await self.clients.openWindow(url));
  await phone.focus();
  await phone.navigate(url);
}
