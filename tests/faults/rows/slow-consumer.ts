import { setTimeout as pause } from 'node:timers/promises';
import { openDeskCrowd } from '#faults/harness/desk-crowd.ts';
import { zoneOfficer } from '#faults/harness/furnish-data-dir.ts';
import { measureLatency } from '#faults/harness/latency.ts';
import { openOrdeal } from '#faults/harness/ordeal.ts';
import { percentile } from '#faults/harness/percentile.ts';
import type { Row } from '#faults/harness/row.ts';
import { type RowProduct, startRowProduct } from '#faults/harness/row-product.ts';
import { createTruthJournal } from '#faults/harness/truth-journal.ts';

const sizes = {
  a: { desks: 20, perSecond: 20, watchMs: 3_000 },
  b: { desks: 200, perSecond: 50, watchMs: 20_000 },
};
/** A ping each 10 s and 5 s of patience, seen by looking at the metrics now and then. */
const lookEveryMs = 100;
const goal = { cutOffMs: 15_000 + 2 * lookEveryMs, growthBytes: 10_000_000, ratio: 1.5 };
/** Two p99s of some milliseconds differ by more than half on any busy machine. */
const indistinctMs = 50;

/** trust.md 7. */
export const slowConsumer: Row = {
  name: 'slow-consumer',
  promise: 'a desk that stops reading is cut off within 15 s and costs nobody anything (I7)',
  tiers: ['a', 'b'],
  run: async (setting) => {
    const { desks, perSecond, watchMs } = setting.tier === 'a' ? sizes.a : sizes.b;
    const product = await startRowProduct(setting.after);
    const journal = createTruthJournal();
    const latency = measureLatency(journal);
    const ordeal = await openOrdeal(setting, product, { desks, onRange: latency.onRange }, journal);
    const random = setting.random.next;
    const accounts = [zoneOfficer];
    const frozen = await openDeskCrowd({ product, journal, desks: 1, random, accounts });
    setting.after(frozen.close);
    await frozen.untilAtHead(10_000);
    ordeal.startLoad(perSecond);
    // The first seconds of a process are its warming up.
    await pause(watchMs / 2);
    latency.take();
    const before = await watch(product, watchMs);
    const beforeMs = percentile(latency.take(), 0.99) ?? 0;

    const frozenAtMs = performance.now();
    for (const desk of frozen.desks) desk.line().freeze();
    const [cutOffMs, during] = await Promise.all([
      untilClients(product, desks, frozenAtMs),
      watch(product, Math.max(watchMs, goal.cutOffMs)),
    ]);
    const duringMs = percentile(latency.take(), 0.99) ?? 0;
    for (const desk of frozen.desks) desk.line().thaw();
    await frozen.untilAtHead(15_000);
    latency.take();
    const afterwards = await watch(product, watchMs);
    const afterMs = percentile(latency.take(), 0.99) ?? 0;
    const { findings, breaches } = await ordeal.settle();

    // A log that grows is there afterwards too; what was kept for one desk is gone.
    const growth = during.heldBytes - Math.max(before.heldBytes, afterwards.heldBytes);
    if (cutOffMs > goal.cutOffMs) breaches.push(`cut off after ${Math.round(cutOffMs)} ms`);
    if (growth > goal.growthBytes) breaches.push(`it held ${mb(growth)} MB more meanwhile`);
    // Whatever else the machine does meanwhile, it does before or after too.
    const usualMs = Math.max(beforeMs, afterMs);
    const others = `p99 of ${desks} other desks ${Math.round(beforeMs)} ms before, ${Math.round(duringMs)} ms meanwhile, ${Math.round(afterMs)} ms afterwards`;
    if (duringMs > Math.max(goal.ratio * usualMs, usualMs + indistinctMs)) breaches.push(others);
    const notes = [
      `cut off after ${(cutOffMs / 1000).toFixed(1)} s; holds ${[before, during, afterwards].map(({ heldBytes }) => mb(heldBytes)).join(', ')} MB before, meanwhile, afterwards; resident ${mb(before.residentBytes)} to ${mb(during.residentBytes)} MB`,
      others,
    ];
    return { findings, notes, breaches: [...breaches, ...frozen.faults()] };
  },
};

const mb = (bytes: number) => (bytes / 1e6).toFixed(1);

/**
 * What is held, in bytes: the lowest of a while, because memory has teeth and garbage is not held. The
 * process is older at the end than at the beginning, so its resident memory says less.
 */
async function watch(product: RowProduct, forMs: number) {
  const held: number[] = [];
  const untilMs = performance.now() + forMs;
  while (performance.now() < untilMs) {
    const figures = ['nodejs_heap_size_used_bytes', 'nodejs_external_memory_bytes'];
    const [heap = 0, outside = 0] = await Promise.all(figures.map(product.metric));
    held.push(heap + outside);
    await pause(250);
  }
  return { heldBytes: Math.min(...held), residentBytes: product.residentBytes() ?? 0 };
}

async function untilClients(product: RowProduct, most: number, sinceMs: number): Promise<number> {
  for (;;) {
    const clients = await product.metric('ftz_live_clients');
    const tookMs = performance.now() - sinceMs;
    if (clients <= most || tookMs > 2 * goal.cutOffMs) return tookMs;
    await pause(lookEveryMs);
  }
}
