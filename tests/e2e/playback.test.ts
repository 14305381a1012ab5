import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '#browser.ts';
import { type House, housePassword, startHouse, until } from '#house.ts';
import { openScreen, shotPath } from './pages.ts';
import {
  breachAgoMs,
  breachStory,
  camerasOf,
  heldIds,
  neighbourIds,
  recordedAround,
} from './playback-story.ts';
import { recordPast } from './recorded-past.ts';
import { skewOf, spreadOf, watchPictures } from './tile-skew.ts';

/** What the neighbours saw, in a real browser: on one clock from half a minute before, led by keys and by the bar. */
const breachAtMs = Date.now() - breachAgoMs;
let house: House;
let browser: Browser;
let page: Page;
let errors: string[];

beforeAll(async () => {
  house = await startHouse(
    [{ username: 'officer', role: 'duty-officer', areas: [...areaIds] }],
    breachStory(breachAtMs),
    { RECORD_FREE_GB: '0' },
    (dataDir) => recordPast(dataDir, camerasOf(heldIds), recordedAround(breachAtMs)),
  );
  ({ browser } = await launchBrowser());
  const account = { role: 'duty-officer', username: 'officer', password: housePassword } as const;
  ({ page, errors } = await openScreen(browser, house.app.url, 'desk', account));
  await page.locator('#alarm-A1').waitFor();
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

const tile = '.recorded-tile';
const shown = (count: number) =>
  page.waitForFunction(
    (wanted) => document.querySelectorAll('.recorded-tile[data-picture="shown"]').length === wanted,
    count,
  );
/** When the picture of each tile was seen, ms, of what its element stands at. */
const moments = () =>
  page.$$eval('.recorded-tile video', (videos) =>
    videos.map((video) => {
      const { currentTime, dataset } = video as HTMLVideoElement;
      return Number(dataset.zeroMs) + currentTime * 1000;
    }),
  );
const clockMs = async () =>
  Date.parse((await page.getAttribute('.then-band time', 'datetime')) ?? '');
const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
/** What stands, stands at one moment in all tiles, and it is that of the clock. */
const standsAsOne = () =>
  until(
    async () => ({ at: await moments(), clock: await clockMs() }),
    ({ at, clock }) => spreadOf(at) < 5 && Math.abs((at[0] ?? 0) - clock) < 10,
  );

/** Seen in the output: a figure says more than that it is small enough. */
const print = (what: string, figures: object) =>
  process.stdout.write(`${JSON.stringify({ what, ...figures })}\n`);

/** With fewer in a second a machine is too busy to say by its pictures where its players stand. */
const tellingPicturesPerS = 8;

/**
 * They have come together: for a while of so many pictures in each tile 95 of 100 looks at the players find them so,
 * and of the pictures themselves, where the machine comes to show them.
 */
async function expectTogether(tiles: number, speed: number): Promise<void> {
  const figures = await until(
    async () => skewOf(await watchPictures(page, tiles, 20), speed),
    ({ p95Ms, clocksP95Ms, picturesPerS }) =>
      clocksP95Ms < 100 && (p95Ms < 100 || picturesPerS < tellingPicturesPerS),
    60_000,
  );
  print('skew of recorded tiles', figures);
  expect(figures.tiles).toBe(tiles);
}

it('plays what four neighbours saw from half a minute before, by one key', async () => {
  await page.click('#alarm-A1');
  await press('y');
  await page.waitForSelector('.neighbours');
  expect(await clockMs()).toBeGreaterThanOrEqual(breachAtMs - 30_000);
  expect(await clockMs()).toBeLessThan(breachAtMs);
  await shown(neighbourIds.length);
  const cameraIds = await page.$$eval(tile, (tiles) =>
    tiles.map((each) => (each as HTMLElement).dataset.cameraId),
  );
  expect(cameraIds).toEqual(neighbourIds);
  await expectTogether(4, 1);
  await page.screenshot({ path: shotPath('neighbours') });
});

it('stands at one picture, goes on by one, and jumps, all tiles as one', async () => {
  await press('Space');
  const { clock } = await standsAsOne();
  await press('.');
  await until(clockMs, (atMs) => atMs === clock + 40);
  await standsAsOne();
  await press('ArrowLeft', 'ArrowLeft');
  await until(clockMs, (atMs) => atMs === clock + 40 - 10_000);
  await standsAsOne();
  await shown(4);
});

it('shows a small picture wherever the bar is pointed at, and goes there when it is clicked', async () => {
  const lanes = page.locator('.time-lanes');
  const box = await lanes.boundingBox();
  if (!box) throw new Error('there is no bar');
  expect(await page.$$('.scrub-still')).toEqual([]);
  // A bar of ten minutes, the breach in its middle; the second lane is the second camera's.
  const atMs = breachAtMs + 60_000;
  const x = box.x + (box.width * (atMs - breachAtMs + 300_000)) / 600_000;
  const y = box.y + (box.height * 1.5) / neighbourIds.length;
  await page.mouse.move(x, y);
  const still = page.locator('.scrub-still[data-still="shown"]');
  await still.waitFor();
  expect(await still.getAttribute('data-camera-id')).toBe(neighbourIds[1]);
  const seenAtMs = await still.locator('video').evaluate((video: HTMLVideoElement) => {
    return Number(video.dataset.zeroMs) + video.currentTime * 1000;
  });
  // The beginning of the piece of two seconds that the moment lies in.
  expect(atMs - seenAtMs).toBeGreaterThan(-100);
  expect(atMs - seenAtMs).toBeLessThan(2_100);
  await page.mouse.move(box.x + 5, y);
  await page.locator('.scrub-still[data-still="none"]').waitFor();
  await page.mouse.click(x, y);
  await until(clockMs, (now) => Math.abs(now - atMs) <= 1_000);
  await standsAsOne();
  await page.screenshot({ path: shotPath('neighbours-scrubbing') });
  await page.mouse.move(box.x + 100, box.y - 300);
  await page.locator('.scrub-still').waitFor({ state: 'detached' });
});

it('says of every neighbour that kept nothing why', async () => {
  await page.click('#alarm-A2');
  await press('y', 'y');
  const notes = page.locator('.recorded-note');
  await until(
    () => notes.allTextContents(),
    (said) => said.length === 4 && said.every((words) => words === '这段时间没有保留录像'),
    40_000,
  );
  await press('Escape');
  await page.locator('.neighbours').waitFor({ state: 'detached' });
  expect(errors).toEqual([]);
});
