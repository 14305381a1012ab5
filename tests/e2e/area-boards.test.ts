import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '#browser.ts';
import { type House, housePassword, startHouse } from '#house.ts';
import { areaStory } from './area-story.ts';
import { cutOffOn } from './cut-off.ts';
import { shotPath, signInAt, sizes } from './pages.ts';
import { smallLettersOn } from './small-letters.ts';

/** The numbers of the areas at a desk, and what lies behind each. */
let house: House;
let browser: Browser;

beforeAll(async () => {
  house = await startHouse(
    [{ username: 'leader', role: 'shift-leader', areas: [...areaIds] }],
    areaStory(Date.now()),
  );
  ({ browser } = await launchBrowser());
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

async function openBoard(query: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: sizes.desk })).newPage();
  const address = `${house.app.url}/areas?${query}`;
  await signInAt(page, address, { username: 'leader', password: housePassword });
  await page.waitForSelector(`${figure('WGQ', 'blind')}:not(.unknown)`);
  return page;
}

const figure = (area: string, name: string) =>
  `.area-column[data-area="${area}"] [data-figure="${name}"]`;
const heading = '.area-behind h2';

it.each(['zh', 'en'])('tells the numbers of four areas side by side, in %s', async (language) => {
  const page = await openBoard(`lang=${language}`);
  await page.screenshot({ path: shotPath(`desk-areas-${language}`) });
  expect(await page.locator('.area-column').count()).toBe(4);
  expect(await smallLettersOn(page, 'desk')).toEqual([]);
  expect(await cutOffOn(page, '.area-board')).toEqual([]);
  expect(await page.textContent(`${figure('WGQ', 'journeys')} b`)).toBe('1');
  expect(await page.getAttribute(figure('WGQ', 'journeys'), 'class')).toContain('act');
  expect(await page.textContent(`${figure('YSP', 'passages')} b`)).toBe('412/388');
  await page.context().close();
});

it('leads with one key to what a number counts, and with another to it at the desk', async () => {
  const page = await openBoard('lang=zh');
  await page.waitForSelector('.area-behind li');
  expect(await page.textContent(heading)).toContain('外高桥 · 待确认报警');
  expect(await page.locator('.area-behind li').count()).toBe(4);
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => page.textContent(heading)).toContain('在途');
  expect(await page.locator('.area-behind li').count()).toBe(12);
  expect(await page.textContent('.area-behind li')).toContain('超期');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/desk');
  await page.waitForSelector('#alarm-WGQ-A0[aria-selected="true"], #alarm-WGQ-A0.selected');
  await page.context().close();
});

it('leads there by one click, and from an address', async () => {
  const page = await openBoard('lang=zh&area=YSP&figure=passages');
  expect(await page.textContent(heading)).toContain('洋山 · 近 1 时进出');
  await page.click(`${figure('PVG', 'blind')} button`);
  await expect.poll(() => page.textContent('.area-behind li')).toContain('PVG-C3');
  await page.context().close();
});

it('each figure of the charts at a desk is one step from what it counts, by hand and by key', async () => {
  const page = await (await browser.newContext({ viewport: sizes.desk })).newPage();
  const address = `${house.app.url}/desk?lang=zh`;
  await signInAt(page, address, { username: 'leader', password: housePassword });
  const steps = (chart: number) => `.charts .chart-slot:nth-child(${chart}) .chart-steps button`;
  const list = (of: string) => `.statistic-behind[data-behind="${of}"]`;
  const isOnStep = () =>
    page.evaluate(() => document.activeElement?.closest('.chart-steps') !== null);
  await page.waitForSelector(steps(3));

  await page.locator(steps(2)).first().click();
  await page.waitForSelector(`${list('passages')} .line-behind`);
  await page.keyboard.press('Escape');
  await page.waitForSelector(list('passages'), { state: 'detached' });
  expect(await isOnStep()).toBe(true);

  await page.locator(steps(3)).first().click();
  await page.waitForSelector(`${list('responses')} .line-behind`);
  await page.keyboard.press('Escape');

  await page.locator(steps(1)).first().focus();
  const before = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  await page.keyboard.press('ArrowDown');
  expect(await isOnStep()).toBe(true);
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).not.toBe(
    before,
  );
  await page.keyboard.press('Enter');
  await page.waitForSelector(`${list('alarms')} .line-behind`);
  await page.screenshot({ path: shotPath('desk-statistic-behind') });
  expect(await smallLettersOn(page, 'desk')).toEqual([]);
  await page.keyboard.press('Tab');
  const line = await page.evaluate(() => document.activeElement?.querySelector('b')?.textContent);
  expect(line).toBe('关锁被非法开启');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.textContent('.incident-panel h2')).toBe(line);
  await page.context().close();
});
