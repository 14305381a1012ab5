import { setTimeout as pause } from 'node:timers/promises';
import { openFaultProxy } from '#faults/fault-proxy.ts';
import { openDeskCrowd } from '#faults/harness/desk-crowd.ts';
import { openOrdeal } from '#faults/harness/ordeal.ts';
import type { Row } from '#faults/harness/row.ts';
import { startRowProduct } from '#faults/harness/row-product.ts';

const [nearDesks, farDesks, perSecond] = [10, 50, 50];
const goal = { noticedMs: 15_000, p95Ms: 5_000 };
/** Ping interval and patience are counted from the last pong: a scrape may come a moment later. */
const scrapeMs = 500;

/** trust.md 12 (desk and node), Q5. */
export const halfOpen: Row = {
  name: 'half-open',
  promise:
    'a wire that falls silent is noticed within 15 s, and heals whole, also when it is uneven',
  tiers: ['b'],
  run: async (setting) => {
    const { after, random, say } = setting;
    const product = await startRowProduct(after);
    const proxy = await openFaultProxy(Number(product.settings.PORT), random.next);
    after(proxy.close);
    const ordeal = await openOrdeal(setting, product, { desks: nearDesks });
    const { journal } = ordeal;
    const url = `http://127.0.0.1:${proxy.port}`;
    const wanted = { product, journal, desks: farDesks, random: random.next, url };
    const far = await openDeskCrowd(wanted);
    after(far.close);
    await far.untilAtHead(20_000);
    proxy.setWeather({ latencyMs: 40, jitterMs: 120 });
    ordeal.startLoad(perSecond);
    await pause(3_000);
    proxy.goSilent();
    const silentAtMs = performance.now();
    let noticedMs = 0;
    for (;;) {
      noticedMs = performance.now() - silentAtMs;
      if ((await product.metric('ftz_live_clients')) <= nearDesks) break;
      if (noticedMs > 2 * goal.noticedMs) break;
      await pause(100);
    }
    say(`noticed after ${Math.round(noticedMs)} ms`);
    proxy.heal();
    const healedAtMs = performance.now();
    await pause(50);
    await far.untilAtHead(60_000);
    const resumesMs = far.resumedAfterMs(healedAtMs);
    await pause(3_000);
    const { findings, breaches } = await ordeal.settle();
    if (noticedMs > goal.noticedMs + scrapeMs) {
      breaches.push(`the server noticed after ${Math.round(noticedMs)} ms`);
    }
    const notes = [
      `${farDesks} desks behind a silent wire: noticed after ${(noticedMs / 1000).toFixed(1)} s`,
      'resume is counted from the healing of the wire; 40 to 160 ms of latency all the time',
    ];
    return { findings, resumesMs, notes, breaches: [...breaches, ...far.faults().slice(0, 5)] };
  },
};
