import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { furnishDataDir } from '#faults/harness/furnish-data-dir.ts';
import { openOrdeal } from '#faults/harness/ordeal.ts';
import { percentile } from '#faults/harness/percentile.ts';
import type { Row } from '#faults/harness/row.ts';
import { startRowProduct } from '#faults/harness/row-product.ts';

const sizes = {
  a: { desks: 50, perSecond: 20, storms: 1 },
  b: { desks: 500, perSecond: 50, storms: 3 },
};
const p95GoalMs = 5_000;
/** One look at a password takes most of a second: a hash per reconnection could not go unnoticed. */
const dearHash = { memoryCost: 65_536, timeCost: 8 };

/** trust.md 6. */
export const storm: Row = {
  name: 'storm',
  promise: 'all desks dropped at once: back within 5 s, by their cookie alone (I4 I7)',
  tiers: ['a', 'b'],
  run: async (setting) => {
    const { desks, perSecond, storms } = setting.tier === 'a' ? sizes.a : sizes.b;
    const dataDir = mkdtempSync(join(tmpdir(), 'ftz-storm-'));
    await furnishDataDir(dataDir, dearHash);
    const product = await startRowProduct(setting.after, { dataDir, furnished: true });
    const ordeal = await openOrdeal(setting, product, { desks });
    ordeal.startLoad(perSecond);
    const resumesMs: number[] = [];
    const cpuS: number[] = [];
    for (let i = 0; i < storms; i++) {
      await pause(2_000);
      const cpuBeforeS = await product.metric('process_cpu_seconds_total');
      const droppedAtMs = performance.now();
      ordeal.crowd.dropAll();
      // The closing of a socket is told a turn later: only then is nobody at the head any more.
      await pause(50);
      await ordeal.crowd.untilAtHead(60_000);
      resumesMs.push(...ordeal.crowd.resumedAfterMs(droppedAtMs));
      cpuS.push((await product.metric('process_cpu_seconds_total')) - cpuBeforeS);
    }
    const { findings, breaches } = await ordeal.settle();
    const p95Ms = percentile(resumesMs, 0.95) ?? Number.POSITIVE_INFINITY;
    if (p95Ms > p95GoalMs) breaches.push(`resume p95 ${Math.round(p95Ms)} ms`);
    const notes = [
      `${desks} desks dropped ${storms} times under ${perSecond} alarms/s`,
      `CPU of the product per storm ${cpuS.map((s) => s.toFixed(2)).join(', ')} s; one password costs 8 x 64 MiB`,
    ];
    return { findings, resumesMs, notes, breaches };
  },
};
