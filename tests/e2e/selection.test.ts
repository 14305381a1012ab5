import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import { distanceM } from '@ftz/shared/geo/distance.ts';
import { site } from '@ftz/shared/site/site.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '#browser.ts';
import { type House, housePassword, startHouse, until } from '#house.ts';
import { mismatchStory } from './evidence-story.ts';
import { type OpenPage, openScreen, shotPath } from './pages.ts';

/** Whatever is pointed out in one place is pointed out in all: map, list, story, picture, line of words. */
let house: House;
let browser: Browser;
let desk: OpenPage;

/** The story's fence stands in no zone; one that does can be seen on the map. */
function atRealFence(draft: DurableDraft): DurableDraft {
  if (draft.type !== 'alarm.raised' || draft.data.alarm.kind !== 'fence-alarm') return draft;
  const entityId = 'WGQ-F05';
  return { ...draft, data: { alarm: { ...draft.data.alarm, entityId, segmentId: entityId } } };
}

beforeAll(async () => {
  house = await startHouse(
    [{ username: 'officer', role: 'duty-officer', areas: [...areaIds] }],
    mismatchStory(Date.now()).map(atRealFence),
  );
  ({ browser } = await launchBrowser());
  desk = await openScreen(browser, house.app.url, 'desk', {
    role: 'duty-officer',
    username: 'officer',
    password: housePassword,
  });
  await desk.page.waitForSelector('.desk-map .map-alarm');
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

const ring = (page: Page, thing: string) => page.locator(`.map-ring[data-ring="${thing}"]`);

async function say(page: Page, words: string): Promise<void> {
  await page.keyboard.press('/');
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
  await page.locator('.command-line').waitFor({ state: 'detached' });
}

async function middleOf(page: Page, thing: string): Promise<{ x: number; y: number }> {
  const box = await ring(page, thing).boundingBox();
  if (!box) throw new Error(`no ring around ${thing}`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

it('a gate that is named by keys has the ring, its card, its row and its lines', async () => {
  const { page } = desk;
  await page.locator('.queue-row[data-kind="lane-mismatch"]').click();
  await say(page, 'WGQ-G1');
  await ring(page, 'gate WGQ-G1').waitFor();
  const card = page.locator('.map-card .thing-card');
  expect(await card.textContent()).toContain('近 1 小时 入');
  expect(
    await page.locator('.queue-row[data-kind="lane-mismatch"]').getAttribute('data-about'),
  ).toBe('true');
  expect(await page.locator('.queue-row[data-kind="fence-alarm"]').getAttribute('data-about')).toBe(
    'false',
  );
  expect(await page.locator('.incident-timeline li[data-about="true"]').count()).toBeGreaterThan(0);
  await page.screenshot({ path: shotPath('selection-gate') });
  await page.keyboard.press('Escape');
  await ring(page, 'gate WGQ-G1').waitFor({ state: 'detached' });
  expect(await page.locator('.queue-row[data-about="true"]').count()).toBe(0);
  expect(await page.locator('.queue-row.selected').getAttribute('data-kind')).toBe('lane-mismatch');
});

it('a camera that is chosen by its tile has the ring, and its tile the frame', async () => {
  const { page } = desk;
  await page.locator('.choose-camera').first().click();
  const tile = page.locator('.desk-cameras .video-tile[data-selected="true"]');
  await tile.waitFor();
  await ring(page, `camera ${await tile.getAttribute('data-camera-id')}`).waitFor();
  await page.screenshot({ path: shotPath('selection-camera') });
  await page.keyboard.press('Escape');
  await page.locator('.map-ring').waitFor({ state: 'detached' });
});

/** The camera of the alarm's area that stands furthest from everything else that can be pressed. */
function loneliestCamera(): string {
  const { cameras, gates, units } = site;
  const points = [...cameras, ...gates, ...units].map(({ id, point }) => ({ id, point }));
  const aloneM = (id: string, point: [number, number]) =>
    Math.min(...points.filter((other) => other.id !== id).map((o) => distanceM(o.point, point)));
  const own = cameras.filter(({ area, sees }) => area === 'WGQ' && sees !== 'gate');
  return own.sort((a, b) => aloneM(b.id, b.point) - aloneM(a.id, a.point))[0]?.id ?? '';
}

it('a press on a camera on the map points it out', async () => {
  const { page } = desk;
  const thing = `camera ${loneliestCamera()}`;
  await say(page, loneliestCamera());
  await ring(page, thing).waitFor();
  // Where it stands once the map has come to rest.
  const at = await until(
    async () => {
      const before = await middleOf(page, thing);
      await page.waitForTimeout(700);
      return { before, after: await middleOf(page, thing) };
    },
    ({ before, after }) => before.x === after.x && before.y === after.y,
  ).then(({ after }) => after);
  await page.keyboard.press('Escape');
  await ring(page, thing).waitFor({ state: 'detached' });
  await page.mouse.click(at.x, at.y);
  await ring(page, thing).waitFor();
  await page.keyboard.press('Escape');
});

it('a fence that is named in the panel has the ring; its row is marked; another alarm lets go', async () => {
  const { page } = desk;
  await page.locator('.queue-row[data-kind="fence-alarm"]').click();
  await page.locator('.about-list .thing-button').first().click();
  await page.locator('.map-ring[data-ring^="fence "]').waitFor();
  await page.locator('.map-stretch').waitFor();
  expect(await page.locator('.queue-row[data-about="true"]').getAttribute('data-kind')).toBe(
    'fence-alarm',
  );
  await page.locator('.queue-row[data-kind="lane-mismatch"]').click();
  await page.locator('.map-ring').waitFor({ state: 'detached' });
});

it('what a line of the story is about is pointed out by the line, without a mouse', async () => {
  const { page } = desk;
  const line = page.locator('.incident-timeline .thing-button').first();
  await line.focus();
  await page.keyboard.press('Enter');
  await page.locator('.map-ring').waitFor();
  await page.locator('.incident-timeline li[data-about="true"]').first().waitFor();
});

it('a team is found by its name, and its card says that it stands at its post alone', async () => {
  const { page } = desk;
  const unit = site.units.find(({ id }) => id === 'WGQ-P2');
  await say(page, unit?.nameZh ?? '');
  await ring(page, 'unit WGQ-P2').waitFor();
  expect(await page.locator('.map-card').textContent()).toContain('按驻地显示');
  expect(desk.errors).toEqual([]);
});
