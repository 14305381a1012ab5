import { launchBrowser } from '#browser.ts';
import { until } from '#house.ts';
import { takeHand } from './hand.ts';
import type { Scenario } from './scenario.ts';
import { startScenarioHouse } from './scenario-house.ts';
import { sitDown } from './screens.ts';
import { openZoneField } from './zone-field.ts';

const row = '.queue-row[data-kind="fence-alarm"]';

/** A fence is climbed, the panel's second sensor agrees, and somebody is at its box. */
export const fenceBreach: Scenario = {
  name: 'U2',
  story: 'two sensors of a fence, one incident',
  play: async ({ after, atMost, exactly, shot }) => {
    const { browser } = await launchBrowser();
    after(() => browser.close());
    const house = await startScenarioHouse(after);
    const field = await openZoneField(house.plan, after);
    const desk = await sitDown(browser, after, house.url, 'desk', 'li');
    const hand = await takeHand(house.url, 'chen');
    await desk.settle();

    field.fence('WGQ-F05', 'BA');
    field.fence('WGQ-F05', 'BV');
    field.fence('WGQ-F05', 'TA');
    atMost('visible on the desk', await desk.see(row), 's', 3);
    const incidents = await until(
      async () => Object.values((await hand.situation()).incidents),
      (list) => list.some(({ alarms }) => alarms.length >= 2),
    );
    exactly('incidents', incidents.length, 1);
    atMost(
      'the nearest camera is shown',
      await desk.see('.incident-panel .video-tile', 10_000),
      's',
      2,
    );
    const level = Number(await desk.page.locator(row).first().getAttribute('data-level'));
    await desk.decide();
    desk.takeEffort();
    await desk.press('e');
    await desk.see(`${row}[data-level="${level + 1}"]`, 5_000);
    atMost('keys to call for help', desk.takeEffort().keys, 'keys', 1);
    await desk.page.screenshot({ path: shot('desk-escalated') });
    exactly('errors in the page', desk.errors.length, 0);
  },
};
