import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { browserCommand, launchBrowser } from '#browser.ts';
import { until } from '#house.ts';
import {
  endForcibly,
  freePort,
  isolatedSettings,
  type LaunchedProduct,
  launchBff,
} from '#launched-product.ts';
import { firstAccount, shotPath, signInAt, sizes } from './pages.ts';
import { untilInstalled } from './phone-steps.ts';
import { tellFigure } from './tell-figure.ts';
import { ageOfTimeSaid } from './time-said.ts';

/**
 * A screen of the hall, kept by the program that keeps it in the hall: let in once by a person at a desk,
 * and from then on back by itself, whatever ends. No form is ever shown on it.
 */
const program = fileURLToPath(new URL('../../scripts/wall-kiosk.mjs', import.meta.url));
const profile = mkdtempSync(join(tmpdir(), 'ftz-wall-'));
const form = '#username, #password, .sign-in';

let settings: Record<string, string>;
let house: LaunchedProduct;
let browser: Browser;
let desk: Page;
let url: string;
let kiosk: Kiosk | null = null;

beforeAll(async () => {
  settings = await isolatedSettings();
  url = `http://127.0.0.1:${settings.PORT}`;
  house = await launchBff(settings);
  ({ browser } = await launchBrowser());
  desk = await (await browser.newContext({ viewport: sizes.desk })).newPage();
  await signInAt(desk, `${url}/devices`, firstAccount(settings.DATA_DIR ?? '', 'shift-leader'));
  await desk.click('[data-sheet="walls"]');
});
afterAll(async () => {
  await kiosk?.end();
  await browser?.close();
  if (house) endForcibly(house);
  rmSync(profile, { recursive: true, force: true });
});

/** The program of the hall with its browser, and a look into that browser from outside. */
type Kiosk = {
  child: ChildProcess;
  page: Page;
  ended: Promise<number | null>;
  end: () => Promise<void>;
};

async function startKiosk(): Promise<Kiosk> {
  const port = await freePort();
  const { executablePath, env, flags } = await browserCommand();
  const more = [...flags, '--headless=new', `--remote-debugging-port=${port}`];
  const child = spawn(process.execPath, [program, `${url}/wall/2`], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...env, BROWSER: executablePath, WALL_PROFILE: profile, WALL_FLAGS: more.join(' ') },
  });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const attached = await until(
    () => chromium.connectOverCDP(`http://127.0.0.1:${port}`).catch(() => null),
    (found) => found !== null && found.contexts()[0]?.pages()[0] !== undefined,
    60_000,
  );
  const page = attached?.contexts()[0]?.pages()[0];
  if (!page) throw new Error('the browser of the hall shows no page');
  const end = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  return { child, page, ended, end };
}

const isWall = async (page: Page, withinMs = 60_000) => {
  await page.waitForSelector('.wall-screen', { timeout: withinMs });
  expect(await page.$(form)).toBeNull();
};
const bandOf2 = '.blind-wall[data-wall="2"]';
const took = (name: string, sinceMs: number, goalS: number) => {
  const value = (Date.now() - sinceMs) / 1000;
  tellFigure(name, value, 's', goalS);
  return value;
};

it('shows a code, and is a wall as soon as a person at a desk has compared it', async () => {
  kiosk = await startKiosk();
  const { page } = kiosk;
  await page.waitForSelector('[data-standing="waiting"]', { timeout: 60_000 });
  expect(await page.$(form)).toBeNull();
  const code = ((await page.textContent('.wall-code strong')) ?? '').replaceAll(/\s/g, '');
  await page.screenshot({ path: shotPath('wall-code') });
  await desk.fill('[name="wall-code"]', code);
  await desk.waitForSelector('.admit-walls .asking');
  await desk.selectOption('[name="wall-id"]', '2');
  await desk.screenshot({ path: shotPath('desk-admits-wall') });
  await desk.click('.admit-walls [type="submit"]');
  await isWall(page);
  await desk.waitForSelector('[data-wall="2"][data-let-in="yes"]');
  await untilInstalled(page, '/wall');
});

it('says that it is not live when the center is killed, and is live again by itself', async () => {
  const page = kiosk?.page as Page;
  process.kill(house.launcher.pid, 'SIGKILL');
  await page.waitForSelector('[data-state="not-live"]');
  await house.ended;
  house = await launchBff(settings);
  const readyAtMs = Date.now();
  await page.waitForSelector('[data-state="not-live"]', { state: 'detached', timeout: 60_000 });
  await isWall(page);
  expect(took('wall is live after a restart of the center', readyAtMs, 60)).toBeLessThan(60);
  // The house was away, not the wall.
  await desk.waitForSelector('[data-wall="2"][data-let-in="yes"]', { timeout: 60_000 });
  expect(await desk.$(bandOf2)).toBeNull();
});

it('is started anew after its page has crashed, and is the wall without a word from anybody', async () => {
  const crashed = kiosk as Kiosk;
  const session = await crashed.page.context().newCDPSession(crashed.page);
  const atMs = Date.now();
  void session.send('Page.crash').catch(() => undefined);
  // What systemd answers with another start.
  expect(await crashed.ended).toBe(1);
  kiosk = await startKiosk();
  await isWall(kiosk.page);
  took('wall is back after its page crashed', atMs, 15);
  expect(await kiosk.page.$('.wall-code')).toBeNull();
});

it('is blind at every desk once its browser is gone, until it is back', async () => {
  await kiosk?.end();
  const atMs = Date.now();
  await desk.waitForSelector(bandOf2, { timeout: 60_000 });
  expect(took('desk knows that the wall is blind', atMs, 30)).toBeLessThan(30);
  await desk.screenshot({ path: shotPath('desk-wall-blind') });
  kiosk = await startKiosk();
  await isWall(kiosk.page);
  await desk.waitForSelector(bandOf2, { state: 'detached', timeout: 60_000 });
});

it('opens with what it last knew, and says since when, where the center is away', async () => {
  await until(
    () => (kiosk as Kiosk).page.evaluate(keptPictures),
    (kept) => kept > 0,
    60_000,
  );
  await kiosk?.end();
  process.kill(house.launcher.pid, 'SIGKILL');
  await house.ended;
  const killedAtMs = Date.now();
  kiosk = await startKiosk();
  const band = '.wall-screen [data-state="not-live"]';
  const words = await kiosk.page.waitForSelector(band, { timeout: 60_000 });
  // As of what was kept while the center was there, not of the page's own start.
  expect(ageOfTimeSaid((await words.textContent()) ?? '', killedAtMs)).toBeLessThan(3_600_000);
  await kiosk.page.screenshot({ path: shotPath('wall-not-live') });
  house = await launchBff(settings);
  await kiosk.page.waitForSelector('[data-state="not-live"]', {
    state: 'detached',
    timeout: 60_000,
  });
  await isWall(kiosk.page);
});

/** In the page: how many pictures of the zone its vault holds. */
async function keptPictures(): Promise<number> {
  const all = await indexedDB.databases();
  if (!all.some(({ name }) => name === 'phone')) return 0;
  return new Promise((resolve) => {
    const opening = indexedDB.open('phone');
    opening.onerror = () => resolve(0);
    opening.onsuccess = () => {
      const db = opening.result;
      const counting = db.transaction('picture').objectStore('picture').count();
      counting.onsuccess = () => {
        db.close();
        resolve(counting.result);
      };
    };
  });
}
