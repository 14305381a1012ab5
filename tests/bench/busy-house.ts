import { setTimeout as pause } from 'node:timers/promises';
import { type ChildProgram, withPrograms } from './child-program.ts';
import type { FieldRates } from './field-program.ts';
import { reportLatencies } from './heard-reports.ts';
import { type HouseProcess, measuredHouse } from './house-process.ts';
import type { ReadersTotals } from './readers-program.ts';
import { latencyOf, percentile } from './sampling.ts';
import type { TerminalsTotals } from './terminals-program.ts';

/** The whole house under load: trucks, panels, seals and lanes on one side, desks on the other. */
export type BusyHouse = {
  house: HouseProcess;
  terminals: ChildProgram;
  field: ChildProgram;
  readers: ChildProgram;
  cookie: string;
  /** What it did and cost over some seconds. */
  watch: (seconds: number) => Promise<Watched>;
};

export type Watched = {
  corePct: number;
  loopDelayP99Ms: number;
  rssMb: number;
  heapMb: number;
  /** Device socket to desk. */
  event: ReturnType<typeof latencyOf>;
  entriesPerS: number;
  positionAgeP50Ms: number;
  positionAgeP95Ms: number;
  reportsPerS: number;
  reportsBehind: number;
  refusedPassages: number;
  gaps: number;
  closedDesks: number;
};

/** Two hundred entries a second, all in: a fence report brings its alarm and its incident along. */
export const twoHundredEntries: FieldRates = { panels: 40, seals: 50, lanes: 80 };

type BusySettings = { vehicles: number; sockets: number; intervalMs: number; desks: number };

export async function withBusyHouse<T>(
  { vehicles, sockets, intervalMs, desks }: BusySettings,
  rates: FieldRates | null,
  run: (busy: BusyHouse) => Promise<T>,
): Promise<T> {
  const house = await measuredHouse({ VEHICLES: String(vehicles) });
  const files = ['terminals-program.ts', 'field-program.ts', 'readers-program.ts'];
  try {
    return await withPrograms(files, async (...programs) => {
      const [terminals, field, readers] = programs as [ChildProgram, ChildProgram, ChildProgram];
      await terminals.ask('connect', { port: house.port, vehicles, sockets });
      await terminals.ask('drive', intervalMs);
      await field.ask('connect', { settings: house.settings });
      const cookie = await house.signIn('duty-officer');
      const port = Number(house.settings.PORT);
      const listening = { listeners: 1, probes: true };
      await readers.ask('open', { port, clients: desks, kind: 'page', cookie, ...listening });
      if (rates) await field.ask('drive', rates);
      const watch = (seconds: number) => watchFor(seconds, { house, terminals, field, readers });
      return run({ house, terminals, field, readers, cookie, watch });
    });
  } finally {
    await house.end();
  }
}

async function watchFor(
  seconds: number,
  busy: Pick<BusyHouse, 'house' | 'terminals' | 'field' | 'readers'>,
): Promise<Watched> {
  const { house, terminals, field, readers } = busy;
  await Promise.all([terminals, field, readers].map((program) => program.ask('reset')));
  const driven = () => terminals.ask<TerminalsTotals>('totals');
  // Asked once at the beginning too: the figure counts from the last time that it was asked.
  await house.metric(loopDelay);
  const [before, cpuBeforeMs, startedAtMs] = [
    await driven(),
    await house.cpuMs(),
    performance.now(),
  ];
  await pause(seconds * 1_000);
  const [after, cpuAfterMs] = [await driven(), await house.cpuMs()];
  const wallMs = performance.now() - startedAtMs;
  const { latenciesMs, entries } = await reportLatencies(field, readers);
  const read = await readers.ask<ReadersTotals>('totals');
  const { refusedLanes } = await field.ask<{ refusedLanes: number }>('counts');
  const ages = [...read.agesMs];
  return {
    corePct: ((cpuAfterMs - cpuBeforeMs) * 100) / wallMs,
    loopDelayP99Ms: (await house.metric(loopDelay)) * 1_000,
    rssMb: await house.rssMb(),
    heapMb: (await house.metric('nodejs_heap_size_used_bytes')) / 2 ** 20,
    event: latencyOf(latenciesMs),
    entriesPerS: (entries * 1_000) / wallMs,
    positionAgeP50Ms: percentile(ages, 0.5),
    positionAgeP95Ms: percentile(ages, 0.95),
    reportsPerS: ((after.acknowledged - before.acknowledged) * 1_000) / wallMs,
    reportsBehind: after.sent - after.acknowledged,
    refusedPassages: refusedLanes,
    gaps: read.jumps,
    closedDesks: read.closed,
  };
}

const loopDelay = 'nodejs_eventloop_lag_p99_seconds';
