import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '#browser.ts';
import { type House, housePassword, startHouse } from '#house.ts';
import { areaStory } from './area-story.ts';
import { cutOffOn } from './cut-off.ts';
import { heardTones, listenForTones } from './heard-tones.ts';
import { shotPath, signInAt } from './pages.ts';
import { smallLettersOn } from './small-letters.ts';

/**
 * The status of a wall, as it hangs: panels of 98 and 75 inches seen from eight metres, one of 75 inches from
 * four, and one of half the resolution. No letter is too small for that, none is cut off, and nothing is left
 * out: who leads the shift, what is open, who is free, which feeds are heard.
 */
const panels = [
  { name: '8m', width: 3840, height: 2160, arcmin: 5.72 },
  { name: '8m-75', width: 3840, height: 2160, arcmin: 7.5 },
  { name: '4m', width: 3840, height: 2160, arcmin: null },
  { name: 'hd', width: 1920, height: 1080, arcmin: null },
] as const;
const cases = panels.flatMap((panel) => ['zh', 'en'].map((language) => ({ ...panel, language })));

let house: House;
let browser: Browser;

beforeAll(async () => {
  house = await startHouse(
    [
      { username: 'wall', role: 'wall', areas: [...areaIds] },
      { username: 'zhang', role: 'shift-leader', areas: [...areaIds] },
    ],
    areaStory(Date.now()),
  );
  ({ browser } = await launchBrowser());
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

async function openWall(panel: (typeof cases)[number], scene = 'numbers'): Promise<Page> {
  const { width, height, arcmin, language } = panel;
  const page = await (await browser.newContext({ viewport: { width, height } })).newPage();
  await listenForTones(page);
  const address = new URL('/wall', house.app.url);
  address.searchParams.set('lang', language);
  address.searchParams.set('scene', scene);
  if (arcmin !== null) address.searchParams.set('arcmin', String(arcmin));
  await signInAt(page, address.href, { username: 'wall', password: housePassword });
  await page.waitForSelector('.wall-area .open');
  await page.waitForSelector('.wall-health:not([data-health="unknown"])');
  return page;
}

it.each(cases)('can be read on a panel of $name, in $language', async (panel) => {
  const page = await openWall(panel);
  await page.waitForSelector('[data-figure="blind"]:not(.unknown)');
  await page.waitForSelector('[data-total="feeds"]:not(.unknown)');
  await page.screenshot({ path: shotPath(`wall-numbers-${panel.name}-${panel.language}`) });
  expect(await smallLettersOn(page, 'wall')).toEqual([]);
  expect(await cutOffOn(page, '.wall-bar')).toEqual([]);
  expect(await cutOffOn(page, '.area-board')).toEqual([]);
  expect(await page.locator('.wall-area').count()).toBe(4);
  // No camera plays for this house, which costs nobody an alarm.
  expect(await page.getAttribute('.wall-health', 'data-health')).toBe('watch');
  expect(await page.getAttribute('.wall-shift', 'data-lead')).toBe('nobody');
  expect(await page.locator('.wall-shift > :visible').count()).toBeGreaterThanOrEqual(3);
  expect(await page.locator('.wall-totals .total:visible').count()).toBe(5);
  expect(await page.textContent('[data-total="units"]')).toMatch(/\d+\/\d+$/);
  expect(await page.textContent('[data-total="feeds"]')).toMatch(/\d+\/\d+$/);
  expect(await cutOffOn(page, '.wall-bands')).toEqual([]);
  await page.context().close();
});

it.each(cases)('draws the statistics on a panel of $name, in $language', async (panel) => {
  const page = await openWall(panel, 'answers');
  await page.waitForFunction(() => document.querySelectorAll('.chart-canvas svg').length === 4);
  await page.screenshot({ path: shotPath(`wall-statistics-${panel.name}-${panel.language}`) });
  expect(await smallLettersOn(page, 'wall')).toEqual([]);
  // What a chart writes lies within it.
  const outside = await page.evaluate(() =>
    [...document.querySelectorAll('.chart-canvas')].flatMap((chart) => {
      const box = chart.getBoundingClientRect();
      return [...chart.querySelectorAll('svg text')]
        .filter((text) => {
          const { left, right } = text.getBoundingClientRect();
          return left < box.left - 2 || right > box.right + 2;
        })
        .map((text) => text.textContent);
    }),
  );
  expect(outside).toEqual([]);
  await page.context().close();
});

it('says over its whole face that it is blind, calls for help, and shows no number as of now', async () => {
  const panel = cases.find(({ name }) => name === '4m');
  if (!panel) throw new Error('no panel');
  const page = await openWall(panel);
  expect(await heardTones(page)).not.toContain(520);
  await house.app.close();
  await page.waitForSelector('[data-state="not-live"]');
  await page.screenshot({ path: shotPath('wall-status-blind') });
  const band = page.locator('[data-state="not-live"]');
  expect(await band.textContent()).toMatch(/\d\d:\d\d:\d\d/);
  const letterPx = await band.evaluate((el) => Number.parseFloat(getComputedStyle(el).fontSize));
  const arcminPx = await page.evaluate(() =>
    Number.parseFloat(
      getComputedStyle(document.querySelector('.wall-bar') as Element).getPropertyValue('--arcmin'),
    ),
  );
  expect(letterPx / arcminPx).toBeGreaterThanOrEqual(40);
  const frame = await band.evaluate((el) => getComputedStyle(el, '::after').position);
  expect(frame).toBe('fixed');
  expect(await page.getAttribute('.wall-health', 'data-health')).toBe('unknown');
  expect(await page.locator('.wall-area.stale').count()).toBe(4);
  expect(await page.locator('.wall-totals .total').count()).toBe(0);
  const figures = page.locator('.area-column li');
  expect(await figures.count()).toBe(await page.locator('.area-column li.unknown').count());
  expect(await page.locator('.area-column .value, .area-column .main').count()).toBe(0);
  await expect.poll(() => heardTones(page)).toContain(520);
});
