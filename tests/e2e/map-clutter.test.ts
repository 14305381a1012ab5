import type { AlarmKind } from '@ftz/shared/contract/alarm.ts';
import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import { site } from '@ftz/shared/site/site.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPositionInjector, type PositionInjector } from '#bench/position-injector.ts';
import { launchBrowser } from '#browser.ts';
import { type House, housePassword, startHouse, until } from '#house.ts';
import { type OpenPage, openScreen, type Screen, shotPath } from './pages.ts';

/**
 * What is pinned over the map never lies over something else that is, however many alarms there are,
 * vehicles, gates and places where the zone is blind: it gathers into counts, or gives way.
 */
const vehicles = 3_000;
let house: House;
let injector: PositionInjector;
let clock: ReturnType<typeof setInterval>;
let browser: Browser;

beforeAll(async () => {
  house = await startHouse(
    [
      { username: 'officer', role: 'duty-officer', areas: [...areaIds] },
      { username: 'hall', role: 'wall', areas: [...areaIds] },
    ],
    manyAlarms(Date.now()),
    { VEHICLES: String(vehicles) },
  );
  injector = await openPositionInjector(Number(new URL(house.app.url).port), vehicles);
  clock = setInterval(injector.beat, 1_000);
  ({ browser } = await launchBrowser());
}, 300_000);
afterAll(async () => {
  clearInterval(clock);
  await browser?.close();
  injector?.close();
  await house?.stop();
});

/** At every gate, along the fences, and between them; of all levels. */
function manyAlarms(nowMs: number): DurableDraft[] {
  const kinds: AlarmKind[] = ['fence-alarm', 'seal-silent', 'halted', 'lane-mismatch', 'off-route'];
  const points = [
    ...site.gates.map(({ point }) => point),
    ...site.fences.filter((_, i) => i % 3 === 0).map(({ line: [from] }) => from),
    ...site.units.map(({ point: [lon, lat] }) => [lon + 0.004, lat - 0.003] as [number, number]),
  ];
  return points.map((point, i): DurableDraft => {
    const atMs = nowMs - 60_000 - i * 5_000;
    const alarm = exampleAlarm({
      id: `A${i}`,
      kind: kinds[i % kinds.length] ?? 'halted',
      severity: ((i % 4) + 1) as 1 | 2 | 3 | 4,
      entityId: `E${i}`,
      incidentId: null,
      vehicleId: i % 6 === 0 ? `V0000${(i % 9) + 1}` : null,
      plate: null,
      point,
      raisedAtMs: atMs,
      lastRaisedAtMs: atMs,
      acknowledgeDueAtMs: nowMs + 600_000,
    });
    return { type: 'alarm.raised', areas: ['WGQ'], actor: machine, data: { alarm } };
  });
}

const open = (screen: Screen, username: string): Promise<OpenPage> =>
  openScreen(browser, injector.url, screen, {
    role: 'duty-officer',
    username,
    password: housePassword,
  });

type Pinned = { what: string; left: number; top: number; right: number; bottom: number };

/** Every mark and label that is to be seen, with all that belongs to it; rings and pulses are around, not over. */
const pinned = (page: Page): Promise<Pinned[]> =>
  page.$$eval('.map-pin', (pins) =>
    pins.flatMap((pin) => {
      if (getComputedStyle(pin).visibility === 'hidden') return [];
      const parts = [...pin.querySelectorAll('.map-label, .map-alarm > svg, .map-alarm-count')];
      const boxes = parts.map((part) => part.getBoundingClientRect());
      if (boxes.length === 0) return [];
      const what = `${parts[0]?.className} ${pin.textContent}`;
      return [
        {
          what,
          left: Math.min(...boxes.map((box) => box.left)),
          top: Math.min(...boxes.map((box) => box.top)),
          right: Math.max(...boxes.map((box) => box.right)),
          bottom: Math.max(...boxes.map((box) => box.bottom)),
        },
      ];
    }),
  );

