import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '#browser.ts';
import { type House, housePassword, startHouse, until } from '#house.ts';
import { mismatchStory } from './evidence-story.ts';
import { shotPath, signInAt, sizes } from './pages.ts';
import { tellFigure } from './tell-figure.ts';

/**
 * Two who lead a shift lay out what a wall shows and say what it shows, in browsers of their own; a wall
 * hangs beside them.
 */
let house: House;
let browser: Browser;
let leader: Page;
let chief: Page;
let wall: Page;

beforeAll(async () => {
  const roles = { leader: 'shift-leader', chief: 'duty-chief', wall: 'wall' } as const;
  house = await startHouse(
    Object.entries(roles).map(([username, role]) => ({ username, role, areas: [...areaIds] })),
    mismatchStory(Date.now()),
  );
  ({ browser } = await launchBrowser());
  leader = await open('leader', '/scenes?lang=zh', sizes.desk);
  chief = await open('chief', '/scenes?lang=en', sizes.desk);
  wall = await open('wall', '/wall?wall=1', sizes.desk);
  await leader.waitForSelector('[data-wall="1"][data-there="yes"]');
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

async function open(who: string, path: string, viewport: { width: number; height: number }) {
  const page = await (await browser.newContext({ viewport })).newPage();
  await signInAt(page, `${house.app.url}${path}`, { username: who, password: housePassword });
  await page.waitForSelector(who === 'wall' ? '[data-scene]' : '.scenes-board');
  return page;
}

const body = (part: string) => `.draft-pane[data-part="${part}"] .draft-pane-body`;
const corner = (part: string) => `.draft-pane[data-part="${part}"] .draft-pane-corner`;
const areaOf = (page: Page, part: string) =>
  page.locator(`.draft-pane[data-part="${part}"]`).evaluate((pane) => pane.style.gridArea);
const begin = (page: Page, id: string) => page.click(`[data-scene-id="${id}"]`);

/** By so many cells of the canvas. */
async function drag(page: Page, handle: string, columns: number, rows: number): Promise<void> {
  const box = await page.locator(handle).boundingBox();
  const canvas = await page.locator('.draft-canvas').boundingBox();
  if (!box || !canvas) throw new Error(`nothing to drag at ${handle}`);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const [dx, dy] = [(columns * canvas.width) / 32, (rows * canvas.height) / 18];
  await page.mouse.move(x + dx / 2, y + dy / 2, { steps: 4 });
  await page.mouse.move(x + dx, y + dy, { steps: 4 });
  await page.mouse.up();
}

it('a pane is dragged and resized by hand and by key, where it fits, and everything is undone', async () => {
  await begin(leader, 'night');
  await drag(leader, corner('figures'), -4, 0);
  expect(await areaOf(leader, 'figures')).toBe('15 / 1 / span 4 / span 16');
  await drag(leader, body('figures'), 2, 0);
  expect(await areaOf(leader, 'figures')).toBe('15 / 3 / span 4 / span 16');
  await leader.focus(body('figures'));
  await leader.keyboard.press('ArrowLeft');
  await leader.keyboard.press('Shift+ArrowRight');
  expect(await areaOf(leader, 'figures')).toBe('15 / 2 / span 4 / span 17');
  // Onto its neighbour it does not go.
  await drag(leader, body('figures'), 6, 0);
  expect(await areaOf(leader, 'figures')).toBe('15 / 2 / span 4 / span 17');
  expect(await leader.textContent('.refused')).toMatch(/放不下/);
  for (let step = 0; step < 4; step++) await leader.keyboard.press('Control+z');
  expect(await areaOf(leader, 'figures')).toBe('15 / 1 / span 4 / span 20');
  await leader.keyboard.press('Control+y');
  expect(await areaOf(leader, 'figures')).toBe('15 / 1 / span 4 / span 16');
  await leader.screenshot({ path: shotPath('scene-editor-zh') });
});

it('who saves second is shown both, and loses nothing', async () => {
  await begin(chief, 'night');
  await chief.focus(body('alarm-list'));
  await chief.keyboard.press('Delete');
  await leader.click('.save-row .primary');
  await leader.waitForSelector('.scene-editor[data-changed="false"]');
  await chief.waitForSelector('.conflict .miniature');
  expect(await chief.textContent('.conflict')).toMatch(/leader saved version 2/);
  await chief.click('.save-row .primary');
  await chief.waitForSelector('.save-row .refusal-line');
  await chief.screenshot({ path: shotPath('scene-conflict-en') });
  await chief.click('[data-choice="aside"]');
  expect(await chief.inputValue('[name="scene-name-en"]')).toBe('Night copy');
  await chief.click('.save-row .primary');
  await chief.waitForSelector('.scene-editor[data-changed="false"]');
  await leader.waitForSelector('.scene-list >> text=夜间 副本');
});

it('a wall shows another scene within two seconds, without being loaded again', async () => {
  await wall.evaluate(() => {
    document.body.dataset.since = 'begun';
  });
  await wall.waitForSelector('[data-scene="overview"]');
  await begin(leader, 'statistics');
  const atMs = Date.now();
  await leader.click('[data-show-on="1"]');
  await wall.waitForSelector('[data-scene="statistics"]');
  const took = (Date.now() - atMs) / 1000;
  tellFigure('scene on the wall', took, 's', 2);
  expect(took).toBeLessThan(2);
  expect(await wall.evaluate(() => document.body.dataset.since)).toBe('begun');
  await chief.waitForSelector('[data-wall="1"] >> text=set by leader');
});

it('of two who set a scene in the same moment the higher rank has it, and both see who', async () => {
  const set = (page: Page, id: string) => page.selectOption('[name="scene-of-1"]', id);
  await Promise.all([set(leader, 'video'), set(chief, 'night')]);
  await wall.waitForSelector('[data-scene="night"]');
  await until(
    () => leader.textContent('[data-wall="1"]'),
    (words) => /chief/.test(words ?? ''),
  );
  await leader.selectOption('[name="scene-of-1"]', 'overview');
  await leader.waitForSelector('[data-wall="1"] .refusal-line');
  expect(await leader.textContent('[data-wall="1"] .refusal-line')).toMatch(/chief/);
  expect(await wall.getAttribute('.scene-panes', 'data-scene')).toBe('night');
  await leader.screenshot({ path: shotPath('scene-outranked-zh') });
});

it('which layers a map shows is chosen by hand and by key, undone, saved, and hangs on the wall', async () => {
  const pressed = (layer: string) =>
    chief.getAttribute(`.layer-field [data-layer="${layer}"]`, 'aria-pressed');
  await begin(chief, 'overview');
  await chief.focus(body('zone-map'));
  expect(await chief.locator('.layer-field [data-layer="blind"]').count()).toBe(0);
  expect([await pressed('labels'), await pressed('heat')]).toEqual(['true', 'false']);
  await chief.click('.layer-field [data-layer="labels"]');
  await chief.focus('.layer-field [data-layer="heat"]');
  await chief.keyboard.press('Space');
  expect([await pressed('labels'), await pressed('heat')]).toEqual(['false', 'true']);
  await chief.keyboard.press('Control+z');
  expect([await pressed('labels'), await pressed('heat')]).toEqual(['false', 'false']);
  await chief.keyboard.press('Control+y');
  await chief.screenshot({ path: shotPath('scene-layers-en') });
  await chief.click('.save-row .primary');
  await chief.waitForSelector('.scene-editor[data-changed="false"]');
  await chief.click('[data-show-on="1"]');
  await wall.waitForSelector('[data-scene="overview"] .map-legend.heat');
  expect(await wall.locator('.map-area-name').count()).toBe(0);
  await wall.screenshot({ path: shotPath('scene-layers-wall') });
});

it('is seen with its real parts before it hangs', async () => {
  await begin(chief, 'night');
  await chief.click('.editor-tools .button');
  await chief.waitForSelector('.scene-preview .wall-incident');
  await chief.waitForSelector('.scene-preview canvas');
  await chief.screenshot({ path: shotPath('scene-preview-en') });
});
