import { launchBrowser } from '#browser.ts';
import { until } from '#house.ts';
import { takeHand } from './hand.ts';
import type { Scenario } from './scenario.ts';
import { startScenarioHouse } from './scenario-house.ts';
import { sitDown } from './screens.ts';
import { openZoneField } from './zone-field.ts';

const row = '.queue-row[data-kind="fence-alarm"]';
const shelvedS = 5;

/** A sensor that flutters is set aside for half an hour, and comes back by itself. */
export const chatteringDoor: Scenario = {
  name: 'U10',
  story: 'a chattering sensor is shelved, with reason and end',
  play: async ({ after, atMost, exactly, shot }) => {
    const { browser } = await launchBrowser();
    after(() => browser.close());
    const house = await startScenarioHouse(after);
    const field = await openZoneField(house.plan, after);
    const desk = await sitDown(browser, after, house.url, 'desk', 'li');
    const hand = await takeHand(house.url, 'li');
    await desk.settle();
    for (let i = 0; i < 5; i++) {
      field.fence('PVG-F03', 'BA');
      await desk.page.waitForTimeout(1_200);
      field.fence('PVG-F03', 'BR');
      await desk.page.waitForTimeout(1_200);
    }
    field.fence('PVG-F03', 'BA');
    await desk.see(row);
    exactly('rows for all its calls', await desk.page.locator(row).count(), 1);
    await desk.decide();
    desk.takeEffort();
    await desk.press('s', '1', 'ArrowLeft', 'Enter');
    await desk.page.waitForSelector(row, { state: 'detached', timeout: 10_000 });
    atMost('keys to shelve for half an hour', desk.takeEffort().keys, 'keys', 5);
    await desk.press('u');
    await desk.see('.set-aside-row[data-how="shelved"]');
    await desk.page.screenshot({ path: shot('desk-shelved') });
    const [shelved] = Object.values((await hand.situation()).alarms);
    const minutes = Math.round(((shelved?.suppression?.untilMs ?? 0) - Date.now()) / 60_000);
    exactly('minutes on the shelf', minutes, 30);

    field.fence('YSP-L-F03', 'BA');
    await desk.see(row);
    const [other] = Object.values((await hand.situation()).alarms).filter(
      ({ suppression }) => suppression === null,
    );
    const shelf = { alarmId: other?.id ?? '', forS: shelvedS, oneShot: false, reason: '测试' };
    await hand.act('alarm.shelve', shelf);
    await desk.page.waitForSelector(row, { state: 'detached', timeout: 10_000 });
    atMost('back by itself after its end', (await desk.see(row, 20_000)) - shelvedS, 's', 3);
    const events = await until(
      async () => Object.values((await hand.situation()).alarms).map(({ state }) => state),
      (states) => states.includes('unacked'),
    );
    exactly('still unacknowledged', Number(events.includes('unacked')), 1);
    exactly('errors in the page', desk.errors.length, 0);
  },
};
