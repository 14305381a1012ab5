import { setTimeout as pause } from 'node:timers/promises';
import { openOrdeal } from '#faults/harness/ordeal.ts';
import { percentile } from '#faults/harness/percentile.ts';
import type { Row } from '#faults/harness/row.ts';
import { startRowProduct } from '#faults/harness/row-product.ts';

const sizes = {
  a: { desks: 25, perSecond: 20, kills: 2 },
  b: { desks: 500, perSecond: 50, kills: 5 },
};
const goal = { p95Ms: 5_000, mostMs: 10_000 };

/** trust.md 1. */
export const killed: Row = {
  name: 'killed',
  promise: 'kill -9 during alarms: none lost, none twice, one order, every desk back (I1 I2 I3 I4)',
  tiers: ['a', 'b'],
  run: async (setting) => {
    const { desks, perSecond, kills } = setting.tier === 'a' ? sizes.a : sizes.b;
    const product = await startRowProduct(setting.after);
    const ordeal = await openOrdeal(setting, product, { desks });
    ordeal.startLoad(perSecond);
    const resumesMs: number[] = [];
    const deadMs: number[] = [];
    for (let kill = 1; kill <= kills; kill++) {
      await pause(setting.random.between(1_500, 3_000));
      const killedAtMs = performance.now();
      await product.kill();
      const listeningAtMs = await product.start();
      deadMs.push(Math.round(listeningAtMs - killedAtMs));
      await ordeal.crowd.untilAtHead(60_000);
      const resumes = ordeal.crowd.resumedAfterMs(listeningAtMs);
      resumesMs.push(...resumes);
      setting.say(`kill ${kill}: p95 ${Math.round(percentile(resumes, 0.95) ?? 0)} ms`);
    }
    await pause(1_000);
    const { findings, breaches } = await ordeal.settle();
    const p95Ms = percentile(resumesMs, 0.95) ?? Number.POSITIVE_INFINITY;
    const mostMs = percentile(resumesMs, 1) ?? Number.POSITIVE_INFINITY;
    if (p95Ms > goal.p95Ms) breaches.push(`resume p95 ${Math.round(p95Ms)} ms`);
    if (mostMs > goal.mostMs) breaches.push(`resume max ${Math.round(mostMs)} ms`);
    const notes = [
      `${desks} desks, ${perSecond} alarms/s, ${kills} kills, ${findings.ok} events kept`,
      `dead for ${deadMs.join(', ')} ms`,
    ];
    return { findings, resumesMs, notes, breaches };
  },
};
