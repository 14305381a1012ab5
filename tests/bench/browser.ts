import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { launchBrowser } from '#browser.ts';
import { openScreen } from '#e2e/pages.ts';
import { type Bench, figure, notRun } from './figure.ts';
import { type HouseProcess, measuredHouse } from './house-process.ts';
import { openPositionInjector } from './position-injector.ts';
import { median, percentile } from './sampling.ts';

const vehicles = 20_000;
const beatMs = 1_000;
const goals = { beatMs: 4, timesObjects: 0.35 };

type PageNotes = { beatsMs: number[]; longTasksMs: number[] };

/** Listens to what the page measures itself, and to what the browser calls a long task. */
async function noteBeats(page: Page, seconds: number): Promise<PageNotes> {
  await page.evaluate(() => {
    const notes: { beatsMs: number[]; longTasksMs: number[] } = { beatsMs: [], longTasksMs: [] };
    Object.assign(globalThis, { notes });
    const listen = (type: string, into: number[], isWanted: (name: string) => boolean) =>
      new PerformanceObserver((list) => {
        for (const { name, duration } of list.getEntries()) if (isWanted(name)) into.push(duration);
      }).observe({ type });
    listen('measure', notes.beatsMs, (name) => name === 'beat');
    listen('longtask', notes.longTasksMs, () => true);
  });
  await pause(seconds * 1_000);
  return page.evaluate(() => (globalThis as unknown as { notes: PageNotes }).notes);
}

/** The same beat as everybody writes it first: a JSON text of objects, parsed, kept by id, listed. */
const objectBeatsMs = (page: Page, count: number, beats: number): Promise<number[]> =>
  page.evaluate(
    ([howMany, times]) => {
      const positionOf = (i: number, beat: number) => ({
        id: `V${String(i + 1).padStart(5, '0')}`,
        lon: 121.4 + ((i * 104_729) % 500_000) / 1e6 + beat * 1e-4,
        lat: 31.1 + ((i * 7919) % 300_000) / 1e6 + beat * 1e-4,
        speedKph: i % 90,
        headingDeg: i % 360,
        fixAtMs: 1_795_000_000_000 + beat * 1000,
      });
      const known = new Map<string, ReturnType<typeof positionOf>>();
      const tookMs: number[] = [];
      for (let beat = 0; beat < times; beat++) {
        const all = Array.from({ length: howMany }, (_, i) => positionOf(i, beat));
        const text = JSON.stringify(all);
        const startedAt = performance.now();
        const fresh: typeof all = JSON.parse(text);
        for (const position of fresh) known.set(position.id, position);
        const listed = [...known.values()].map((position) => ({ ...position }));
        if (listed.length !== howMany) throw new Error('positions are missing');
        tookMs.push(performance.now() - startedAt);
      }
      return tookMs;
    },
    [count, beats] as const,
  );

/** A house whose pages hear of a whole fleet each second. */
async function withDrivingFleet<T>(
  run: (house: HouseProcess, url: string) => Promise<T>,
): Promise<T> {
  const house = await measuredHouse({ VEHICLES: String(vehicles) });
  const injector = await openPositionInjector(Number(house.settings.PORT), vehicles);
  const clock = setInterval(injector.beat, beatMs);
  try {
    return await run(house, injector.url);
  } finally {
    clearInterval(clock);
    injector.close();
    await house.end();
  }
}

/** What a beat of 20,000 moving trucks costs a real desk page on its main thread. */
export const browser: Bench = async ({ quick }) => {
  const { browser: chromium } = await launchBrowser();
  const title = `browser: main-thread work of a beat, ${vehicles} vehicles at 1 Hz`;
  const framesName = 'browser: an interpolated frame beside raw WebGL2 points';
  try {
    const [notes, objectsMs] = await withDrivingFleet(async (house, url) => {
      const { page } = await openScreen(chromium, url, 'desk', house.account('duty-officer'));
      await page.waitForSelector('[data-connection="live"]', { timeout: 60_000 });
      await page.waitForSelector('.desk-map canvas', { timeout: 60_000 });
      await pause(4_000);
      const found = await noteBeats(page, quick ? 6 : 15);
      return [found, await objectBeatsMs(page, vehicles, quick ? 4 : 9)] as const;
    });
    if (notes.beatsMs.length === 0) throw new Error('the page left no measure of a beat');
    const ours = median(notes.beatsMs);
    const objects = median(objectsMs);
    return [
      figure({
        name: title,
        value: ours,
        unit: 'ms',
        yardstick: { name: 'JSON, objects and a Map in the same page', value: objects },
        goal: `<= ${goals.beatMs} ms and <= ${goals.timesObjects} x`,
        holds: ours <= goals.beatMs && ours <= goals.timesObjects * objects,
        detail: { beats: notes.beatsMs.length, p95Ms: percentile(notes.beatsMs, 0.95) },
      }),
      figure({
        name: `browser: long tasks, ${vehicles} vehicles at 1 Hz`,
        value: notes.longTasksMs.length,
        unit: 'tasks of 50 ms or more',
        goal: '0',
        holds: notes.longTasksMs.length === 0,
        detail: { longestMs: Math.max(0, ...notes.longTasksMs) },
      }),
      notRun(framesName, 'x', '<= 2.5', 'the desk tells no time of a frame of its own yet'),
    ];
  } finally {
    await chromium.close();
  }
};
