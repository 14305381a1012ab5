import { existsSync, readdirSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { CDPSession } from 'playwright-core';
import { launchBrowser } from '#browser.ts';
import { openScreen } from '#e2e/pages.ts';
import { descendantsOf } from '#launched-product.ts';
import { twoHundredEntries, type Watched, withBusyHouse } from './busy-house.ts';
import { type BenchSettings, type Figure, figure } from './figure.ts';
import { slope } from './sampling.ts';

const load = { vehicles: 20_000, sockets: 5_000, intervalMs: 5_000, desks: 50 };
/** Of the last three quarters of the run: what grows faster has no end. */
const flat = { houseMbPerHour: 60, pageMbPerHour: 30 };
const settlingShare = 0.25;

type Minute = Pick<
  Watched,
  'rssMb' | 'heapMb' | 'corePct' | 'loopDelayP99Ms' | 'positionAgeP50Ms' | 'positionAgeP95Ms'
> & {
  minute: number;
  pageHeapMb: number;
  eventP50Ms: number;
  eventP99Ms: number;
  entriesPerS: number;
  gaps: number;
  closedDesks: number;
};

/** Threads of a process, on Linux; elsewhere the process itself. */
function threadsOf(pid: number): number[] {
  const tasks = `/proc/${pid}/task`;
  return existsSync(tasks) ? readdirSync(tasks).map(Number) : [pid];
}

/** A browser that draws without a graphics card takes whole cores: the house comes first. */
function giveWay(): void {
  const browsers = descendantsOf(process.pid).filter(({ command }) => /chrom/i.test(command));
  for (const thread of browsers.flatMap(({ pid }) => threadsOf(pid))) {
    try {
      setPriority(thread, constants.priority.PRIORITY_LOW);
    } catch {
      // It has ended by itself.
    }
  }
}

/** What the page keeps alive: its heap after what nobody needs was thrown away. */
async function pageHeapMb(page: CDPSession): Promise<number> {
  await page.send('HeapProfiler.collectGarbage');
  const { metrics } = await page.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN) / 2 ** 20;
}

const minuteOf = (minute: number, watched: Watched, heapOfPageMb: number): Minute => ({
  minute,
  rssMb: watched.rssMb,
  heapMb: watched.heapMb,
  pageHeapMb: heapOfPageMb,
  corePct: watched.corePct,
  loopDelayP99Ms: watched.loopDelayP99Ms,
  eventP50Ms: watched.event.p50Ms,
  eventP99Ms: watched.event.p99Ms,
  entriesPerS: watched.entriesPerS,
  positionAgeP50Ms: watched.positionAgeP50Ms,
  positionAgeP95Ms: watched.positionAgeP95Ms,
  gaps: watched.gaps,
  closedDesks: watched.closedDesks,
});

const rounded = (line: Minute) =>
  JSON.stringify(line, (_key, value) =>
    typeof value === 'number' ? Math.round(value * 10) / 10 : value,
  );

function growthOf(minutes: readonly Minute[], of: keyof Minute, most: number): Figure {
  const settled = minutes.slice(Math.floor(minutes.length * settlingShare));
  const mbPerHour = 60 * slope(settled.map((line) => ({ x: line.minute, y: line[of] })));
  return figure({
    name: `long run: growth of ${of}`,
    value: mbPerHour,
    unit: 'MB/h',
    goal: `<= ${most} over ${minutes.length} minutes`,
    holds: settled.length >= 3 ? mbPerHour <= most : null,
    detail: { from: settled[0]?.[of], to: settled.at(-1)?.[of], minutes: minutes.length },
  });
}

/** The full load for many minutes, with a real desk page beside the counted ones; a line a minute. */
export async function longRun(count: number, { say }: BenchSettings): Promise<Figure[]> {
  const { browser } = await launchBrowser();
  try {
    const minutes = await withBusyHouse(load, twoHundredEntries, async (busy) => {
      const { house, watch } = busy;
      const { page } = await openScreen(browser, house.url, 'desk', house.account('duty-officer'));
      giveWay();
      await page.waitForSelector('[data-connection="live"]', { timeout: 60_000 });
      const inspector = await page.context().newCDPSession(page);
      await inspector.send('Performance.enable');
      giveWay();
      const lines: Minute[] = [];
      await pause(5_000);
      for (let minute = 1; minute <= count; minute++) {
        const line = minuteOf(minute, await watch(60), await pageHeapMb(inspector));
        console.log(rounded(line));
        lines.push(line);
      }
      return lines;
    });
    say(`long run: ${minutes.length} minutes`);
    return [
      growthOf(minutes, 'rssMb', flat.houseMbPerHour),
      growthOf(minutes, 'heapMb', flat.houseMbPerHour),
      growthOf(minutes, 'pageHeapMb', flat.pageMbPerHour),
    ];
  } finally {
    await browser.close();
  }
}
