import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { Page } from 'playwright-core';
import { launchBrowser } from '#browser.ts';
import { openScreen } from '#e2e/pages.ts';
import {
  breachAgoMs,
  breachStory,
  camerasOf,
  heldIds,
  recordedAround,
} from '#e2e/playback-story.ts';
import { recordPast } from '#e2e/recorded-past.ts';
import { skewOf, watchPictures } from '#e2e/tile-skew.ts';
import { housePassword, startHouse } from '#house.ts';
import { type Bench, type Figure, figure } from './figure.ts';
import { median, percentile } from './sampling.ts';

const tiles = 9;
const goals = { skewMs: 100, stillMs: 500 };

async function withReplay<T>(run: (page: Page) => Promise<T>): Promise<T> {
  const breachAtMs = Date.now() - breachAgoMs;
  const house = await startHouse(
    [{ username: 'officer', role: 'duty-officer', areas: [...areaIds] }],
    breachStory(breachAtMs),
    { RECORD_FREE_GB: '0' },
    (dataDir) => recordPast(dataDir, camerasOf(heldIds), recordedAround(breachAtMs)),
  );
  const { browser } = await launchBrowser();
  try {
    const account = { role: 'duty-officer', username: 'officer', password: housePassword } as const;
    const { page } = await openScreen(browser, house.app.url, 'desk', account);
    await page.click('#alarm-A1');
    await page.keyboard.press('p');
    await page.locator('.time-lanes input').fill(String(breachAtMs - 30_000));
    await page.waitForFunction(
      (wanted) =>
        document.querySelectorAll('.recorded-tile[data-picture="shown"]').length === wanted,
      tiles,
      { timeout: 60_000 },
    );
    return await run(page);
  } finally {
    await browser.close();
    await house.stop();
  }
}

/** How far apart nine tiles are at one speed, from the times that their pictures bear. */
async function skewAt(page: Page, speed: number, pictures: number): Promise<Figure> {
  const found = skewOf(await watchPictures(page, tiles, pictures), speed);
  return figure({
    name: `playback: skew of ${tiles} recorded tiles at ${speed}x, p95`,
    value: found.p95Ms,
    unit: 'ms of what was seen',
    goal: `< ${goals.skewMs} ms`,
    holds: found.p95Ms < goals.skewMs,
    detail: found,
  });
}

const stillAt = () => document.querySelector<HTMLElement>('.scrub-still')?.dataset.atMs;

/** From where the mouse comes to rest on the bar until the small picture is of that moment. */
async function stillsMs(page: Page, count: number): Promise<number[]> {
  const box = await page.locator('.time-lanes').boundingBox();
  if (!box) throw new Error('there is no bar');
  const tookMs: number[] = [];
  for (let i = 0; i < count; i++) {
    // Within what was recorded: the bar goes on to the present.
    const share = 0.15 + (((i * 7) % count) / count) * 0.35;
    const before = await page.evaluate(stillAt);
    const startedAt = performance.now();
    await page.mouse.move(box.x + box.width * share, box.y + 10);
    await page.waitForFunction((was) => {
      const still = document.querySelector<HTMLElement>('.scrub-still[data-still="shown"]');
      return still !== null && still.dataset.atMs !== was;
    }, before);
    tookMs.push(performance.now() - startedAt);
  }
  return tookMs;
}

/** Nine recorded tiles of a replayed incident in a real browser, and the bar that leads them. */
export const playback: Bench = ({ quick }) =>
  withReplay(async (page) => {
    const pictures = quick ? 40 : 150;
    await page.keyboard.press('Space');
    const usual = await skewAt(page, 1, pictures);
    await page.keyboard.press(']');
    await page.keyboard.press(']');
    const fast = await skewAt(page, 4, pictures);
    await page.keyboard.press('Space');
    const tookMs = await stillsMs(page, quick ? 10 : 30);
    const p95Ms = percentile(tookMs, 0.95);
    return [
      usual,
      fast,
      figure({
        name: 'playback: pointing at the bar to the small picture, p95',
        value: p95Ms,
        unit: 'ms',
        goal: `<= ${goals.stillMs} ms`,
        holds: p95Ms <= goals.stillMs,
        detail: { times: tookMs.length, p50Ms: median(tookMs) },
      }),
    ];
  });
