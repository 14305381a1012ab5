import { setTimeout as pause } from 'node:timers/promises';
import { type Bench, figure } from './figure.ts';
import { alarmsHeard } from './heard-alarms.ts';
import { type LiveRun, withLiveRun } from './live-run.ts';
import { latencyOf } from './sampling.ts';

const vehicles = 20_000;
const clients = 50;
const reconnecting = 10;
const alarmsPerSecond = 20;
const goals = { p99Ms: 25, maxMs: 100, timesIdle: 3 };

/** Alarms at their steady rate; how long each took to each page, and what each page made of them. */
async function listen({ readers, drive }: LiveRun, seconds: number, movesEvery: number) {
  const driven = await drive({ beats: seconds, everyMs: 1_000, movesEvery, alarmsPerSecond });
  await pause(500);
  return { alarms: driven.alarms, ...(await alarmsHeard(readers)) };
}

/** Nobody moves in a run of so many seconds. */
const standing = 1_000_000;

/** Alarms through the real durable lane, without positions and beside the whole flow of them. */
export const alarm: Bench = async ({ quick }) => {
  const seconds = quick ? 5 : 12;
  const pages = { clients, listeners: clients };
  const [idle, loaded, broken] = await withLiveRun({ vehicles }, pages, async (live) => {
    await live.drive({ beats: 3, everyMs: 1_000, alarmsPerSecond });
    await live.readers.ask('reset');
    const alone = await listen(live, seconds, standing);
    await live.readers.ask('reset');
    const beside = await listen(live, seconds, 1);
    await live.readers.ask('reset');
    const listening = listen(live, 5, 1);
    // In the middle: what is committed meanwhile has to come with the next join.
    await pause(2_000);
    await live.readers.ask('reconnect', { clients: reconnecting, awayMs: 700 });
    return [alone, beside, await listening] as const;
  });
  const [quiet, busy] = [latencyOf(idle.latenciesMs), latencyOf(loaded.latenciesMs)];
  const faults = [idle, loaded, broken].flatMap(({ faults: found }) => found);
  const missing = [idle, loaded, broken].map(({ alarms, heard }) => alarms * clients - heard);
  const detail = { p50Ms: busy.p50Ms, maxMs: busy.maxMs, samples: busy.samples };
  return [
    figure({
      name: `alarm: p99 beside ${vehicles} vehicles to ${clients} clients at 1 Hz`,
      value: busy.p99Ms,
      unit: 'ms',
      yardstick: { name: 'p99 with no vehicle moving', value: quiet.p99Ms },
      goal: `<= ${goals.p99Ms} ms, max <= ${goals.maxMs} ms, <= ${goals.timesIdle} x`,
      holds:
        busy.p99Ms <= goals.p99Ms &&
        busy.maxMs <= goals.maxMs &&
        busy.p99Ms <= goals.timesIdle * quiet.p99Ms,
      detail: {
        ...detail,
        idle: `p50 ${quiet.p50Ms.toFixed(2)}, max ${quiet.maxMs.toFixed(2)} ms`,
      },
    }),
    figure({
      name: `alarm: lost, sent twice or out of order, also across ${reconnecting} reconnects`,
      value: missing.reduce((sum, count) => sum + Math.abs(count), 0) + faults.length,
      unit: 'alarms',
      goal: '0',
      holds: missing.every((count) => count === 0) && faults.length === 0,
      detail: { sent: idle.alarms + loaded.alarms + broken.alarms, faults: faults.slice(0, 5) },
    }),
  ];
};
