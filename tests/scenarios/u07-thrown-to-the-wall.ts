import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { siteTimeLimits } from '@ftz/shared/site/site.ts';
import { launchBrowser } from '#browser.ts';
import type { Scenario } from './scenario.ts';
import { startScenarioHouse } from './scenario-house.ts';
import { sitDown } from './screens.ts';
import { openZoneField } from './zone-field.ts';

const cut = '.queue-row[data-kind="seal-cut"]';
const onTheRoad: [number, number] = [121.5815, 31.3285];
const staysS = 12;
/** What must be read from the other side of the room, in minutes of arc. */
const leastArcmin = 20;

/** The chief shows the hall what he looks at, and the hall comes back by itself. */
export const thrownToTheWall: Scenario = {
  name: 'U7',
  story: 'an incident is thrown to the wall, and the wall returns',
  play: async ({ after, atMost, exactly, shot }) => {
    const { browser } = await launchBrowser();
    after(() => browser.close());
    const file = join(mkdtempSync(join(tmpdir(), 'ftz-limits-')), 'limits.json');
    writeFileSync(file, JSON.stringify({ ...siteTimeLimits, wallThrowS: staysS }));
    const house = await startScenarioHouse(after, { TIME_LIMITS_FILE: file });
    const field = await openZoneField(house.plan, after);
    const truck = await field.sendOut(1, 'WGQ-G1', onTheRoad);
    const desk = await sitDown(browser, after, house.url, 'desk', 'zhou');
    const wall = await sitDown(browser, after, house.url, 'wall', 'wall', { path: '/wall?wall=1' });
    await wall.see('.wall-screen canvas', 60_000);
    truck.cutRope();
    await desk.see(cut);
    await desk.page.click(cut);
    await wall.page.waitForTimeout(2_000);
    desk.takeEffort();
    await desk.press('t', '1');
    atMost('on the wall', await wall.see('.wall-thrown', 10_000), 's', 2);
    atMost('keys', desk.takeEffort().keys, 'keys', 3);
    await wall.page.waitForTimeout(3_000);
    await wall.page.screenshot({ path: shot('wall-thrown') });
    const smallest = await smallestArcmin(wall.page, '.thrown-band *, .thrown-band');
    atMost('20 arc-minutes over the smallest word', leastArcmin / smallest, '', 1);
    const startedAtMs = performance.now();
    await wall.page.waitForSelector('.wall-thrown', { state: 'detached', timeout: 60_000 });
    atMost('back by itself', (performance.now() - startedAtMs) / 1000, 's', staysS);
    exactly('errors in the pages', desk.errors.length + wall.errors.length, 0);
  },
};

/** The smallest letters of what is shown, measured as the viewer's eye does. */
function smallestArcmin(page: import('playwright-core').Page, selector: string): Promise<number> {
  return page.evaluate((asked) => {
    const screen = document.querySelector('.wall-screen');
    const arcmin = Number.parseFloat(
      getComputedStyle(screen ?? document.body).getPropertyValue('--arcmin'),
    );
    const sizes = [...document.querySelectorAll(asked)]
      .filter((element) => element.textContent?.trim())
      .map((element) => Number.parseFloat(getComputedStyle(element).fontSize));
    return Math.min(...sizes) / arcmin;
  }, selector);
}
