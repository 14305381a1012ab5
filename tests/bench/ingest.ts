import { setTimeout as pause } from 'node:timers/promises';
import { type ChildProgram, withPrograms } from './child-program.ts';
import { type Bench, type BenchSettings, type Figure, figure } from './figure.ts';
import { measuredHouse } from './house-process.ts';
import { latencyOf, medianBy } from './sampling.ts';
import type { TerminalsTotals } from './terminals-program.ts';

/** Ten thousand terminals, each with a socket of its own. */
const sockets = 10_000;
const beatMs = 1_000;
/** Saturated: so many sockets, so many reports each before it waits for their acknowledgements. */
const saturated = { sockets: 250, burst: 32 };

/** What takes the reports: its port, and what it costs. */
export type Taker = {
  port: number;
  cpuMs: () => Promise<number>;
  rssMb: () => Promise<number>;
};

const goals = { corePct: 25, kbPerSocket: 8, framesPerS: 60_000 };

/** Acknowledged frames, and the taker's CPU, over some seconds. */
async function over(seconds: number, terminals: ChildProgram[], taker: Taker) {
  await Promise.all(terminals.map((program) => program.ask('reset')));
  const totals = async () =>
    sumOf(await Promise.all(terminals.map((program) => program.ask<TerminalsTotals>('totals'))));
  const [before, cpuBeforeMs, startedAtMs] = [
    await totals(),
    await taker.cpuMs(),
    performance.now(),
  ];
  await pause(seconds * 1_000);
  const [after, cpuAfterMs] = [await totals(), await taker.cpuMs()];
  const wallMs = performance.now() - startedAtMs;
  return {
    perSecond: ((after.acknowledged - before.acknowledged) * 1_000) / wallMs,
    corePct: ((cpuAfterMs - cpuBeforeMs) * 100) / wallMs,
    behind: after.sent - after.acknowledged,
    waiting: latencyOf(after.waitingMs),
    closed: after.closed,
  };
}

function sumOf(totals: TerminalsTotals[]) {
  const sum = (of: (one: TerminalsTotals) => number) =>
    totals.reduce((total, one) => total + of(one), 0);
  return {
    sent: sum(({ sent }) => sent),
    acknowledged: sum(({ acknowledged }) => acknowledged),
    closed: sum(({ closed }) => closed),
    waitingMs: totals.flatMap(({ waitingMs }) => [...waitingMs]),
  };
}

/** Half of the sockets, then the other half: what the second half adds is what a socket takes. */
async function connectAll(terminals: ChildProgram[], taker: Taker): Promise<number> {
  const half = sockets / 2;
  const rssMb: number[] = [];
  for (const [i, program] of terminals.entries()) {
    const firstVehicle = 1 + i * half;
    await program.ask('connect', { port: taker.port, firstVehicle, vehicles: half, sockets: half });
    await program.ask('drive', beatMs);
    await pause(3_000);
    rssMb.push(await taker.rssMb());
  }
  const [first = 0, second = 0] = rssMb;
  return ((second - first) * 1024) / half;
}

async function steady(name: string, taker: Taker, seconds: number): Promise<Figure[]> {
  return withPrograms(['terminals-program.ts', 'terminals-program.ts'], async (...terminals) => {
    const kbPerSocket = await connectAll(terminals, taker);
    const { perSecond, corePct, waiting, behind, closed } = await over(seconds, terminals, taker);
    const isWhole = closed === 0 && perSecond > 0.97 * sockets;
    const detail = { sockets, perSecond, behind, closed, ...waiting };
    return [
      figure({
        name: `ingest: ${name}, ${sockets} sockets at 1 Hz, acknowledged`,
        value: corePct,
        unit: '% of a core',
        goal: `<= ${goals.corePct}`,
        holds: isWhole && corePct <= goals.corePct,
        detail,
      }),
      figure({
        name: `ingest: ${name}, memory per socket`,
        value: kbPerSocket,
        unit: 'kB',
        goal: `<= ${goals.kbPerSocket}`,
        holds: isWhole && kbPerSocket <= goals.kbPerSocket,
        detail: { rssMb: await taker.rssMb() },
      }),
    ];
  });
}

async function flooded(name: string, taker: Taker, settings: BenchSettings): Promise<Figure> {
  return withPrograms(['terminals-program.ts'], async (terminals) => {
    const vehicles = sockets;
    await terminals.ask('connect', { port: taker.port, vehicles, sockets: saturated.sockets });
    await terminals.ask('saturate', saturated.burst);
    await pause(1_000);
    const repetitions = [];
    for (let i = 0; i < settings.reps; i++)
      repetitions.push(await over(settings.quick ? 2 : 3, [terminals], taker));
    const found = medianBy(repetitions, ({ perSecond }) => perSecond);
    return figure({
      name: `ingest: ${name}, saturated, acknowledged`,
      value: found.perSecond,
      unit: 'frames/s',
      goal: `>= ${goals.framesPerS}`,
      holds: found.perSecond >= goals.framesPerS,
      detail: { ...saturated, corePct: found.corePct, closed: found.closed },
    });
  });
}

async function judged(name: string, taker: Taker, settings: BenchSettings): Promise<Figure[]> {
  settings.say(`${name}: ${sockets} sockets`);
  const lines = await steady(name, taker, settings.quick ? 3 : 8);
  settings.say(`${name}: saturated`);
  return [...lines, await flooded(name, taker, settings)];
}

/** What taking in reports costs: the gateway by itself, then with everything behind it. */
export const ingest: Bench = async (settings) => {
  const alone = await withPrograms(['gateway-program.ts'], async (gateway) => {
    const port = await gateway.ask<number>('start', sockets + 1_000);
    const cpuMs = () => gateway.ask<number>('cpuMs');
    return judged('gateway alone', { port, cpuMs, rssMb: () => gateway.ask('rssMb') }, settings);
  });
  const house = await measuredHouse({ VEHICLES: String(sockets) });
  try {
    return [...alone, ...(await judged('whole house', house, settings))];
  } finally {
    await house.end();
  }
};
