import { type CameraHeadEnd, startCameras } from '@ftz/mock-feeds/feeds/hls-camera/device.ts';
import { site } from '@ftz/shared/site/site.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '#browser.ts';
import { type House, housePassword, startHouse, until } from '#house.ts';
import { cutOffOn } from './cut-off.ts';
import { shotPath, signInAt } from './pages.ts';
import { smallLettersOn } from './small-letters.ts';
import { ageOfTimeSaid } from './time-said.ts';

/** Ten seconds are promised; a machine that is busy with other things looks later. */
const saidWithinMs = 10_000 + 5_000;
const cameras = site.cameras.filter(({ area }) => area === 'WLP');
const [frozen = '', black = '', lost = ''] = cameras.map(({ id }) => id);
/** Of a camera that shows nothing its tile says so within ten seconds of showing it, and comes back by itself. */
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
  const hall = { username: 'hall', password: housePassword };
  // As many arc-minutes as on a panel of 98 inches, eight metres away: the least room that a tile has.
  await signInAt(page, `${house.app.url}/wall?scene=video&arcmin=1.907`, hall);
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

/** Where its picture stands now, s of its medium. */
const pictureAtS = (camera: string) =>
  tile(camera)
    .locator('video')
    .evaluate((video: HTMLVideoElement) => video.currentTime);

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
    const sinceMs = saidAtMs - ageOfTimeSaid((await tile(camera).textContent()) ?? '', saidAtMs);
    expect(Math.abs(sinceMs - putAtMs)).toBeLessThan(5_000);
    // What was under way when it happened is still shown, as every live picture is: late.
    const shownForMs = saidAtMs - (sinceMs + latencyMs);
    expect(shownForMs).toBeLessThanOrEqual(saidWithinMs);
    await page.screenshot({ path: shotPath(`tile-${put}`) });
    expect(await smallLettersOn(page, 'wall')).toEqual([]);
    expect(await cutOffOn(page, '.wall-sight')).toEqual([]);
    headEnd.put(camera, 'well');
    const wellAtMs = Date.now();
    await becomes(camera, 'live');
    console.log(
      `${put}: on screen for ${shownForMs} ms when it was said, ${saidAtMs - putAtMs} ms after it ` +
        `happened (latency ${latencyMs} ms); live ${Date.now() - wellAtMs} ms after it was well`,
    );
    const before = await pictureAtS(camera);
    await until(
      () => pictureAtS(camera),
      (now) => now > before,
    );
  },
);
