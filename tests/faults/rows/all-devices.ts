import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { gatewayNames } from '@ftz/shared/contract/device.ts';
import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { Track } from '@ftz/shared/contract/track.ts';
import { zoneOfficer } from '#faults/harness/furnish-data-dir.ts';
import type { Row, RowSetting, Seen } from '#faults/harness/row.ts';
import { type RowProduct, startRowProduct } from '#faults/harness/row-product.ts';
import { eventKey } from '#load/event-key.ts';
import { openHeadlessDesk } from '#load/headless-desk.ts';

const size = { a: { vehicles: 60, minutes: 0.5 }, full: { vehicles: 5_000 } };
/** Longer than a page may be behind a commit, and shorter than anybody would call lost. */
const settleMs = 5_000;
const pageSize = 1_000;

/** As `eventKey` names it: an entry does not tell the number that a panel gave its report. */
const nameInLog = (key: string): string =>
  key.replace(/^(fence\/[^/]+)\/\d+(\/[^/]+\/\d+\/\d+)$/, '$1$2');

type Told = { sent: Set<string>; acked: Map<string, number> };

type JournalLine = { kind: string; key: string; atMs: number };

/** What the simulated devices wrote down themselves, of all their processes. */
function readJournals(folder: string): Told {
  const told: Told = { sent: new Set(), acked: new Map() };
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.jsonl'))) {
    for (const line of readFileSync(join(folder, name), 'utf8').split('\n')) {
      if (line === '') continue;
      const { kind, key: name, atMs } = JSON.parse(line) as JournalLine;
      const key = nameInLog(name);
      if (kind === 'sent') told.sent.add(key);
      else if (!told.acked.has(key)) told.acked.set(key, atMs);
    }
  }
  return told;
}

/** How often each message is in the log, which is read to its end. */
async function readLog(url: string, cookie: string): Promise<Map<string, number>> {
  const times = new Map<string, number>();
  for (let afterSeq = 0; ; ) {
    const path = `${url}/api/events?afterSeq=${afterSeq}&limit=${pageSize}`;
    const response = await fetch(path, { headers: { cookie } });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    const page = (await response.json()) as { upToSeq: number; events: DurableEvent[] };
    for (const key of page.events.map(eventKey)) {
      if (key !== null) times.set(key, (times.get(key) ?? 0) + 1);
    }
    if (page.upToSeq === afterSeq) return times;
    afterSeq = page.upToSeq;
  }
}

/** Gateways that understood nothing: then not all kinds of device were there at once. */
async function silentGateways(url: string): Promise<string[]> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const spoke = new Set(
    [...text.matchAll(/ftz_device_frames_total\{gateway="([^"]+)",result="ok"\} (\d+)/g)]
      .filter(([, , count]) => Number(count) > 0)
      .map(([, gateway]) => gateway),
  );
  return gatewayNames.filter((gateway) => !spoke.has(gateway));
}

/** `position/<vehicle>/<device time>` of the terminals that keep a journal, against the tracks. */
async function lostPositions(
  url: string,
  cookie: string,
  acked: ReadonlyMap<string, number>,
): Promise<{ compared: number; lost: string[] }> {
  const wanted = new Map<string, number[]>();
  for (const key of acked.keys()) {
    const [kind, vehicle = '', atMs] = key.split('/');
    if (kind === 'position') wanted.set(vehicle, [...(wanted.get(vehicle) ?? []), Number(atMs)]);
  }
  const lost: string[] = [];
  let compared = 0;
  for (const [vehicle, times] of wanted) {
    const [fromMs, toMs] = [Math.min(...times), Math.max(...times) + 1_000];
    const path = `${url}/api/vehicles/${vehicle}/track?fromMs=${fromMs}&toMs=${toMs}&limit=50000`;
    const response = await fetch(path, { headers: { cookie } });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    const kept = new Set(((await response.json()) as Track).atMs);
    compared += times.length;
    lost.push(
      ...times.filter((atMs) => !kept.has(atMs)).map((atMs) => `position/${vehicle}/${atMs}`),
    );
  }
  return { compared, lost };
}

type Live = { applied: Map<string, number>; faults: readonly string[]; close: () => void };

