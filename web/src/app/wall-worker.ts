/**
 * Lets the wall's page open while the center is away, so that no error page of a browser hangs in the
 * hall. The page is asked of the center first; files with a hash in their name cannot be old. It answers
 * no question of data: what the wall knew lies in its vault, with its age. It stands alone, as the
 * phone's does: a browser starts it as one file.
 */
type Extendable = { waitUntil: (work: Promise<unknown>) => void };
type Fetching = { request: Request; respondWith: (answer: Promise<Response>) => void };
type Events = { install: Extendable; activate: Extendable; fetch: Fetching };
/** What the library of the page's types does not know, for it speaks of windows. */
declare const self: {
  addEventListener: <E extends keyof Events>(type: E, listener: (event: Events[E]) => void) => void;
  skipWaiting: () => Promise<void>;
  clients: { claim: () => Promise<void> };
};
/** Put here by the build: every file that the wall's page may ever load, by address. */
declare const __WALL_FILES__: { version: string; files: string[] };

const { version, files } = __WALL_FILES__;
const shelf = `wall-${version}`;
const page = '/wall';
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
  if (request.mode === 'navigate') event.respondWith(pageFirstFromCenter());
  else if (files.includes(pathname)) event.respondWith(keptOrFetched(request));
});

/** `/wall/2` is the same page as `/wall`: which wall it is, its key says. */
async function pageFirstFromCenter(): Promise<Response> {
  const kept = await caches.match(page);
  if (!kept) return fetch(page);
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
  const others = names.filter((name) => name.startsWith('wall-') && name !== shelf);
  await Promise.all(others.map((name) => caches.delete(name)));
}
