import { type CameraHeadEnd, startCameras } from '@ftz/mock-feeds/feeds/hls-camera/device.ts';
import { site } from '@ftz/shared/site/site.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '#browser.ts';
import { type House, housePassword, startHouse, until } from '#house.ts';
import { doorTo, movingPictures, shotPath } from './pages.ts';

/** A camera that shows nothing is said so by its tile, within ten seconds of showing it, and comes back by itself. */
/** Ten seconds are promised; a machine that is busy with other things looks later. */
const saidWithinMs = 10_000 + 5_000;
const cameras = site.cameras.filter(({ area }) => area === 'WLP');
const [frozen = '', black = '', lost = ''] = cameras.map(({ id }) => id);
let house: House;
let headEnd: CameraHeadEnd;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  headEnd = await startCameras({ host: '127.0.0.1', port: 0, cameras, nowMs: Date.now });
  house = await startHouse([{ username: 'hall', role: 'wall', areas: ['WLP'] }], [], {
    CAMERAS_URL: `http://127.0.0.1:${headEnd.port}`,
  });
  ({ browser } = await launchBrowser());
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  page = await context.newPage();
  await page.goto(`${house.app.url}${doorTo('/wall')}`);
  await page.fill('#username', 'hall');
  await page.fill('#password', housePassword);
  await page.click('button[type=submit]');
  await page.waitForSelector('#password', { state: 'detached' });
  await page.goto(`${house.app.url}/wall?scene=video`);
  for (const camera of [frozen, black, lost]) await becomes(camera, 'live');
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
  await headEnd?.close();
});

const tile = (camera: string) => page.locator(`.video-tile[data-camera-id="${camera}"]`);

const becomes = (camera: string, state: string, withinMs = 90_000) =>
  until(
    () => tile(camera).getAttribute('data-picture'),
    (shown) => shown === state,
    withinMs,
  );

/** What the tile says that its picture is behind the camera, ms. */
async function latencyOf(camera: string): Promise<number> {
  const stamp = (await tile(camera).locator('.video-tile-stamp').textContent()) ?? '';
  return Number(/([\d.]+) s/.exec(stamp)?.[1]) * 1000;
}

/** The time of day, in the zone, that a tile says it has shown nothing since. */
async function saidSinceMs(camera: string, nowMs: number): Promise<number> {
  const [, h, m, s] = /(\d\d):(\d\d):(\d\d)/.exec((await tile(camera).textContent()) ?? '') ?? [];
  const dayMs = 86_400_000;
  const zoneMs = 8 * 3_600_000;
  const ofDayMs = (Number(h) * 3600 + Number(m) * 60 + Number(s)) * 1000;
  const ageMs = (((nowMs + zoneMs) % dayMs) - ofDayMs + dayMs) % dayMs;
  return nowMs - ageMs;
}

it.each([
  [frozen, 'frozen', 'frozen'],
  [black, 'black', 'black'],
  [lost, 'lost', 'no-picture'],
] as const)(
  '%s is %s, says so in time and since when, and is live again by itself',
  async (camera, put, said) => {
    const latencyMs = await latencyOf(camera);
    const putAtMs = Date.now();
    headEnd.put(camera, put);
    await becomes(camera, said);
    const saidAtMs = Date.now();
    const sinceMs = await saidSinceMs(camera, saidAtMs);
    expect(Math.abs(sinceMs - putAtMs)).toBeLessThan(5_000);
    // What was under way when it happened is still shown, as every live picture is: late.
    const shownForMs = saidAtMs - (sinceMs + latencyMs);
    expect(shownForMs).toBeLessThanOrEqual(saidWithinMs);
    await page.screenshot({ path: shotPath(`tile-${put}`) });
    headEnd.put(camera, 'well');
    const wellAtMs = Date.now();
    await becomes(camera, 'live');
    console.log(
      `${put}: on screen for ${shownForMs} ms when it was said, ${saidAtMs - putAtMs} ms after it ` +
        `happened (latency ${latencyMs} ms); live ${Date.now() - wellAtMs} ms after it was well`,
    );
    expect(await movingPictures(page)).toBeGreaterThanOrEqual(1);
  },
);
