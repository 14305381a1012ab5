import { setTimeout as pause } from 'node:timers/promises';
import { type Bench, figure } from './figure.ts';
import { alarmsHeard } from './heard-alarms.ts';
import { type LiveRun, withLiveRun } from './live-run.ts';
import type { ReadersTotals, SlowReader } from './readers-program.ts';
import { latencyOf } from './sampling.ts';

const vehicles = 20_000;
const clients = 50;
const alarmsPerSecond = 1;
const goals = { times: 1.2, growthMb: 2, newestAgeMs: 1_500 };

/** The others' latencies, and what the server's memory did, over so many beats. */
async function beats({ drive, readers }: LiveRun, count: number) {
  await pause(200);
  await readers.ask('reset');
  const driven = await drive({ beats: count, everyMs: 1_000, alarmsPerSecond });
  const read = await readers.ask<ReadersTotals>('totals');
  return {
    headSeq: driven.headSeq,
    p99Ms: latencyOf([...read.latenciesMs]).p99Ms,
    rssMb: driven.rssMb,
  };
}

/** With the beats before it less than the 5 s in which a ping is to be answered: or it is cut off. */
const seconds = 2;

/** One page of fifty stops reading, as a laptop does whose lid is shut, and comes back. */
export const slow: Bench = async () => {
  const pages = { clients, listeners: clients };
  const found = await withLiveRun({ vehicles }, pages, async (live) => {
    // Until memory has found its size, and the readers theirs.
    await beats(live, 5);
    const without = await beats(live, seconds);
    await live.readers.ask('stall', 1);
    // What the network itself holds is filled first.
    await beats(live, 1);
    const before = await beats(live, 1);
    const during = await beats(live, seconds);
    await live.readers.ask('reset');
    await live.readers.ask('resume', 1);
    const after = await beats(live, 3);
    const stalled = await live.readers.ask<SlowReader>('slow', 0);
    const { faults } = await alarmsHeard(live.readers);
    return { without, before, during, after, stalled, faults };
  });
  const { without, before, during, after, stalled, faults } = found;
  const growthMb = during.rssMb - before.rssMb;
  const isCurrent = stalled.isConnected && stalled.newestAgeMs < goals.newestAgeMs;
  const alarmsMissing = after.headSeq - stalled.seq;
  return [
    figure({
      name: 'slow: p99 of the others, one of 50 stalled',
      value: during.p99Ms,
      unit: 'ms',
      yardstick: { name: 'p99 with nobody stalled', value: without.p99Ms },
      goal: `<= ${goals.times} x`,
      holds: during.p99Ms <= goals.times * without.p99Ms,
      detail: { seconds },
    }),
    figure({
      name: 'slow: memory that a stalled client takes',
      value: growthMb,
      unit: `MB RSS in ${seconds} s`,
      goal: `<= ${goals.growthMb} MB in 60 s`,
      holds: growthMb <= goals.growthMb,
      detail: { rssMb: during.rssMb, growthWithNobodyStalledMb: before.rssMb - without.rssMb },
    }),
    figure({
      name: 'slow: age of its newest frame, three beats after it reads again',
      value: stalled.newestAgeMs,
      unit: 'ms',
      goal: `<= ${goals.newestAgeMs}, every alarm there`,
      holds: isCurrent && alarmsMissing === 0 && faults.length === 0,
      detail: { ...stalled, alarmsMissing, faults: faults.slice(0, 5) },
    }),
  ];
};
