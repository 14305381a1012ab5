import { setTimeout as pause } from 'node:timers/promises';
import type { LiveDown } from '@ftz/shared/contract/live-down.ts';
import { site } from '@ftz/shared/site/site.ts';
import type { Page } from 'playwright-core';
import { launchBrowser } from '#browser.ts';
import { openScreen } from '#e2e/pages.ts';
import { type BusyHouse, withBusyHouse } from './busy-house.ts';
import type { ChildProgram } from './child-program.ts';
import type { FenceReportSent } from './fence-report.ts';
import { type Bench, figure } from './figure.ts';
import type { HeardEvents } from './readers-program.ts';
import { latencyOf } from './sampling.ts';

const desks = 500;
const load = { vehicles: 5_000, sockets: 1_000, intervalMs: 5_000, desks };
/** Each on a stretch of fence of its own, so that each makes a row of its own. */
const mostAlarms = 60;
const goals = { p50Ms: 150, p99Ms: 1_000 };

type Painted = Record<string, number>;

/** Notes when each alarm row that was not there before has been painted, by the alarm's id. */
async function watchRows(page: Page): Promise<void> {
  await page.evaluate(() => {
    const paintedAtMs: Record<string, number> = {};
    Object.assign(globalThis, { paintedAtMs });
    const look = () => {
      for (const row of document.querySelectorAll('.queue-row')) {
        const id = row.getAttribute('data-alarm') ?? '';
        if (id in paintedAtMs) continue;
        paintedAtMs[id] = Number.NaN;
        const painted = () => {
          paintedAtMs[id] = performance.timeOrigin + performance.now();
        };
        // The frame's own callback comes before its paint, what it schedules after.
        requestAnimationFrame(() => setTimeout(painted));
      }
    };
    const whole = { childList: true, subtree: true };
    new MutationObserver(look).observe(document.body, whole);
  });
}

const paintedRows = (page: Page): Promise<Painted> =>
  page.evaluate(() => (globalThis as unknown as { paintedAtMs: Painted }).paintedAtMs);

type HeardAlarm = { id: string; atMs: number };

/** The alarm of each stretch of fence, and when a desk without pixels heard of it. */
async function alarmsByFence(readers: ChildProgram): Promise<Map<string, HeardAlarm>> {
  const messages = await readers.ask<HeardEvents[]>('heard');
  const alarms = messages.flatMap(({ atMs, text }) => {
    const [, { events }] = JSON.parse(text) as [string, Parameters<LiveDown['events']>[0]];
    return events.flatMap((event): [string, HeardAlarm][] =>
      event.type === 'alarm.raised'
        ? [[event.data.alarm.entityId, { id: event.data.alarm.id, atMs }]]
        : [],
    );
  });
  return new Map(alarms);
}

/** One alarm after the other, at no fixed place in the beat; from its first byte to its paint. */
async function alarmLatencies({ field, readers }: BusyHouse, page: Page, alarms: number) {
  await field.ask('reset');
  await readers.ask('reset');
  for (let n = 0; n < alarms; n++) {
    await field.ask('alarm', n);
    await pause(300 + ((n * 137) % 300));
  }
  await pause(3_000);
  const painted = await paintedRows(page);
  const heard = await alarmsByFence(readers);
  const sent = await field.ask<FenceReportSent[]>('sent');
  return sent.map(({ key, atMs }) => {
    const fence = site.fences.find(({ account, zone }) => key.startsWith(`${account}/${zone}/`));
    const alarm = heard.get(fence?.id ?? '');
    const paintedAtMs = painted[alarm?.id ?? ''];
    if (alarm === undefined || paintedAtMs === undefined)
      throw new Error(`the alarm of ${key} is on no desk`);
    return { paintedMs: paintedAtMs - atMs, heardMs: alarm.atMs - atMs };
  });
}

/** From a device's socket to the pixels of a real desk, the commit included, among 500 desks. */
export const eye: Bench = async ({ quick }) => {
  const { browser } = await launchBrowser();
  try {
    const found = await withBusyHouse(load, null, async (busy) => {
      const { url, account } = busy.house;
      const { page } = await openScreen(browser, url, 'desk', account('duty-officer'));
      await page.waitForSelector('[data-connection="live"]', { timeout: 60_000 });
      await page.waitForSelector('.desk-map canvas', { timeout: 60_000 });
      await pause(2_000);
      await watchRows(page);
      return alarmLatencies(busy, page, quick ? 10 : mostAlarms / 2);
    });
    const about = `device socket to painted desk, ${desks} desks`;
    const latency = latencyOf(found.map(({ paintedMs }) => paintedMs));
    const heard = latencyOf(found.map(({ heardMs }) => heardMs));
    // What remains is the browser's, on a graphics card of software.
    const detail = { ...latency, heardP50Ms: heard.p50Ms, heardP99Ms: heard.p99Ms };
    return [
      figure({
        name: `eye: p50, ${about}`,
        value: latency.p50Ms,
        unit: 'ms',
        goal: `<= ${goals.p50Ms}`,
        holds: latency.p50Ms <= goals.p50Ms,
        detail,
      }),
      figure({
        name: `eye: p99, ${about}`,
        value: latency.p99Ms,
        unit: 'ms',
        goal: `<= ${goals.p99Ms}`,
        holds: latency.p99Ms <= goals.p99Ms,
        detail,
      }),
    ];
  } finally {
    await browser.close();
  }
};
