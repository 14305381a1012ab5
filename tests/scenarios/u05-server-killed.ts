import { launchBrowser } from '#browser.ts';
import type { Scenario } from './scenario.ts';
import { startScenarioHouse } from './scenario-house.ts';
import { sitDown } from './screens.ts';
import { openZoneField } from './zone-field.ts';

const cut = '.queue-row[data-kind="seal-cut"]';
const onTheRoad: [number, number] = [121.5815, 31.3285];
const written = '绳索疑似剪断，请派巡查到场核验';

/** The server dies while an officer sends a patrol and writes a note. */
export const serverKilled: Scenario = {
  name: 'U5',
  story: 'the server is killed in the middle of a dispatch',
  play: async ({ after, atMost, exactly, shot }) => {
    const { browser } = await launchBrowser();
    after(() => browser.close());
    const house = await startScenarioHouse(after);
    const field = await openZoneField(house.plan, after);
    const truck = await field.sendOut(1, 'WGQ-G1', onTheRoad);
    const desk = await sitDown(browser, after, house.url, 'desk', 'li');
    await desk.settle();
    truck.cutRope();
    await desk.see(cut);
    await desk.press('Space');
    await desk.see(`${cut}[data-state="acked"]`);
    await desk.press('d', 'm');
    await desk.see('.unit-line');

    const killedAtMs = performance.now();
    await house.kill();
    // He presses on: the page keeps asking until somebody answers.
    await desk.page.keyboard.press('Enter');
    await desk.see('.connection-band.blind', 15_000);
    atMost('says that it is blind', (performance.now() - killedAtMs) / 1000, 's', 5);
    exactly('false calm', await desk.page.locator('.queue-calm').count(), 0);
    await desk.page.screenshot({ path: shot('desk-blind') });
    const restartedAtMs = performance.now();
    await house.start();
    const listening = performance.now();
    await desk.page.waitForSelector('.connection-band', { state: 'detached', timeout: 60_000 });
    atMost('live again after it listens', (performance.now() - listening) / 1000, 's', 10);
    await desk.see('.task-card[data-state="issued"]', 20_000);
    await desk.settle();
    exactly('tasks after all the tries', await desk.page.locator('.task-card').count(), 1);

    await desk.page.keyboard.press('n');
    await desk.see('.panel-acts textarea');
    await desk.write(written);
    await house.kill();
    await desk.see('.connection-band.blind', 15_000);
    await house.start();
    await desk.page.waitForSelector('.connection-band', { state: 'detached', timeout: 60_000 });
    const kept = await desk.page.inputValue('.panel-acts textarea');
    exactly('half a sentence kept', Number(kept === written), 1);
    await desk.page.screenshot({ path: shot('desk-recovered') });
    exactly('errors in the page', desk.errors.length, 0);
    atMost('both deaths together', (performance.now() - restartedAtMs) / 1000, 's', 120);
  },
};
