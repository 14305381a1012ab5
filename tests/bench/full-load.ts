import { setTimeout as pause } from 'node:timers/promises';
import { twoHundredEntries, type Watched, withBusyHouse } from './busy-house.ts';
import { type Bench, type Figure, figure } from './figure.ts';
import { longRun } from './long-run.ts';

const desks = 50;
const phases = [
  { name: '20,000 vehicles every 5 s', vehicles: 20_000, sockets: 5_000, intervalMs: 5_000 },
  { name: '5,000 vehicles every second', vehicles: 5_000, sockets: 5_000, intervalMs: 1_000 },
] as const;
const goals = { eventP99Ms: 250, corePct: 100 };

function figureOf(name: string, watched: Watched): Figure {
  const { event, corePct, gaps, closedDesks, refusedPassages, ...rest } = watched;
  const isWhole = gaps === 0 && closedDesks === 0 && refusedPassages === 0;
  return figure({
    name: `full load: panel to desk, p99; ${name}, 200 entries/s, ${desks} desks`,
    value: event.p99Ms,
    unit: 'ms',
    goal: `<= ${goals.eventP99Ms} ms, less than a core, nothing lost`,
    holds: isWhole && event.p99Ms <= goals.eventP99Ms && corePct < goals.corePct,
    detail: {
      corePct,
      eventP50Ms: event.p50Ms,
      eventSamples: event.samples,
      ...rest,
      gaps,
      closedDesks,
      refusedPassages,
    },
  });
}

/** Everything at once, as a busy day has it; with `--minutes`, for as long as that. */
export const fullLoad: Bench = async (settings) => {
  if (settings.minutes !== null) return longRun(settings.minutes, settings);
  const lines: Figure[] = [];
  for (const { name, ...load } of phases) {
    settings.say(`full load: ${name}`);
    const watched = await withBusyHouse({ ...load, desks }, twoHundredEntries, async (busy) => {
      await pause(Math.max(4_000, load.intervalMs));
      return busy.watch(settings.quick ? 5 : 12);
    });
    lines.push(figureOf(name, watched));
  }
  return lines;
};
