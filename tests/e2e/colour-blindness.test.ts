import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '#browser.ts';
import { type House, housePassword, startHouse } from '#house.ts';
import { eyes, levels, levelsAlikeFor } from './levels-apart.ts';
import { signInAt } from './pages.ts';
import { worstHour } from './screen-stories.ts';

/** The five signs of severity, as the desk draws them: by no eye do two of them look alike. */
let house: House;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  house = await startHouse(
    [{ username: 'officer', role: 'duty-officer', areas: [...areaIds] }],
    worstHour(Date.now(), 'U-officer'),
  );
  ({ browser } = await launchBrowser());
  page = await browser.newPage();
  const officer = { username: 'officer', password: housePassword };
  await signInAt(page, `${house.app.url}/desk`, officer);
  for (const level of levels) await page.waitForSelector(`.severity-symbol.${level}`);
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

it.each(eyes)('tells every level of severity apart with %s', async (eye) => {
  expect(await levelsAlikeFor(page, eye, levels, 'signs')).toEqual([]);
});
