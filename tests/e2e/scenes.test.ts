import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import { siteScenes } from '@ftz/shared/site/scenes.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '#browser.ts';
import { type House, housePassword, startHouse } from '#house.ts';
import { cutOffOn } from './cut-off.ts';
import { mismatchStory } from './evidence-story.ts';
import { eyes, levelsAlikeFor, levelsOn } from './levels-apart.ts';
import { shotPath, signInAt, sizes } from './pages.ts';
import { worstHour } from './screen-stories.ts';
import { smallLettersOn } from './small-letters.ts';

/**
 * Every scene of the site on a wall of either resolution: nothing on it is too small to be read from
 * across the hall, and no live value is cut off.
 */
const panels = { '4k': sizes.wall, fhd: sizes.desk } as const;
let houses: Record<'calm' | 'flood' | 'worst', House>;
let browser: Browser;

beforeAll(async () => {
  const accounts = [{ username: 'wall', role: 'wall' as const, areas: [...areaIds] }];
  const worstOf = worstHour(Date.now(), 'U-colleague').map(confirmedLater);
  const [calm, flood, worst] = await Promise.all([
    startHouse(accounts, mismatchStory(Date.now())),
    startHouse(
      accounts,
      worstOf.filter(({ type }) => !/^(emergency|wall)\./.test(type)),
    ),
    startHouse(accounts, worstOf),
  ]);
  houses = { calm, flood, worst };
  ({ browser } = await launchBrowser());
});
afterAll(async () => {
  await browser?.close();
  await Promise.all(Object.values(houses ?? {}).map((house) => house.stop()));
});

/** However slow this machine is, it stays in force while it is looked at. */
function confirmedLater(draft: DurableDraft): DurableDraft {
  if (draft.type !== 'emergency.declared') return draft;
  const confirmDueAtMs = (draft.data.confirmDueAtMs ?? 0) + 3_600_000;
  return { ...draft, data: { ...draft.data, confirmDueAtMs } };
}

async function openWall(house: House, language: string, panel: keyof typeof panels): Promise<Page> {
  const context = await browser.newContext({ viewport: panels[panel] });
  const page = await context.newPage();
  const address = `${house.app.url}/wall?lang=${language}`;
  await signInAt(page, address, { username: 'wall', password: housePassword });
  return page;
}

/** Live values whose letters do not fit their own place. */
const cutOff = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('.scene-panes .num')].flatMap((element) => {
      // A board of areas leaves out what has no room, and has a test of its own.
      if (element.closest('.area-board')) return [];
      const isCut = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0;
      const style = getComputedStyle(element);
      return isCut && style.overflowX !== 'visible'
        ? [`${element.className}: ${element.textContent}`]
        : [];
    }),
  );

/** Totals of the bar and facts of an emergency of which the screen shows a part, or nothing. */
const outOfSight = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('.wall-totals .total, .wall-emergency dd')].flatMap((element) => {
      const own = element.getBoundingClientRect();
      const pane = element.closest('.wall-pane')?.getBoundingClientRect();
      const isWhole = pane && own.right <= pane.right + 1 && own.bottom <= pane.bottom + 1;
      return isWhole ? [] : [`${element.className} ${element.textContent}`];
    }),
  );

describe.each(['zh', 'en'])('in %s', (language) => {
  it.each(['4k', 'fhd'] as const)('can be read on a panel of %s', async (panel) => {
    const page = await openWall(houses.calm, language, panel);
    const found: string[] = [];
    for (const { id, panes } of siteScenes) {
      await page.goto(`${houses.calm.app.url}/wall?lang=${language}&scene=${id}`);
      await page.waitForSelector(`[data-scene="${id}"] .wall-area`);
      if (panes.some(({ part }) => part === 'zone-map' || part === 'area-map'))
        await page.waitForSelector('.wall-pane canvas');
      for (const each of await smallLettersOn(page, 'wall')) found.push(`${id}: ${each}`);
      for (const each of await cutOff(page)) found.push(`${id}, cut: ${each}`);
      await page.screenshot({ path: shotPath(`scene-${id}-${language}-${panel}`) });
    }
    await page.context().close();
    expect(found).toEqual([]);
  });

  it('an emergency lays out its own scene, whatever the wall was asked for', async () => {
    const page = await openWall(houses.worst, language, '4k');
    await page.goto(`${houses.worst.app.url}/wall?lang=${language}&scene=video`);
    await page.waitForSelector('[data-scene="emergency"] .wall-emergency [class~="num"]');
    await page.waitForSelector('.wall-pane canvas');
    await page.screenshot({ path: shotPath(`scene-emergency-in-force-${language}`) });
    expect(await smallLettersOn(page, 'wall')).toEqual([]);
    expect(await outOfSight(page)).toEqual([]);
    await page.context().close();
  });
});

it.each(['4k', 'fhd'] as const)(
  'two digits leave the words beside them whole on %s',
  async (panel) => {
    const page = await openWall(houses.flood, 'zh', panel);
    for (const scene of ['overview', 'numbers', 'statistics']) {
      await page.goto(`${houses.flood.app.url}/wall?lang=zh&scene=${scene}`);
      await page.waitForSelector('[data-area="WGQ"] .lead .value >> text=/\\d\\d/');
      expect(await cutOffOn(page, '.area-board'), scene).toEqual([]);
    }
    await page.screenshot({ path: shotPath(`scene-flood-${panel}`) });
    await page.context().close();
  },
);

it('a place of one area says which: beside a calm one another may burn', async () => {
  const page = await openWall(houses.calm, 'zh', 'fhd');
  await page.goto(`${houses.calm.app.url}/wall?lang=zh&scene=area-pvg`);
  const scene = page.locator('[data-scene="area-pvg"]');
  expect(await scene.locator('.wall-incident-place').innerText()).toContain('机场');
  expect(await scene.locator('.wall-alarms h2').innerText()).toMatch(/^机场/);
  await page.context().close();
});

it.each(eyes)('every level is told apart on the worst scene with %s', async (eye) => {
  const page = await openWall(houses.worst, 'zh', 'fhd');
  await page.waitForSelector('[data-scene="emergency"] .wall-totals .severity-symbol');
  expect(await levelsAlikeFor(page, eye, await levelsOn(page), 'scene-signs')).toEqual([]);
  await page.context().close();
});
