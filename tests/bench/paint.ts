import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Role } from '@ftz/shared/contract/account.ts';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '#browser.ts';
import { openScreen, type Screen } from '#e2e/pages.ts';
import { type Bench, type Figure, figure } from './figure.ts';
import { type HouseProcess, measuredHouse } from './house-process.ts';
import { median } from './sampling.ts';

/** `live` and `map`: null where a screen has none, or does not say. */
type Asked = {
  screen: Screen;
  role: Role;
  goalMs: number;
  shell: string;
  live: string | null;
  map: string | null;
};
const isLive = '[data-connection="live"]';
const screens: Asked[] = [
  {
    screen: 'desk',
    role: 'duty-officer',
    goalMs: 2_000,
    shell: '.desk-screen .alarm-queue',
    live: isLive,
    map: '.desk-map canvas',
  },
  {
    screen: 'wall',
    role: 'wall',
    goalMs: 3_000,
    shell: '.wall-screen .wall-pane > *',
    live: null,
    map: '.wall-pane canvas',
  },
  {
    screen: 'mobile',
    role: 'field-officer',
    goalMs: 2_500,
    shell: '.mobile-screen main > *',
    live: isLive,
    map: null,
  },
];
const mostKb = 350;

/** Milliseconds from the start of the navigation, with nothing cached. */
type Seen = { paintMs: number; shellMs: number; liveMs: number | null; mapMs: number | null };

async function visit(browser: Browser, house: HouseProcess, asked: Asked): Promise<Seen> {
  const { screen, role, shell, live, map } = asked;
  const { page } = await openScreen(browser, house.url, screen, house.account(role));
  const awaited = [shell, live, map].filter((selector) => selector !== null);
  for (const selector of awaited) await page.waitForSelector(selector, { timeout: 60_000 });
  const inspector = await page.context().newCDPSession(page);
  await inspector.send('Network.clearBrowserCache');
  await page.addInitScript((selectors) => {
    const seenAtMs: Record<string, number> = {};
    Object.assign(globalThis, { seenAtMs });
    const look = () => {
      for (const selector of selectors)
        if (!(selector in seenAtMs) && document.querySelector(selector))
          seenAtMs[selector] = performance.now();
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, awaited);
  await page.goto(`${house.url}/${screen}`);
  for (const selector of awaited) await page.waitForSelector(selector, { timeout: 60_000 });
  await page.waitForTimeout(200);
  const [seenAtMs, paintMs] = await page.evaluate(() => {
    const { seenAtMs: seen } = globalThis as unknown as { seenAtMs: Record<string, number> };
    const [paint] = performance.getEntriesByName('first-contentful-paint');
    return [seen, paint?.startTime ?? Number.NaN] as const;
  });
  await page.context().close();
  const atMs = (selector: string | null) => (selector && seenAtMs[selector]) || null;
  return {
    paintMs,
    shellMs: Math.max(paintMs, atMs(shell) ?? Number.NaN),
    liveMs: atMs(live),
    mapMs: atMs(map),
  };
}

async function figureOf(
  browser: Browser,
  house: HouseProcess,
  asked: Asked,
  reps: number,
): Promise<Figure> {
  const visits: Seen[] = [];
  for (let rep = 0; rep < reps; rep++) visits.push(await visit(browser, house, asked));
  const middle = (of: (seen: Seen) => number | null) =>
    median(visits.flatMap((seen) => of(seen) ?? []));
  const value = middle(({ shellMs }) => shellMs);
  return figure({
    name: `paint: ${asked.screen}, first paint of the screen itself, nothing cached`,
    value,
    unit: 'ms',
    goal: `<= ${asked.goalMs}`,
    holds: value <= asked.goalMs,
    detail: {
      firstContentfulPaintMs: middle(({ paintMs }) => paintMs),
      liveMs: middle(({ liveMs }) => liveMs),
      mapMs: middle(({ mapMs }) => mapMs),
    },
  });
}

const dist = fileURLToPath(new URL('../../web/dist/', import.meta.url));

/** Scripts that a script needs before it runs: its static imports, and theirs. */
function closureOf(files: readonly string[], found = new Set<string>()): Set<string> {
  for (const file of files) {
    if (found.has(file)) continue;
    found.add(file);
    const text = readFileSync(join(dist, 'assets', file), 'utf8');
    const imports = [...text.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)];
    closureOf(
      imports.map(([, name]) => name ?? ''),
      found,
    );
  }
  return found;
}

/** What the desk loads before its map: the door, the desk, and what both need. */
function scriptsBeforeMap(): Figure {
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  const door = [...html.matchAll(/assets\/([\w.-]+\.js)/g)].map(([, name]) => name ?? '');
  const desk = readdirSync(join(dist, 'assets')).filter((name) =>
    /^desk-screen-.*\.js$/.test(name),
  );
  const scripts = [...closureOf([...door, ...desk])];
  const zipped = (name: string) => gzipSync(readFileSync(join(dist, 'assets', name))).length;
  const kb = scripts.reduce((sum, name) => sum + zipped(name), 0) / 1000;
  return figure({
    name: 'paint: JavaScript of the desk before its map, gzipped',
    value: kb,
    unit: 'kB',
    goal: `<= ${mostKb}`,
    holds: desk.length > 0 && kb <= mostKb,
    detail: { scripts: scripts.length },
  });
}

/** How long a screen stays empty. */
export const paint: Bench = async ({ reps }) => {
  const { browser } = await launchBrowser();
  const house = await measuredHouse({});
  try {
    const lines: Figure[] = [];
    for (const asked of screens) lines.push(await figureOf(browser, house, asked, reps));
    return [...lines, scriptsBeforeMap()];
  } finally {
    await browser.close();
    await house.end();
  }
};
