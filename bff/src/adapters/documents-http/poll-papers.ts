import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import type { GatewayHost } from '#adapters/device-adapter.ts';
import { readJson } from './json-form.ts';
import { paperTypes, readPaper, signOfLife } from './take-paper.ts';

/** How far the asking has come, in the back office's own words; it survives a power cut. */
export type KeptCursor = { read: () => string | null; write: (text: string) => void };
export type PollTiming = { everyMs: number; longestBackOffMs: number; patienceMs: number };
type Settings = {
  url: string;
  key: string;
  kept: KeptCursor;
  host: GatewayHost;
  timing?: Partial<PollTiming>;
};
export type Polling = {
  health: () => { ok: boolean; detail: string };
  close: () => Promise<void>;
};

const usualTiming: PollTiming = { everyMs: 5_000, longestBackOffMs: 60_000, patienceMs: 10_000 };
const mostItems = 200;
const longestPage = 1_000_000;
const lostAfterFailures = 3;

/** `papers.page.v1`: items after a cursor, oldest first, and the cursor after them. */
const Page = Type.Object({
  v: Type.Literal(1),
  cursor: Type.String({ minLength: 1, maxLength: 200 }),
  items: Type.Array(Type.Object({ type: Type.Enum(paperTypes), item: Type.Unknown() }), {
    maxItems: mostItems,
  }),
});
type Page = Static<typeof Page>;

/**
 * Asks the back office for papers, page after page. The cursor moves when every paper of a page is
 * kept: one may come twice, none is passed over. One that is wrong is kept for a technician and left
 * behind. Slower and slower while nobody answers.
 */
export function startPolling(settings: Settings): Polling {
  const { host, kept } = settings;
  const timing = { ...usualTiming, ...settings.timing };
  // The address may bear a password of the back office.
  const peer = new URL(settings.url).host;
  const closing = new AbortController();
  let cursor = kept.read();
  let etag: string | null = null;
  let failures = 0;
  let lastAtMs: number | null = null;

  async function ask(): Promise<'more' | 'nothing'> {
    const response = await fetchPage();
    if (response.status === 304) {
      await response.body?.cancel();
      await signOfLife(host);
      return 'nothing';
    }
    const page = await readPage(response);
    for (const { type, item } of page.items) await take(type, item);
    await signOfLife(host);
    etag = response.headers.get('etag');
    if (page.cursor === cursor) return 'nothing';
    kept.write(page.cursor);
    cursor = page.cursor;
    etag = null;
    return page.items.length > 0 ? 'more' : 'nothing';
  }

  function fetchPage(): Promise<Response> {
    const url = new URL(settings.url);
    url.searchParams.set('limit', String(mostItems));
    if (cursor !== null) url.searchParams.set('since', cursor);
    const headers: Record<string, string> = { authorization: `Bearer ${settings.key}` };
    if (etag !== null) headers['if-none-match'] = etag;
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(timing.patienceMs)]);
    return fetch(url, { headers, redirect: 'error', signal });
  }

  async function readPage(response: Response): Promise<Page> {
    if (!response.ok) throw new Error(`answered ${response.status}`);
    const bytes = await boundedBody(response);
    const page = readJson(bytes);
    if (Value.Check(Page, page)) return page;
    host.keepBadFrame(bytes, 'no-papers-page', peer);
    throw new Error('answered no page');
  }

  async function take(type: (typeof paperTypes)[number], item: unknown): Promise<void> {
    const reading = readPaper(type, item, host.nowMs());
    if (reading.ok) {
      await host.accept(reading.observation);
      host.countFrame('ok');
    } else {
      host.keepBadFrame(Buffer.from(JSON.stringify(item ?? null)), reading.reason, peer);
    }
  }

  async function round(): Promise<number> {
    try {
      const outcome = await ask();
      failures = 0;
      lastAtMs = host.nowMs();
      return outcome === 'more' ? 0 : timing.everyMs;
    } catch {
      failures += 1;
      const longest = timing.everyMs * 2 ** Math.min(failures - 1, 12);
      return Math.min(longest, timing.longestBackOffMs) * (0.5 + Math.random() / 2);
    }
  }

  async function run(): Promise<void> {
    while (!closing.signal.aborted) await pause(await round(), closing.signal);
  }
  const finished = run();

  return {
    health: () => ({
      ok: failures < lostAfterFailures,
      detail:
        lastAtMs === null
          ? 'papers are asked for, and nobody has answered yet'
          : `papers were asked for at ${new Date(lastAtMs).toISOString()}`,
    }),
    close: async () => {
      closing.abort();
      await finished;
    },
  };
}

/** A page that does not end is not read to its end. */
async function boundedBody(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.byteLength;
    if (length > longestPage) throw new Error('the page is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}