/** A pixel is what rounding to whole ones may cost. */
function overlapsOf(boxes: readonly Pinned[]): string[] {
  return boxes.flatMap((a, i) =>
    boxes
      .slice(i + 1)
      .filter(
        (b) =>
          a.left < b.right - 1.5 &&
          b.left < a.right - 1.5 &&
          a.top < b.bottom - 1.5 &&
          b.top < a.bottom - 1.5,
      )
      .map((b) => `${a.what} × ${b.what}`),
  );
}

/** Once what moves has been arranged: nothing overlaps in any of several looks. */
async function expectClear(page: Page): Promise<number> {
  let most = 0;
  for (let look = 0; look < 4; look++) {
    await page.waitForTimeout(600);
    const boxes = await pinned(page);
    expect(overlapsOf(boxes)).toEqual([]);
    most = Math.max(most, boxes.length);
  }
  return most;
}

it('a desk: from the whole zone down to one gate nothing lies over anything', async () => {
  const { page, errors } = await open('desk', 'officer');
  await page.waitForSelector('.map-alarm');
  await page.locator('.map-crowd').first().waitFor({ state: 'attached' });
  await page.locator('.map-controls button').filter({ hasText: '全景' }).click();
  await until(
    () => page.locator('.map-crowd').count(),
    (count) => count > 3,
    60_000,
  );
  const seen: number[] = [];
  for (let step = 0; step < 5; step++) {
    seen.push(await expectClear(page));
    await page.screenshot({ path: shotPath(`map-clutter-${step}`) });
    await page.locator('.map-controls [aria-label="放大"]').click();
    await page.waitForTimeout(1_500);
  }
  process.stdout.write(`pinned over the map by zoom: ${seen.join(', ')}\n`);
  expect(Math.min(...seen)).toBeGreaterThan(0);
  expect(errors).toEqual([]);
});

/** What the counts in sight stand for; what lies beyond the edge of the map is not in sight. */
const counted = (page: Page) =>
  page.$$eval('.map-pin:has(.map-crowd)', (pins) =>
    pins
      .filter((pin) => getComputedStyle(pin).visibility === 'visible')
      .map((pin) => Number(pin.firstElementChild?.getAttribute('data-count')))
      .reduce((sum, count) => sum + count, 0),
  );

it('its counts stand for as many as are not drawn, and a press on one goes nearer', async () => {
  const { page } = await open('desk', 'officer');
  await page.locator('.map-crowd').first().waitFor({ state: 'attached' });
  await page.locator('.map-controls button').filter({ hasText: '全景' }).click();
  const far = await until(
    () => counted(page),
    (sum) => sum > vehicles / 2,
    60_000,
  );
  expect(far).toBeLessThanOrEqual(vehicles);
  await page.locator('.map-crowd:visible').first().click({ force: true });
  await until(
    () => counted(page),
    // About two fifths of the ground are in sight then.
    (sum) => sum < far * 0.8,
    30_000,
  );
});

it('a wall: what hangs in the hall is as clear', async () => {
  const { page, errors } = await open('wall', 'hall');
  await page.waitForSelector('.map-alarm');
  await page.locator('.map-crowd').first().waitFor({ state: 'attached' });
  expect(await expectClear(page)).toBeGreaterThan(0);
  await page.screenshot({ path: shotPath('map-clutter-wall') });
  // Few are counted by nobody: those that stand apart, and those beyond the edge.
  await until(
    () => counted(page),
    (sum) => sum > vehicles / 2,
  );
  expect(errors).toEqual([]);
});

it('chips tell every layer, go by keys, and are remembered for the person', async () => {
  const { page } = await open('desk', 'officer');
  const chip = (name: string) => page.locator('.map-chips button').filter({ hasText: name });
  await chip('报警热度').waitFor();
  expect(await chip('报警热度').getAttribute('aria-pressed')).toBe('false');
  await chip('报警热度').focus();
  await page.keyboard.press('Enter');
  await page.locator('.map-legend.heat').waitFor();
  expect(await page.locator('.map-legend.heat').textContent()).toContain('近 8 小时');
  await chip('卡口').press('Enter');
  await page.reload();
  await page.locator('.map-legend.heat').waitFor();
  expect(await chip('卡口').getAttribute('aria-pressed')).toBe('false');
  await page.screenshot({ path: shotPath('map-heat') });
});
