import { launchBrowser } from '#browser.ts';
import type { Scenario } from './scenario.ts';
import { startScenarioHouse } from './scenario-house.ts';
import { sitDown } from './screens.ts';
import { openZoneField } from './zone-field.ts';

const row = (kind: string) => `.queue-row[data-kind="${kind}"]`;
/** On the road before gate 1 of Waigaoqiao. */
const onTheRoad: [number, number] = [121.5815, 31.3285];

/**
 * The rope is cut on a moving truck: an officer sees it, acknowledges, looks, and sends a patrol;
 * the patrol has it on the phone.
 */
export const sealCut: Scenario = {
  name: 'U1',
  story: 'a seal is cut in transit: seen, acknowledged, looked at, a patrol sent',
  play: async ({ after, atMost, exactly, shot }) => {
    const { browser } = await launchBrowser();
    after(() => browser.close());
    const house = await startScenarioHouse(after);
    const field = await openZoneField(house.plan, after);
    const truck = await field.sendOut(1, 'WGQ-G1', onTheRoad);
    const desk = await sitDown(browser, after, house.url, 'desk', 'li');
    const phone = await sitDown(browser, after, house.url, 'mobile', 'wu');
    await desk.see('[data-connection="live"], .queue-calm', 30_000).catch(() => 0);
    await phone.see('[data-connection="live"]', 30_000);
    await desk.page.waitForTimeout(3_000);

    truck.cutRope();
    atMost('visible on the desk', await desk.see(row('seal-cut')), 's', 2);
    const seenAtMs = performance.now();
    await desk.decide();
    await desk.press('Space');
    await desk.see(`${row('seal-cut')}[data-state="acked"]`);
    await desk.press('d', 'm', 'Enter');
    await desk.see('.task-card[data-state="issued"]');
    atMost('seen to dispatched', (performance.now() - seenAtMs) / 1000, 's', 20);
    const { keys, clicks } = desk.takeEffort();
    atMost('keys from the alarm to a patrol', keys, 'keys', 4);
    exactly('clicks from the alarm to a patrol', clicks, 0);
    atMost('the task on the phone', await phone.see('.field-line'), 's', 5);
    await desk.page.screenshot({ path: shot('desk-dispatched') });
    await phone.page.screenshot({ path: shot('phone-task') });
    exactly('errors in the pages', desk.errors.length + phone.errors.length, 0);
  },
};
