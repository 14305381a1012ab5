import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Random } from '@ftz/mock-feeds/sim/random.ts';
import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import { type CommandReply, commandNames } from '@ftz/shared/contract/live-up.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { site } from '@ftz/shared/site/site.ts';
import { exampleHandOver } from '@ftz/shared/state/hand-over.fixture.ts';
import type { Actor } from '#faults/harness/act.ts';
import { rowAccounts, secondOfficer, zoneOfficer } from '#faults/harness/furnish-data-dir.ts';
import { openRandomHistory } from '#faults/harness/random-history.ts';
import type { Row, RowSetting } from '#faults/harness/row.ts';
import { undoing } from '#faults/harness/undo.ts';
import { type House, type HouseAccount, startHouse } from '#house.ts';
import { type HeadlessDesk, openHeadlessDesk } from '#load/headless-desk.ts';

const sizes = { a: { histories: 1, steps: 250 }, b: { histories: 6, steps: 600 } };
const accounts: HouseAccount[] = [
  ...rowAccounts,
  { username: 'two-areas', role: 'shift-leader', areas: ['WLP', 'YSP'] },
  { username: 'wall', role: 'wall', areas: ['WGQ', 'WLP', 'YSP', 'PVG'] },
  { username: 'auditor', role: 'auditor', areas: ['PVG'] },
  { username: 'technician', role: 'technician', areas: [...areaIds] },
  { username: 'chief', role: 'duty-chief', areas: [...areaIds] },
  { username: 'leader', role: 'shift-leader', areas: [...areaIds] },
  { username: 'expert', role: 'expert', areas: [] },
  { username: 'patrol', role: 'field-officer', areas: [...areaIds] },
  { username: 'partner', role: 'field-officer', areas: [...areaIds] },
];
const actors: Record<Actor, string> = {
  officer: zoneOfficer.username,
  second: secondOfficer.username,
  patrol: 'patrol',
  patrolSecond: 'partner',
  technician: 'technician',
  chief: 'chief',
  leader: 'leader',
  expert: 'expert',
  wall: 'wall',
};
/** Addresses that the house has met cameras at: something to let go of that stops nobody here. */
const pins: DurableDraft[] = site.cameras.map(({ id }) => ({
  type: 'device.pinned',
  areas: [],
  actor: { kind: 'machine', name: 'cameras' },
  data: { pin: { gateway: 'cameras', deviceId: id, address: '10.0.0.1', atMs: 1 } },
}));
/** Orders from above that nobody has acknowledged yet, one for each area. */
const upstreamOrders: DurableDraft[] = areaIds.map((area) => {
  const reference = {
    sender: 'national',
    identifier: `order-${area}`,
    sent: '2026-01-01T00:00:00Z',
  };
  const times = { sentAtMs: 1, receivedAtMs: 1, dueAtMs: Number.MAX_SAFE_INTEGER };
  const words = { severity: 2 as const, headline: 'Look closely', text: 'At every gate.' };
  const order = {
    id: `UO-${area}`,
    version: 1,
    state: 'open' as const,
    status: 'Actual' as const,
    areas: [area],
    content: { ...reference, ...times, ...words },
    earlier: [],
    changedAtMs: 1,
    receiptedAtMs: null,
    acknowledgedBy: null,
    acknowledgedAtMs: null,
    note: null,
  };
  const actor = { kind: 'machine' as const, name: 'upstream-cap' };
  return { type: 'order.received', areas: [area], actor, data: { order } };
});
/** A hand-over that nobody accepted in time: a supervisor names another, as soon as the officer is there. */
const lateHandOver: DurableDraft = {
  type: 'hand-over.started',
  areas: [...areaIds],
  audience: 'every-area',
  actor: { kind: 'machine', name: 'roster' },
  data: {
    handOver: exampleHandOver({
      areas: [...areaIds],
      outgoing: partyOf(zoneOfficer),
      incoming: partyOf(secondOfficer),
      lapsesAtMs: 1,
    }),
  },
};

function partyOf({ username }: { username: string }) {
  const accountId = `U-${username}`;
  return { accountId, personId: accountId, name: username, signedAtMs: null };
}
const compareEvery = 25;
const equalWithinMs = 5_000;
/** How many times longer a history may become, for the sake of an act that was not taken yet. */
const mostLonger = 2;

type Part = keyof Omit<Situation, 'seq' | 'atMs'>;
/** `different`: the parts in which it has differed already, and will for ever. */
type Page = { account: string; cookie: string; desk: HeadlessDesk; different: Set<Part> };

/** trust.md 16. */
export const snapshotAndEvents: Row = {
  name: 'snapshot-and-events',
  promise:
    'a snapshot and what followed it are what a fresh fetch says, after every act, in any scope',
  tiers: ['a', 'b'],
  run: async (setting) => {
    const { histories, steps } = setting.tier === 'a' ? sizes.a : sizes.b;
    const total: Told = { breaches: new Set(), taken: new Map(), comparisons: 0 };
    for (let history = 1; history <= histories; history++) {
      await undoing((after) => tellHistory({ ...setting, after }, steps, total));
      setting.say(`history ${history}: ${steps} steps`);
    }
    const untried = commandNames.filter((name) => !total.taken.get(name));
    const never = untried.length === 0 ? 'none' : untried.join(' ');
    // One short history may leave an act out by chance: told. Six long ones may not.
    if (untried.length > 0 && setting.tier !== 'a') total.breaches.add(`never taken: ${never}`);
    const counts = [...total.taken].map(([name, count]) => `${name} ${count}`).join(', ');
    const notes = [
      `${total.comparisons} comparisons of ${accounts.length} scopes; acts taken: ${counts}; never: ${never}`,
    ];
    return { notes, breaches: [...total.breaches].slice(0, 10) };
  },
};

