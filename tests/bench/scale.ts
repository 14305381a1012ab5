import { type Bench, figure } from './figure.ts';
import { eachSecond, withLiveRun } from './live-run.ts';
import { latencyOf } from './sampling.ts';

const vehicles = 100_000;
const clients = 200;
const goals = { corePct: 15, p99Ms: 150, rssMb: 200 };

/** Twenty million positions a second from one process. */
export const scale: Bench = async ({ quick }) => {
  const seconds = quick ? 5 : 15;
  const { driven, read } = await withLiveRun(
    { vehicles },
    { clients },
    async ({ drive, driveAndRead }) => {
      await drive(eachSecond(3));
      return driveAndRead(eachSecond(seconds));
    },
  );
  const latency = latencyOf([...read.latenciesMs]);
  const corePct = (driven.cpuMs * 100) / (seconds * 1_000);
  const size = `${vehicles} vehicles to ${clients} clients at 1 Hz`;
  const delivered = read.rows / (driven.beats * vehicles * clients);
  const isWhole = delivered === 1 && read.jumps === 0;
  const detail = { delivered, gaps: read.jumps };
  return [
    figure({
      name: `scale: CPU, ${size}`,
      value: corePct,
      unit: '% of a core',
      goal: `<= ${goals.corePct}`,
      holds: isWhole && corePct <= goals.corePct,
      detail,
    }),
    figure({
      name: `scale: tick to last byte, p99, ${size}`,
      value: latency.p99Ms,
      unit: 'ms',
      goal: `<= ${goals.p99Ms}`,
      holds: isWhole && latency.p99Ms <= goals.p99Ms,
      detail: { ...detail, p50Ms: latency.p50Ms, maxMs: latency.maxMs },
    }),
    figure({
      name: `scale: memory, ${size}`,
      value: driven.rssMb,
      unit: 'MB RSS',
      goal: `<= ${goals.rssMb}`,
      holds: driven.rssMb <= goals.rssMb,
    }),
  ];
};
