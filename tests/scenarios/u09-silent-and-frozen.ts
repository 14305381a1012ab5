import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import { site } from '@ftz/shared/site/site.ts';
import { launchBrowser } from '#browser.ts';
import { until } from '#house.ts';
import { takeHand } from './hand.ts';
import type { Scenario } from './scenario.ts';
import { startScenarioHouse } from './scenario-house.ts';
import { sitDown } from './screens.ts';
import { openZoneField } from './zone-field.ts';

const cut = '.queue-row[data-kind="seal-cut"]';
const onTheRoad: [number, number] = [121.5815, 31.3285];
/** A fence controller is told silent within half a minute; see what the trust brief promises (Q6). */
const panelSilentS = 45;

const isLostPanel = ({ kind, entityId }: Alarm) =>
  kind === 'device-lost' && site.panels.some(({ account }) => account === entityId);

/** A picture that stands still, and a panel that no longer speaks. */
export const silentAndFrozen: Scenario = {
  name: 'U9',
  story: 'a camera shows a frozen picture, a panel falls silent',
  play: async ({ after, atMost, exactly, shot }) => {
    const { browser } = await launchBrowser();
    after(() => browser.close());
    const house = await startScenarioHouse(after);
    const field = await openZoneField(house.plan, after);
    const truck = await field.sendOut(1, 'WGQ-G1', onTheRoad);
    const desk = await sitDown(browser, after, house.url, 'desk', 'li');
    const hand = await takeHand(house.url, 'li');
    await desk.settle();
    truck.cutRope();
    await desk.see(cut);
    await desk.page.click(cut);
    await desk.see('.video-tile[data-picture="live"]', 30_000);
    field.freezeCameras();
    atMost(
      'a frozen picture says so',
      await desk.see('.video-tile[data-picture="no-picture"]', 60_000),
      's',
      10,
    );
    await desk.page.screenshot({ path: shot('desk-frozen') });

    const silentAtMs = performance.now();
    field.silencePanels();
    const lost = await until(
      async () => Object.values((await hand.situation()).alarms).find(isLostPanel),
      (alarm) => alarm !== undefined,
      120_000,
    );
    // Alone, or in one row with others of its cause where there are many.
    await desk.see(`.queue-row[data-alarm="${lost?.id}"], .queue-row.group[data-group]`);
    atMost('a silent panel is told', (performance.now() - silentAtMs) / 1000, 's', panelSilentS);
    await desk.page.screenshot({ path: shot('desk-silent') });
    exactly('errors in the page', desk.errors.length, 0);
  },
};