type Told = { breaches: Set<string>; taken: Map<string, number>; comparisons: number };

async function tellHistory({ after, random }: RowSetting, steps: number, total: Told) {
  const house = await startHouse(accounts, [...pins, ...upstreamOrders, lateHandOver]);
  after(house.stop);
  const pages = await openPages(house, after);
  const cookies = new Map(pages.map(({ account, cookie }) => [account, cookie]));
  cookies.set('expert', await house.signIn('expert'));
  const cookieOf = (username: string) => cookies.get(username) ?? '';
  const told = await openRandomHistory({
    plan: house.app.feedPlan,
    random,
    after,
    situation: () => fetchSituation(house, cookieOf(zoneOfficer.username)),
    submit: async ({ by, command }) => {
      const response = await fetch(`${house.app.url}/api/commands`, {
        method: 'POST',
        headers: { cookie: cookieOf(actors[by]), 'content-type': 'application/json' },
        body: JSON.stringify(command),
      });
      return (await response.json()) as CommandReply;
    },
  });
  // A short history may by chance leave no incident that can be closed: it goes on until it has one.
  const isWhole = () => commandNames.every((name) => told.acts.get(name)?.taken);
  for (let step = 1; step <= steps || (!isWhole() && step <= steps * mostLonger); step++) {
    await told.step();
    cutOrJoin(pages, random);
    if (step % compareEvery !== 0) continue;
    joinAll(pages);
    const found = await Promise.all(pages.map((page) => differencesOf(house, page)));
    for (const difference of found.flat()) {
      const isKnown = [...total.breaches].some((known) => samePlace(known, difference));
      if (!isKnown) total.breaches.add(difference);
    }
    total.comparisons += pages.length;
  }
  for (const [name, { taken }] of told.acts) {
    total.taken.set(name, (total.taken.get(name) ?? 0) + taken);
  }
  for (const { account, desk } of pages) {
    for (const fault of desk.faults) total.breaches.add(`${account}: ${fault}`);
  }
}

/** An expert is told by what is so now, which no page can check: tests/invariants does. */
const isAtPage = ({ role }: HouseAccount) => role !== 'expert';

async function openPages(house: House, after: (undo: () => void) => void): Promise<Page[]> {
  return Promise.all(
    accounts.filter(isAtPage).map(async ({ username }) => {
      const cookie = await house.signIn(username);
      const desk = openHeadlessDesk({ url: house.app.url, cookie });
      after(desk.close);
      return { account: username, cookie, desk, different: new Set() };
    }),
  );
}

/** Now and then a page loses its connection, and comes back at some later step. */
function cutOrJoin(pages: readonly Page[], random: Random): void {
  const { socket } = random.pick(pages).desk;
  if (random.next() < 0.3) socket.disconnect();
  else if (!socket.connected) socket.connect();
}

function joinAll(pages: readonly Page[]): void {
  for (const { socket } of pages.map(({ desk }) => desk)) if (!socket.connected) socket.connect();
}

async function fetchSituation(house: House, cookie: string): Promise<Situation> {
  const response = await fetch(`${house.app.url}/api/situation`, { headers: { cookie } });
  return ((await response.json()) as { situation: Situation }).situation;
}

/** Where the log stands is known exactly to who sees all of it. */
const comparable = ({ seq: _seq, atMs: _atMs, ...rest }: Situation) => rest;

async function differencesOf(house: House, page: Page): Promise<string[]> {
  const deadlineMs = performance.now() + equalWithinMs;
  for (;;) {
    const fresh = comparable(await fetchSituation(house, page.cookie));
    // As it would travel: a page that folded must not differ from one that read by an undefined.
    const folded = JSON.parse(JSON.stringify(comparable(page.desk.situation())));
    const parts = (Object.keys(fresh) as Part[]).filter((part) => !page.different.has(part));
    const different = parts.filter((part) => !isDeepStrictEqual(folded[part], fresh[part]));
    if (different.length === 0) return [];
    if (performance.now() > deadlineMs) {
      for (const part of different) page.different.add(part);
      return different.map(
        (part) => `${page.account}: ${firstDifference(folded[part], fresh[part], `/${part}/`)}`,
      );
    }
    await pause(50);
  }
}

/** The same page differs in the same part: one sentence is enough. */
const samePlace = (one: string, other: string) =>
  one.split('/', 2).join() === other.split('/', 2).join();

function firstDifference(folded: unknown, fresh: unknown, path: string): string {
  const isRecord = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null;
  if (isRecord(folded) && isRecord(fresh)) {
    for (const key of new Set([...Object.keys(folded), ...Object.keys(fresh)])) {
      if (!isDeepStrictEqual(folded[key], fresh[key])) {
        return firstDifference(folded[key], fresh[key], `${path}${key}/`);
      }
    }
  }
  const short = (value: unknown) => JSON.stringify(value)?.slice(0, 120);
  return `${path}: folded ${short(folded)}, fetched ${short(fresh)}`;
}
