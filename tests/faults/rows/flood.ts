import { setTimeout as pause } from 'node:timers/promises';
import { measureLatency } from '#faults/harness/latency.ts';
import { openOrdeal } from '#faults/harness/ordeal.ts';
import { percentile } from '#faults/harness/percentile.ts';
import type { Row } from '#faults/harness/row.ts';
import { startRowProduct } from '#faults/harness/row-product.ts';
import { troubleCodes } from '#faults/harness/steady-load.ts';
import { createTruthJournal } from '#faults/harness/truth-journal.ts';

const perSecond = 1_000;
const floodMs = 20_000;
const urgentEveryMs = 250;
const p99GoalMs = 2_000;
const fewestUrgent = 60;

/** trust.md 18. */
export const flood: Row = {
  name: 'flood',
  promise: 'a critical alarm amid 1,000 other reports a second is on every desk within 2 s (p99)',
  tiers: ['b'],
  run: async (setting) => {
    const product = await startRowProduct(setting.after);
    const journal = createTruthJournal();
    const urgent = new Set<number>();
    const latency = measureLatency(journal, urgent);
    const bulk = measureLatency(journal);
    const onRange: typeof bulk.onRange = (range, atMs) => {
      latency.onRange(range, atMs);
      bulk.onRange(range, atMs);
    };
    const wanted = { desks: 50, linesPerPanel: 12, onRange };
    const ordeal = await openOrdeal(setting, product, wanted, journal);
    // A line of its own: what is measured is the centre, not the queue of a panel that shouts.
    const load = ordeal.startLoad(perSecond, troubleCodes);
    const urgentField = await openOrdeal(setting, product, { desks: 1, linesPerPanel: 1 }, journal);
    const untilMs = performance.now() + floodMs;
    for (let zone = 1; performance.now() < untilMs; zone = (zone % 12) + 1) {
      const event = { account: '1005', zone, code: 'BV', atMs: Date.now() };
      urgent.add(urgentField.field.report(event));
      await pause(urgentEveryMs);
    }
    const reported = load.reported();
    load.stop();
    const waiting = ordeal.field.waiting();
    const { findings, breaches } = await ordeal.settle();
    const samples = latency.take();
    const p99Ms = percentile(samples, 0.99) ?? Number.POSITIVE_INFINITY;
    if (urgent.size < fewestUrgent) breaches.push(`only ${urgent.size} critical alarms were sent`);
    if (p99Ms > p99GoalMs) breaches.push(`p99 of critical alarms ${Math.round(p99Ms)} ms`);
    const bulkMs = bulk.take();
    const notes = [
      `${urgent.size} critical alarms: p50 ${Math.round(percentile(samples, 0.5) ?? 0)}, p99 ${Math.round(p99Ms)} ms`,
      `${reported} bulk reports in ${floodMs / 1000} s, ${waiting} still waited at its end; p50 ${Math.round(percentile(bulkMs, 0.5) ?? 0)}, p99 ${Math.round(percentile(bulkMs, 0.99) ?? 0)} ms`,
    ];
    return { findings, notes, breaches };
  },
};
