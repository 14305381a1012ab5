import { distanceM } from '@ftz/shared/geo/distance.ts';
import { site } from '@ftz/shared/site/site.ts';
import type { Page } from 'playwright-core';
import { launchBrowser } from '#browser.ts';
import type { Scenario, Stage } from './scenario.ts';
import { startScenarioHouse } from './scenario-house.ts';
import { sitDown } from './screens.ts';
import type { ScriptedPerson } from './scripted-person.ts';
import { openZoneField, type TruckInField, type ZoneField } from './zone-field.ts';

/** 300 alarms in ten minutes, told in one: a flood does not wait for the clock. */
const flood = { alarms: 300, everyMs: 200 };
const criticalAt = [60, 150, 240];
/**
 * Thirty frames a second, told of the middle one of all seconds: while several pictures play Chromium offers
 * no more by itself, so that over the whole flood a page would have to miss none of eighteen hundred.
 */
const beatMs = 33.4;
const windowMs = 1_000;
/** Of the first alarm's panel, pictures and symbols; said beside the figure of the whole flood. */
const worstWindowMs = 4_000;

const places: [number, number][] = [
  [121.5815, 31.3285],
  [121.9045, 30.8615],
  [121.766, 31.172],
];
const gates = ['WGQ-G1', 'YSP-L2', 'PVG-G1'];

/** Stretches that do not confirm each other: an alarm of two neighbours would be a grave one. */
const apartM = 500;
const lonely = site.fences.reduce<typeof site.fences>(
  (chosen, fence) =>
    chosen.some(
      ({ area, line }) => area === fence.area && distanceM(line[0], fence.line[0]) < apartM,
    )
      ? chosen
      : [...chosen, fence],
  [],
);

/** Every fence calls again and again, and between them three ropes are cut. */
export const flooded: Scenario = {
  name: 'U4',
  story: 'three hundred alarms, and three of them are grave',
  play: async (stage) => {
    const { after, atMost, exactly, say, shot } = stage;
    const { browser } = await launchBrowser();
    after(() => browser.close());
    const house = await startScenarioHouse(after);
    const field = await openZoneField(house.plan, after);
    const trucks = await Promise.all(
      places.map((place, i) => field.sendOut(2 * i + 1, gates[i] ?? '', place)),
    );
    const desk = await sitDown(browser, after, house.url, 'desk', 'li');
    await desk.settle();
    const framesAtMs = await watchFrames(desk.page);
    const played = playFlood(field, trucks);
    const waited: number[] = [];
    for (const truck of trucks) waited.push(await acknowledgeCritical(desk, truck, played));
    await played.done;
    const frames = await framesAtMs();
    for (const [i, waitedS] of waited.entries()) {
      atMost(`critical ${i + 1} acknowledged after its raise`, waitedS, 's', 15);
    }
    const rows = await desk.page.$$eval('.queue-row', (list) => list.length);
    atMost('rows of the grouped list', rows, 'rows', 20);
    await rowsDoNotJump(desk, field, stage);
    atMost('a frame, in the median second of the flood', medianSecond(frames), 'ms', beatMs);
    const [mean, slowest] = [msPerFrame(frames), slowestWindow(frames)].map((ms) => ms.toFixed(1));
    say(
      `over the whole flood ${mean} ms a frame, in its slowest ${worstWindowMs / 1_000} s ${slowest}`,
    );
    await desk.page.screenshot({ path: shot('desk-flood') });
    exactly('errors in the page', desk.errors.length, 0);
  },
};

type Played = { cutAtMs: Map<TruckInField, number>; done: Promise<void> };

function playFlood(field: ZoneField, trucks: readonly TruckInField[]): Played {
  const cutAtMs = new Map<TruckInField, number>();
  const run = async () => {
    for (let i = 0; i < flood.alarms; i++) {
      const segment = lonely[i % lonely.length];
      if (segment) field.fence(segment.id, i % (2 * lonely.length) < lonely.length ? 'BA' : 'BR');
      const truck = trucks[criticalAt.indexOf(i)];
      if (truck) {
        truck.cutRope();
        cutAtMs.set(truck, performance.now());
      }
      await new Promise((resolve) => setTimeout(resolve, flood.everyMs));
    }
  };
  return { cutAtMs, done: run() };
}

/** Whoever keeps the list in order sees the grave one on top, and answers it with one key. */
async function acknowledgeCritical(
  desk: ScriptedPerson,
  truck: TruckInField,
  { cutAtMs }: Played,
): Promise<number> {
  const row = `.queue-row[data-kind="seal-cut"]:has-text("${truck.plate}")`;
  await desk.see(row, 120_000);
  await desk.decide();
  await desk.page.locator(row).first().click();
  await desk.press('Space');
  await desk.see(`${row}[data-state="acked"]`);
  return (performance.now() - (cutAtMs.get(truck) ?? 0)) / 1000;
}

/** The row under the mouse stays there while others come in. */
async function rowsDoNotJump(desk: ScriptedPerson, field: ZoneField, { atMost }: Stage) {
  const { page } = desk;
  const target = page.locator('.queue-row').nth(2);
  await target.hover();
  const before = await target.boundingBox();
  const id = await target.getAttribute('data-alarm');
  for (const segment of lonely) field.fence(segment.id, 'BA');
  await page.waitForTimeout(2_500);
  const after = await page.locator(`[data-alarm="${id}"]`).first().boundingBox();
  const jumpPx = before && after ? Math.abs(after.y - before.y) : Number.POSITIVE_INFINITY;
  atMost('the row under the mouse has moved by', jumpPx, 'px', 0);
}

/** When the page could draw, in its own milliseconds, until it is asked. */
async function watchFrames(page: Page): Promise<() => Promise<number[]>> {
  const watched = await page.evaluateHandle(() => {
    const atMs: number[] = [];
    const note = (nowMs: number) => {
      atMs.push(nowMs);
      requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
    return atMs;
  });
  return () => watched.jsonValue();
}

const msPerFrame = (atMs: readonly number[]): number =>
  ((atMs.at(-1) ?? 0) - (atMs[0] ?? 0)) / (atMs.length - 1);

/** Milliseconds a frame; a frame belongs to the second in which it began. */
function medianSecond(atMs: readonly number[]): number {
  const seconds = Map.groupBy(atMs, (at) => Math.floor((at - (atMs[0] ?? 0)) / windowMs));
  const sorted = [...seconds.values()]
    .slice(0, -1)
    .map((inSecond, i) => msPerFrame([...inSecond, seconds.get(i + 1)?.[0] ?? 0]))
    .sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.POSITIVE_INFINITY;
}

/** Milliseconds a frame in the window that had the fewest. */
function slowestWindow(atMs: readonly number[]): number {
  const inWindow = atMs.map(
    (from) => atMs.filter((at) => at >= from && at < from + worstWindowMs).length,
  );
  const whole = inWindow.filter((_, i) => (atMs[i] ?? 0) + worstWindowMs <= (atMs.at(-1) ?? 0));
  return worstWindowMs / Math.min(...whole);
}
