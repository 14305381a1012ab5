/**
 * Lets the phone's page open without a connection. It controls `/mobile` alone: desk and wall always come
 * from the center. A page is asked of the network first, so that nobody works on old code while the
 * center answers; files with a hash in their name cannot be old. It answers no question of data: what
 * the phone knows lies in its vault, with its age.
 */
type Client = {
  url: string;
  focus: () => Promise<unknown>;
  navigate: (url: string) => Promise<unknown>;
};
type Extendable = { waitUntil: (work: Promise<unknown>) => void };
type Fetching = { request: Request; respondWith: (answer: Promise<Response>) => void };
type Notice = { title: string; body: string; tag: string; url: string };
type Events = {
  install: Extendable;
  activate: Extendable;
  fetch: Fetching;
  notificationclick: Extendable & { notification: Notification };
};
/** What the library of the page's types does not know, for it speaks of windows. */
declare const self: {
  addEventListener: <E extends keyof Events>(type: E, listener: (event: Events[E]) => void) => void;
  skipWaiting: () => Promise<void>;
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

async function show(url: string): Promise<void> {
  const open = await self.clients.matchAll({ type: 'window' });
  const phone = open.find((client) => new URL(client.url).pathname === page);
  if (!phone) return void (await self.clients.openWindow(url));
  await phone.focus();
  await phone.navigate(url);
}
