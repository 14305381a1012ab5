import { launchBrowser } from '#browser.ts';
import type { Scenario, Stage } from './scenario.ts';
import { startScenarioHouse } from './scenario-house.ts';
import { sitDown } from './screens.ts';
import type { ScriptedPerson } from './scripted-person.ts';
import { openZoneField } from './zone-field.ts';

const livePicture = '.incident-panel .video-tile[data-picture="live"]';
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
    await phone.see('[data-connection="live"]', 30_000);
    await desk.settle();

    truck.cutRope();
    atMost('visible on the desk', await desk.see(row('seal-cut')), 's', 2);
    const seenAtMs = performance.now();
    atMost('first picture of the nearest camera', await desk.see(livePicture), 's', 2);
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
    const chief = await sitDown(browser, after, house.url, 'desk', 'zhou');
    await replay(chief, desk, { after, atMost, exactly, shot });
    exactly('errors in the pages', desk.errors.length + phone.errors.length, 0);
  },
};

/** A supervisor plays it again: from half a minute before, in the order in which it happened. */
async function replay(
  chief: ScriptedPerson,
  desk: ScriptedPerson,
  { atMost, exactly, shot }: Pick<Stage, 'after' | 'atMost' | 'exactly' | 'shot'>,
): Promise<void> {
  await chief.see(row('seal-cut'));
  await chief.settle();
  chief.takeEffort();
  // It is answered by now, and no more what a desk turns to by itself.
  await chief.press('j');
  await chief.see(`${row('seal-cut')}[aria-selected="true"]`);
  await chief.press('p');
  await chief.see('.then-band time');
  atMost('keys to the replay', chief.takeEffort().keys, 'keys', 3);
  const opensAtMs = await timeOf(chief, '.then-band time');
  const firstAtMs = await timeOf(desk, '.incident-timeline li time');
  exactly('opens before the first alarm by', Math.round((firstAtMs - opensAtMs) / 1000), 30);
  const live = await orderOf(desk, '.incident-timeline li');
  for (let i = 0; i < 2 * live.length; i++) await chief.page.keyboard.press('j');
  const again = await orderOf(chief, '.replay-timeline li');
  // What has happened on the desk since is not yet in what the chief opened.
  exactly('told in the same order', Number(live.slice(0, again.length).join() === again.join()), 1);
  atMost('entries that the replay lacks', live.length - again.length, '', 1);
  await chief.page.screenshot({ path: shot('desk-replay') });
}

const timeOf = async ({ page }: ScriptedPerson, selector: string): Promise<number> =>
  Date.parse((await page.locator(selector).first().getAttribute('datetime')) ?? '');
const orderOf = ({ page }: ScriptedPerson, selector: string): Promise<string[]> =>
  page.$$eval(selector, (lines) => lines.map((line) => line.getAttribute('data-seq') ?? ''));
