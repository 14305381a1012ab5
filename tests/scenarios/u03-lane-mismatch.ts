import { papersOf } from '@ftz/mock-feeds/feeds/documents-http/papers.ts';
import { fleetVehicle } from '@ftz/shared/site/fleet.ts';
import { launchBrowser } from '#browser.ts';
import { until } from '#house.ts';
import { takeHand } from './hand.ts';
import type { Scenario } from './scenario.ts';
import { startScenarioHouse } from './scenario-house.ts';
import { sitDown } from './screens.ts';
import { openZoneField } from './zone-field.ts';

const row = '.queue-row[data-kind="lane-mismatch"]';
const onTheRoad: [number, number] = [121.5815, 31.3285];
const heavier = 1.08;

/** A lane reads another plate than was declared, and more weight: held by one, let go by two. */
export const laneMismatch: Scenario = {
  name: 'U3',
  story: 'another plate and too much weight: held by one officer, released by two',
  play: async ({ after, atMost, exactly, shot }) => {
    const { browser } = await launchBrowser();
    after(() => browser.close());
    const house = await startScenarioHouse(after);
    const field = await openZoneField(house.plan, after);
    const first = await sitDown(browser, after, house.url, 'desk', 'li');
    const second = await sitDown(browser, after, house.url, 'desk', 'wang');
    const hand = await takeHand(house.url, 'chen');
    await until(
      async () => Object.keys((await hand.situation()).duty).length,
      (onDuty) => onDuty >= 2,
    );
    const truck = await field.sendOut(1, 'WGQ-G1', onTheRoad);
    await field.file(truck.journey);
    const declaredKg = papersOf(truck.journey)[0]?.weightKg ?? 0;
    const nowMs = Date.now();
    await field.readLane({
      eventId: `E-${nowMs}`,
      laneId: 'WGQ-G1-L1',
      area: 'WGQ',
      direction: 'IN',
      openedAtMs: nowMs - 8_000,
      closedAtMs: nowMs - 1_000,
      plate: fleetVehicle(7).plate,
      plateConfidence: 0.98,
      containerNo: truck.containerNo,
      seals: [{ id: truck.sealId ?? '', state: 'sealed' }],
      weightKg: Math.round(declaredKg * heavier),
    });
    await first.see(row);
    await first.page.click(row);
    await first.decide();
    first.takeEffort();
    await first.press('Space', 'x');
    await first.see('.evidence-stage td[data-verdict="differs"]');
    const scrolls = await first.page.evaluate(
      () =>
        [document.documentElement, ...document.querySelectorAll('.evidence-stage')].filter(
          (element) => element.scrollHeight > element.clientHeight + 1,
        ).length,
    );
    exactly('what scrolls in the evidence', scrolls, 0);
    await first.page.screenshot({ path: shot('desk-evidence') });
    await first.press('q', 'Enter');
    await first.see('.lane-ruling p b');
    atMost('keys from the alarm to hold', first.takeEffort().keys, 'keys', 5);

    await first.press('u', 'Enter');
    await second.see('[data-act="reviewAsk"]', 15_000);
    const askedAtMs = performance.now();
    second.takeEffort();
    await second.press('r');
    await second.see('.incident-panel fieldset');
    await second.press('1', '1', 'Enter');
    const inForce = await until(
      async () => Object.values((await hand.situation()).dispositions).map(({ state }) => state),
      (states) => states.includes('locked'),
      20_000,
    );
    atMost('the second person: asked to in force', (performance.now() - askedAtMs) / 1000, 's', 10);
    atMost('keys of the second person', second.takeEffort().keys, 'keys', 4);
    exactly('dispositions in force', inForce.filter((state) => state === 'locked').length, 1);
    await first.page.screenshot({ path: shot('desk-released') });
    await second.page.screenshot({ path: shot('second-desk') });
    exactly('errors in the pages', first.errors.length + second.errors.length, 0);
  },
};