/** A desk of the whole zone, there from the first minute on: what it applied live, by key. */
function openDesk(product: RowProduct, cookie: string): Live {
  const applied = new Map<string, number>();
  const desk = openHeadlessDesk({
    url: product.url,
    cookie,
    onEvent: (event) => {
      const key = eventKey(event);
      if (key !== null) applied.set(key, (applied.get(key) ?? 0) + 1);
    },
  });
  return { applied, faults: desk.faults, close: desk.close };
}

/** Every breach as a sentence, at most a few of each kind. */
function breachesOf(what: string, keys: readonly string[]): string[] {
  if (keys.length === 0) return [];
  return [`${keys.length} ${what}: ${keys.slice(0, 5).join(', ')}`];
}

async function soak(setting: RowSetting): Promise<Seen> {
  const { tier, after, say } = setting;
  const small = tier === 'a';
  const minutes = small ? size.a.minutes : setting.minutes;
  const vehicles = small ? size.a.vehicles : size.full.vehicles;
  const journalDir = mkdtempSync(join(tmpdir(), 'ftz-journal-'));
  const env = {
    FEEDS: 'simulated',
    VEHICLES: String(vehicles),
    JOURNAL_DIR: journalDir,
    SEED: String(setting.seed),
  };
  const product = await startRowProduct(after, { env, withFeeds: true });
  const cookie = await product.cookieOf(zoneOfficer);
  const desk = openDesk(product, cookie);
  const joinedAtMs = Date.now();
  after(desk.close);
  const untilMs = performance.now() + minutes * 60_000;
  let mostResident = 0;
  while (performance.now() < untilMs) {
    await pause(Math.min(30_000, untilMs - performance.now()));
    mostResident = Math.max(mostResident, product.residentBytes() ?? 0);
    const { sent, acked } = readJournals(journalDir);
    say(`${sent.size} sent, ${acked.size} acknowledged, ${Math.round(mostResident / 1e6)} MB`);
  }
  const { sent, acked } = readJournals(journalDir);
  await pause(settleMs);
  const log = await readLog(product.url, cookie);
  const events = [...acked.keys()].filter((key) => !key.startsWith('position/'));
  const positions = await lostPositions(product.url, cookie, acked);
  // The desk has what came after it had joined; what came before stands in the log.
  const live = events.filter((key) => (acked.get(key) ?? 0) > joinedAtMs + settleMs);
  const silent = small ? [] : await silentGateways(product.url);
  const breaches = [
    ...(events.length > 0 ? [] : ['no event was acknowledged: nothing was tested']),
    ...(small || positions.compared > 0 ? [] : ['no terminal kept a journal of its positions']),
    ...breachesOf(
      'acknowledged and not in the log',
      events.filter((key) => !log.has(key)),
    ),
    ...breachesOf(
      'acknowledged and not on the desk',
      live.filter((key) => !desk.applied.has(key)),
    ),
    ...breachesOf(
      'twice in the log',
      [...log].filter(([, times]) => times > 1).map(([key]) => key),
    ),
    ...breachesOf(
      'twice on the desk',
      [...desk.applied].filter(([, times]) => times > 1).map(([key]) => key),
    ),
    ...breachesOf('acknowledged positions not in the tracks', positions.lost),
    ...breachesOf('gateways understood nothing', silent),
    ...desk.faults,
  ];
  const kinds = new Map<string, number>();
  for (const key of events) {
    const kind = key.slice(0, key.indexOf('/'));
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  const byKind = [...kinds].map(([kind, count]) => `${kind} ${count}`).join(', ');
  const notes = [
    `${minutes} min, ${vehicles} terminals`,
    `${sent.size} messages sent, ${events.length} events acknowledged (${byKind})`,
    `${positions.compared} positions of terminals that keep a journal compared`,
    `BFF at most ${Math.round(mostResident / 1e6)} MB`,
  ];
  return { notes, breaches };
}

/** Every kind of device of the plan at once, over its own protocol and socket. */
export const allDevices: Row = {
  name: 'all-devices',
  promise:
    'all kinds of device at once, 5,000 terminals among them: what was acknowledged is kept once (I1, I2)',
  tiers: ['a', 'c'],
  run: soak,
};
