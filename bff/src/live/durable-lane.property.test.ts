import { scopeEvents } from '@ftz/shared/access/scope-events.ts';
import { type AreaId, areaIds } from '@ftz/shared/contract/ids.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { freshDataDir, note, openFor } from '#adapters/storage/storage.fixture.ts';
import type { DurableLog } from '#domain/ports.ts';
import {
  createFollower,
  type Heard,
  openPage,
  openRig,
  type Rig,
  type Rights,
  wholeZone,
} from './live-rig.fixture.ts';

/** Small, so that short histories reach every branch: several pages, and too far behind. */
const limits = { mostBehind: 40, pageEntries: 7, lastPageEntries: 3, longestReadMs: 10_000 };

const scopes: Rights[] = [
  wholeZone,
  { role: 'wall', areas: ['PVG'] },
  { role: 'field-officer', areas: ['YSP', 'WGQ'] },
  { role: 'auditor', areas: [] },
];

type Step =
  | { kind: 'commit'; areas: AreaId[]; entries: number }
  | { kind: 'join' | 'cut' | 'ask-again'; page: number }
  | { kind: 'pause'; ms: number };

const pageStep = fc.record({
  kind: fc.constantFrom('join' as const, 'join' as const, 'cut' as const, 'ask-again' as const),
  page: fc.nat(scopes.length - 1),
});
const commitStep = fc.record({
  kind: fc.constant('commit' as const),
  areas: fc.subarray([...areaIds]),
  entries: fc.integer({ min: 1, max: 12 }),
});
const pauseStep = fc.record({ kind: fc.constant('pause' as const), ms: fc.nat(4) });
const history: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof({ weight: 3, arbitrary: commitStep }, { weight: 3, arbitrary: pageStep }, pauseStep),
  { minLength: 5, maxLength: 40 },
);

type Connection = {
  page: ReturnType<typeof openPage>;
  /** Until the welcome, what comes was sent before the question was read: it is sent again. */
  welcomesAwaited: number;
};

/** Somebody at a desk, through any number of connections. */
function sitDown(rig: Rig, log: DurableLog, rights: Rights) {
  const follower = createFollower();
  follower.stands = log.headSeq();
  let connection: Connection | null = null;
  let wanted = 0;

  async function sync(of: Connection): Promise<void> {
    const attempt = ++wanted;
    const page = await of.page;
    // Also while it may not ask yet: what comes meanwhile is passed over, and sent again when it may.
    of.welcomesAwaited += 1;
    while (connection === of && attempt === wanted) {
      const refusal = await page.sync({ epoch: log.epoch, seq: follower.stands });
      if (refusal === null) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    of.welcomesAwaited -= 1;
  }
  /** What `GET /api/situation` would have told, counted as applied. */
  async function readSituation(of: Connection): Promise<void> {
    const from = follower.stands;
    const head = log.headSeq();
    const passed = await log.read(from, head - from);
    if (connection !== of) return;
    // Who asked twice is told twice to read it, and keeps the first.
    if (follower.stands === from) {
      follower.applied.push(...visible(rights, passed));
      follower.stands = head;
    }
    return sync(of);
  }
  function hear(of: Connection, ...heard: Heard): void {
    const [event, message] = heard;
    // What was under way when it was cut never reached it.
    if (connection !== of) return;
    if (event === 'welcome') of.welcomesAwaited -= 1;
    if (event === 'events' && of.welcomesAwaited > 0) return;
    follower.hear(...heard);
    if (event === 'welcome' && message.resume === 'snapshot') void readSituation(of);
  }
  return {
    rights,
    follower,
    join: () => {
      if (connection) return;
      const page = openPage(rig, rights, (...heard) => hear(opened, ...heard));
      const opened: Connection = { page, welcomesAwaited: 0 };
      connection = opened;
      void sync(opened);
    },
    cut: () => {
      void connection?.page.then((page) => page.close());
      connection = null;
    },
    askAgain: () => void (connection && sync(connection)),
  };
}

const visible = ({ role, areas }: Rights, events: Parameters<typeof scopeEvents>[1]) =>
  scopeEvents({ accountId: 'U', username: 'u', role, areas }, events).map(({ seq }) => seq);

function play(
  step: Step,
  desks: ReturnType<typeof sitDown>[],
  log: DurableLog,
): Promise<unknown>[] {
  if (step.kind === 'commit') {
    const drafts = Array.from({ length: step.entries }, () => ({
      ...note('x'),
      areas: step.areas,
    }));
    return [log.append(drafts)];
  }
  if (step.kind === 'join') desks[step.page]?.join();
  if (step.kind === 'cut') desks[step.page]?.cut();
  if (step.kind === 'ask-again') desks[step.page]?.askAgain();
  return [];
}

it('whoever joins and is cut off at whatever time gets every entry once and in order', async () => {
  const { log } = await openFor(freshDataDir());
  const rig = await openRig(log, limits);
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      const firstSeq = log.headSeq();
      const desks = scopes.map((rights) => sitDown(rig, log, rights));
      const appends: Promise<unknown>[] = [];
      for (const step of steps) {
        if (step.kind === 'pause') await new Promise((resolve) => setTimeout(resolve, step.ms));
        else appends.push(...play(step, desks, log));
      }
      for (const desk of desks) desk.join();
      await Promise.all(appends);
      const all = await log.read(firstSeq, 10_000);
      for (const { rights, follower } of desks) {
        const applied = () => follower.applied;
        await expect.poll(applied).toEqual(visible(rights, all));
        expect(follower.faults).toEqual([]);
      }
      for (const desk of desks) desk.cut();
    }),
    { numRuns: 40, seed: 7 },
  );
  expect(rig.watch.health()).toEqual({ ok: true, detail: '0 failures' });
}, 120_000);
