import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { CommandName } from '@ftz/shared/contract/live-up.ts';
import { exampleJoint } from '@ftz/shared/state/wall.fixture.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { percentile } from '#bench/sampling.ts';
import { launchBrowser } from '#browser.ts';
import { type House, housePassword, startHouse } from '#house.ts';
import { shotPath, signInAt, sizes } from './pages.ts';
import { worstHour } from './screen-stories.ts';
import { tellFigure } from './tell-figure.ts';

/** Two screens beside each other show one scene between them, by one clock. */
let house: House;
let browser: Browser;
let left: Page;
let right: Page;
let leader: string;

beforeAll(async () => {
  const roles = { leader: 'shift-leader', one: 'wall', two: 'wall' } as const;
  const nowMs = Date.now();
  house = await startHouse(
    Object.entries(roles).map(([username, role]) => ({ username, role, areas: [...areaIds] })),
    // A critical alarm that pulses, and no emergency that lays out a scene of its own.
    worstHour(nowMs, 'U-nobody').filter(({ type }) => !/^emergency|^wall/.test(type)),
  );
  leader = await house.signIn('leader');
  ({ browser } = await launchBrowser());
  [left, right] = [await openWall('one', '1'), await openWall('two', '2')];
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

/** In a browser of its own, as on another machine. */
async function openWall(username: string, number: string): Promise<Page> {
  const context = await browser.newContext({ viewport: sizes.desk });
  const page = await context.newPage();
  const address = `${house.app.url}/wall?wall=${number}`;
  await signInAt(page, address, { username, password: housePassword });
  await page.waitForSelector('[data-scene] .wall-clock');
  return page;
}

async function act(name: CommandName, argument: object): Promise<number> {
  const response = await fetch(`${house.app.url}/api/commands`, {
    method: 'POST',
    headers: { cookie: leader, 'content-type': 'application/json' },
    body: JSON.stringify({ commandId: crypto.randomUUID(), name, basedOnVersion: null, argument }),
  });
  return response.status;
}

/** When each time of day was shown, by the clock of this machine, for so many seconds. */
const watchClock = (page: Page, forMs: number) =>
  page.evaluate(
    (ms) =>
      new Promise<[shown: string, atMs: number][]>((resolve) => {
        const seen: [string, number][] = [];
        const time = document.querySelector('.wall-clock time');
        const watching = new MutationObserver(() =>
          seen.push([time?.textContent ?? '', performance.timeOrigin + performance.now()]),
        );
        if (time) watching.observe(time, { subtree: true, childList: true, characterData: true });
        setTimeout(() => {
          watching.disconnect();
          resolve(seen);
        }, ms);
      }),
    forMs,
  );

/** Where in its second what blinks began, by the clock of this machine. */
const beatOf = (page: Page) =>
  page.evaluate(() => {
    const pulse = document
      .getAnimations()
      .find((each) => each.effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY);
    const { currentTime } = document.timeline;
    if (!pulse || typeof pulse.startTime !== 'number' || typeof currentTime !== 'number')
      return null;
    const nowMs = performance.timeOrigin + currentTime;
    return (nowMs - (currentTime - pulse.startTime)) % 1_000;
  });

it('joined screens show each its part of one scene', async () => {
  expect(await act('wall.join', { joint: exampleJoint() })).toBe(200);
  for (const page of [left, right])
    await page.waitForSelector('.wall-screen[data-joined="true"] .wall-clock');
  expect(await act('wall.set-scene', { wallId: '2', sceneId: 'incident' })).toBe(200);
  for (const page of [left, right]) await page.waitForSelector('[data-scene="incident"]');
  // What stands on the left alone is not drawn on the right.
  await right.waitForSelector('[data-part="area-map"]', { state: 'detached' });
  await left.waitForSelector('[data-part="area-map"] canvas');
  // The seam falls in one place: what ends on the one screen goes on on the other.
  const edges = await Promise.all(
    [left, right].map((page) =>
      page
        .locator('[data-part="incident-cameras"]')
        .evaluate((pane) => pane.getBoundingClientRect().left),
    ),
  );
  const [first = 0, second = 0] = edges;
  expect(first - second).toBeCloseTo(sizes.desk.width * 1.01, 0);
  await left.screenshot({ path: shotPath('wall-joined-left') });
  await right.screenshot({ path: shotPath('wall-joined-right') });
});

it('go by one clock: seconds change, and what blinks blinks, in the same moment', async () => {
  const [ours, theirs] = await Promise.all([watchClock(left, 20_000), watchClock(right, 20_000)]);
  const skews = ours.flatMap(([shown, atMs]) => {
    const other = theirs.find(([also]) => also === shown);
    return other ? [Math.abs(other[1] - atMs)] : [];
  });
  expect(skews.length).toBeGreaterThan(10);
  const middle = percentile(skews, 0.5);
  tellFigure('skew of two screens, p50', middle, 'ms', 100);
  tellFigure('skew of two screens, p95', percentile(skews, 0.95), 'ms', 100);
  expect(middle).toBeLessThanOrEqual(100);
  const [beat, otherBeat] = await Promise.all([beatOf(left), beatOf(right)]);
  const apart = Math.abs((beat ?? Number.NaN) - (otherBeat ?? Number.NaN));
  const skewOfBlinking = Math.min(apart, 1_000 - apart);
  tellFigure('skew of blinking', skewOfBlinking, 'ms', 100);
  expect(skewOfBlinking).toBeLessThanOrEqual(100);
});

it('stand each for itself again when they are parted', async () => {
  expect(await act('wall.part', { wallId: '2' })).toBe(200);
  await right.waitForSelector('.wall-screen[data-joined="false"]');
  await right.waitForSelector('[data-scene="overview"]');
  await left.waitForSelector('[data-scene="incident"] .wall-clock');
});
