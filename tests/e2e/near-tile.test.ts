import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { median } from '#bench/sampling.ts';
import { until } from '#house.ts';
import { openNearDesk, watchLatencies } from './near-story.ts';
import { shotPath } from './pages.ts';

/** The picture that somebody works with is nearer to its camera than the others; it is taken in hand without a gap. */
let desk: Awaited<ReturnType<typeof openNearDesk>>;
beforeAll(async () => {
  desk = await openNearDesk();
});
afterAll(() => desk?.close());

const bigOf = (page: Page) => page.locator('.video-tile.big').getAttribute('data-camera-id');

/** Which cameras are asked for near pictures from now on. */
function nearAsked(page: Page): Set<string> {
  const asked = new Set<string>();
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url());
    const id = /^\/api\/cameras\/([^/]+)\//.exec(pathname)?.[1];
    if (id && (searchParams.has('near') || pathname.includes('/parts/'))) asked.add(id);
  });
  return asked;
}

/** Resolves when the large tile is at less than half the distance of the others: a page that loads stalls at first. */
async function comesNear(page: Page): Promise<void> {
  const { nearMs, usualMs } = await until(
    () => watchLatencies(page, 5),
    (found) => median(found.nearMs) < median(found.usualMs) / 2,
    90_000,
  );
  console.log(`behind the camera: near ${median(nearMs)} ms, usual ${median(usualMs)} ms`);
}

it('is near for the large tile alone, at less than half the distance of the others', async () => {
  const { page } = desk;
  const asked = nearAsked(page);
  await comesNear(page);
  await page.screenshot({ path: shotPath('near-tile') });
  expect([...asked]).toEqual([await bigOf(page)]);
});

it('moves with the hand, and no picture begins anew', async () => {
  const { page } = desk;
  const before = await bigOf(page);
  await page.evaluate(() => {
    const states = new Set<string>();
    const look = () => {
      for (const tile of document.querySelectorAll<HTMLElement>('.desk-cameras .video-tile'))
        states.add(tile.dataset.picture ?? '');
    };
    setInterval(look, 50);
    Object.assign(globalThis, { statesSeen: states });
  });
  await page.keyboard.press('v');
  await until(
    () => bigOf(page),
    (now) => now !== before,
  );
  const asked = nearAsked(page);
  await page.waitForTimeout(8_000);
  asked.clear();
  await comesNear(page);
  expect([...asked]).toEqual([await bigOf(page)]);
  const states = await page.evaluate(() => [
    ...(globalThis as unknown as { statesSeen: Set<string> }).statesSeen,
  ]);
  expect(states).not.toContain('connecting');
});
