import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { Scene, ScenePane, ScenePart } from '@ftz/shared/contract/scene.ts';
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
/** A panel of 98 inches, eight metres away. */
const farAway = '&arcmin=5.72';
const panels = {
  '4k': { viewport: sizes.wall, arcmin: '' },
  fhd: { viewport: sizes.desk, arcmin: '' },
  '8m': { viewport: sizes.wall, arcmin: farAway },
};
/** Down to a panel of 75 inches, in steps that are less than a line of any pane. */
const heights = Array.from({ length: 7 }, (_, i) => sizes.wall.height - 80 * i);
const hasLines = ({ part }: ScenePane) => part === 'incident';
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
  const context = await browser.newContext({ viewport: panels[panel].viewport });
  const page = await context.newPage();
  const address = `${house.app.url}/wall?lang=${language}`;
  await signInAt(page, address, { username: 'wall', password: housePassword });
  return page;
}

async function openScene(page: Page, house: House, scene: Scene, query: string): Promise<void> {
  const address = `${house.app.url}/wall?scene=${scene.id}${query}`;
  // Letters may be on their way for as long as they like.
  await page.goto(address, { waitUntil: 'domcontentloaded' });
  const has = (...parts: ScenePart[]) => scene.panes.some(({ part }) => parts.includes(part));
  await page.waitForSelector(`[data-scene="${scene.id}"] .wall-area`);
  if (has('zone-map', 'area-map')) await page.waitForSelector('.wall-pane canvas');
  if (has('camera-grid', 'incident-cameras')) await page.waitForSelector('.video-tile-note');
}

/** What is counted anew as a panel grows is drawn in the first, and in the second as it should be. */
const twoFrames = (page: Page) =>
  page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );

/** What cannot be read from where the wall is looked at: too small, or a part of it. */
const unreadable = async (page: Page) => [
  ...(await smallLettersOn(page, 'wall')),
  ...(await cutOff(page)).map((each) => `cut: ${each}`),
  ...(await cutOffOn(page, '.wall-sight')).map((each) => `cut: ${each}`),
];

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
  it.each(['4k', 'fhd', '8m'] as const)('can be read on a panel of %s', async (panel) => {
    const page = await openWall(houses.calm, language, panel);
    const found: string[] = [];
    for (const scene of siteScenes) {
      const { id } = scene;
      await openScene(page, houses.calm, scene, `&lang=${language}${panels[panel].arcmin}`);
      for (const each of await unreadable(page)) found.push(`${id}: ${each}`);
      await page.screenshot({ path: shotPath(`scene-${id}-${language}-${panel}`) });
    }
    await page.context().close();
    expect(found).toEqual([]);
  });

  it('whole lines or none, however high the panel is, and before its letters have come', async () => {
    const page = await openWall(houses.calm, language, '8m');
    await page.route('**/*.woff2', () => undefined);
    const found: string[] = [];
    for (const scene of siteScenes.filter(({ panes }) => panes.some(hasLines))) {
      await openScene(page, houses.calm, scene, `&lang=${language}${farAway}`);
      for (const height of heights) {
        await page.setViewportSize({ ...sizes.wall, height });
        await twoFrames(page);
        for (const each of await unreadable(page)) found.push(`${scene.id}, ${height}: ${each}`);
      }
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
