import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '@ftz/mock-feeds/sim/random.ts';
import { type Ordeal, openOrdeal } from '#faults/harness/ordeal.ts';
import type { Row } from '#faults/harness/row.ts';
import { type RowProduct, startRowProduct } from '#faults/harness/row-product.ts';

const [desks, perSecond] = [500, 50];

type Fault = (product: RowProduct, ordeal: Ordeal, random: Random) => Promise<number | null>;

/** Each resolves when it is over, with the moment from which a resume is counted, if there is one. */
const faults: Record<string, Fault> = {
  kill: async (product) => {
    await product.kill();
    return product.start();
  },
  'kill while it starts': async (product, _, random) => {
    await product.kill();
    const starting = product.start().catch(() => 0);
    await pause(random.between(50, 600));
    await product.kill();
    await starting;
    return product.start();
  },
  storm: async (_, { crowd }) => {
    crowd.dropAll();
    await pause(50);
    return performance.now();
  },
  'some desks freeze': async (_, { crowd }, random) => {
    const some = crowd.desks.filter(() => random.next() < 0.05);
    for (const desk of some) desk.line().freeze();
    await pause(random.between(1_000, 16_000));
    for (const desk of some) desk.line().thaw();
    return null;
  },
  'the process stands still': async (product, _, random) => {
    product.signal('SIGSTOP');
    await pause(random.between(500, 8_000));
    product.signal('SIGCONT');
    return null;
  },
};

/** trust.md 60. */
export const chaos: Row = {
  name: 'chaos',
  promise: 'random faults at random moments under load: every promise holds at the end (I1 to I5)',
  tiers: ['c'],
  run: async (setting) => {
    const { after, random, say, minutes } = setting;
    const product = await startRowProduct(after);
    const ordeal = await openOrdeal(setting, product, { desks });
    ordeal.startLoad(perSecond);
    const resumesMs: number[] = [];
    const done = new Map<string, number>();
    const untilMs = performance.now() + minutes * 60_000;
    while (performance.now() < untilMs) {
      await pause(random.between(2_000, 15_000));
      const name = random.pick(Object.keys(faults));
      say(name);
      const sinceMs = (await faults[name]?.(product, ordeal, random)) ?? null;
      await ordeal.crowd.untilAtHead(60_000);
      if (sinceMs !== null) resumesMs.push(...ordeal.crowd.resumedAfterMs(sinceMs));
      done.set(name, (done.get(name) ?? 0) + 1);
    }
    const { findings, breaches } = await ordeal.settle();
    const counts = [...done].map(([name, count]) => `${name} ${count}`).join(', ');
    const notes = [`${minutes} min, ${desks} desks, ${perSecond} alarms/s: ${counts}`];
    return { findings, resumesMs, notes, breaches };
  },
};
