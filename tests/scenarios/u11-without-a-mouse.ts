import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { launchBrowser } from '#browser.ts';
import type { Scenario } from './scenario.ts';
import { startScenarioHouse } from './scenario-house.ts';
import { sitDown } from './screens.ts';
import { openZoneField } from './zone-field.ts';

const cut = '.queue-row[data-kind="seal-cut"]';
const onTheRoad: [number, number] = [121.5815, 31.3285];

/** The first story for somebody who sees little, confuses red and green, and touches no mouse. */
export const withoutAMouse: Scenario = {
  name: 'U11',
  story: 'the same by keyboard alone, at twice the size, in forced colours, without motion',
  play: async ({ after, atMost, exactly, shot, say }) => {
    const { browser } = await launchBrowser();
    after(() => browser.close());
    const house = await startScenarioHouse(after);
    const field = await openZoneField(house.plan, after);
    const truck = await field.sendOut(1, 'WGQ-G1', onTheRoad);
    const desk = await sitDown(browser, after, house.url, 'desk', 'li', {
      viewport: { width: 960, height: 540 },
      deviceScaleFactor: 2,
      forcedColors: 'active',
      reducedMotion: 'reduce',
    });
    await desk.settle();
    truck.cutRope();
    atMost('there at twice the size', await desk.see(cut), 's', 2);
    await desk.decide();
    await desk.press('Space');
    await desk.see(`${cut}[data-state="acked"]`);
    await desk.press('d', 'm', 'Enter');
    await desk.see('.task-card[data-state="issued"]');
    const { keys, clicks } = desk.takeEffort();
    atMost('keys', keys, 'keys', 4);
    exactly('clicks', clicks, 0);
    await seeAs(desk.page, 'deuteranopia');
    await desk.page.screenshot({ path: shot('desk-twice-the-size') });
    const serious = await findings(desk.page, ['color-contrast']);
    await desk.page.emulateMedia({ forcedColors: 'none' });
    serious.push(...(await findings(desk.page, [])));
    for (const { id, nodes } of serious) say(`${id}: ${nodes[0]?.target.join(' ')}`);
    exactly('serious findings of axe', serious.length, 0);
    exactly('errors in the page', desk.errors.length, 0);
  },
};

/** Of the eye, not of the screen: simulated for the picture alone, for it paints the whole page once more each frame. */
async function seeAs(page: Page, type: 'deuteranopia'): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setEmulatedVisionDeficiency', { type });
}

/**
 * What axe finds serious. Forced colours are those of the system: axe then holds the letters' own colour, which
 * nobody sees, against the forced ground, so that contrast is asked without them.
 */
async function findings(page: Page, without: string[]) {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .disableRules(without)
    .analyze();
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
}
