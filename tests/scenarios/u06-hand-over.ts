import { site } from '@ftz/shared/site/site.ts';
import { applyDurable } from '@ftz/shared/state/apply-durable.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { launchBrowser } from '#browser.ts';
import { until } from '#house.ts';
import { type Hand, takeHand } from './hand.ts';
import type { Scenario } from './scenario.ts';
import { startScenarioHouse } from './scenario-house.ts';
import { sitDown } from './screens.ts';
import type { ScriptedPerson } from './scripted-person.ts';
import { openZoneField, type ZoneField } from './zone-field.ts';

const expected = { 'open-incident': 6, shelved: 2, 'out-of-service': 1, 'blind-camera': 1 };
/** Too far from each other to be one incident. */
const climbed = ['WGQ-F01', 'WGQ-F06', 'WGQ-F10', 'WLP-F01', 'PVG-F01', 'YSP-L-F01'];
const darkCamera = 'WGQ-C05';
const road: [number, number] = [121.95, 30.77];
const hourMs = 3_600_000;

/** A watch ends with ten things open; the next one takes all of them, and not for a second nobody has them. */
export const handOver: Scenario = {
  name: 'U6',
  story: 'a watch is handed over with ten things open',
  play: async ({ after, atMost, exactly, shot }) => {
    const { browser } = await launchBrowser();
    after(() => browser.close());
    const house = await startScenarioHouse(after);
    const field = await openZoneField(house.plan, after, { withoutCameras: [darkCamera] });
    const leaving = await sitDown(browser, after, house.url, 'desk', 'li');
    const coming = await sitDown(browser, after, house.url, 'desk', 'wang');
    const hands = {
      li: await takeHand(house.url, 'li'),
      qian: await takeHand(house.url, 'qian'),
      chen: await takeHand(house.url, 'chen'),
    };
    await openTen(field, hands);
    const before = await owners(hands.chen);

    const startedAtMs = performance.now();
    await leaving.press('h');
    await leaving.click('.prepare .button.primary');
    await coming.see('.ask-line', 10_000);
    await coming.press('h');
    await coming.see('.hand-over-item', 10_000);
    for (const [kind, count] of Object.entries(expected)) {
      const items = coming.page.locator(`.talk .hand-over-item[data-kind="${kind}"]`);
      await until(
        () => items.count(),
        (found) => found >= count,
        20_000,
      ).catch(() => 0);
      exactly(`listed: ${kind}`, await items.count(), count);
    }
    await coming.page.screenshot({ path: shot('shift-to-tick') });
    await tickAll(coming);
    await leaving.press('Enter');
    await coming.page.waitForSelector('.talk .button.primary:not([disabled])');
    await coming.press('Enter');
    const taken = await until(
      () => owners(hands.chen),
      (list) => list.every((name) => name === 'wang'),
      20_000,
    );
    atMost('from asking to taken over', (performance.now() - startedAtMs) / 1000, 's', 60);
    exactly('incidents with an owner before', before.filter(Boolean).length, 6);
    exactly('incidents with the new owner', taken.filter((name) => name === 'wang').length, 6);
    exactly('entries that left one without an owner', await timesUnowned(hands.chen), 0);
    await coming.page.screenshot({ path: shot('shift-signed') });
    exactly('errors in the pages', leaving.errors.length + coming.errors.length, 0);
  },
};

async function tickAll(person: ScriptedPerson): Promise<void> {
  for (let i = 0; i < 40; i++) {
    const left = await person.page.locator('.talk .hand-over-item:not(.ticked)').count();
    if (left === 0) return;
    await person.press('Space');
    await person.page.waitForFunction(
      (before) => document.querySelectorAll('.talk .hand-over-item:not(.ticked)').length < before,
      left,
    );
  }
}

async function openTen(
  field: ZoneField,
  hands: Record<'li' | 'qian' | 'chen', Hand>,
): Promise<void> {
  for (const segmentId of climbed) field.fence(segmentId, 'BA');
  for (const n of [1, 3]) (await field.sendOut(n, 'WGQ-G1', road)).weakenBattery();
  const alarms = await until(
    async () => Object.values((await hands.li.situation()).alarms),
    (list) =>
      list.filter(({ kind }) => kind === 'fence-alarm').length >= climbed.length &&
      list.filter(({ kind }) => kind === 'seal-battery-low').length >= 2 &&
      list.some(({ kind, entityId }) => kind === 'device-lost' && entityId === darkCamera),
    120_000,
  );
  for (const { id, kind } of alarms) {
    if (kind === 'fence-alarm') await hands.li.act('alarm.acknowledge', { alarmId: id });
    if (kind === 'seal-battery-low') {
      const shelf = { alarmId: id, forS: 1_800, oneShot: false, reason: '电池待更换' };
      await hands.li.act('alarm.shelve', shelf);
    }
  }
  const segment = site.fences.find(({ id }) => id === 'PVG-F05');
  await hands.qian.act('outage.request', {
    source: { kind: 'fence-alarm', entityId: segment?.id ?? '', entityKind: 'fence' },
    untilMs: Date.now() + hourMs,
    workOrder: 'WO-1',
    reason: '围网检修',
  } as never);
  const { outages } = await hands.chen.situation();
  for (const { id } of Object.values(outages))
    await hands.chen.act('outage.authorise', { outageId: id });
}

async function owners(hand: Hand): Promise<(string | null)[]> {
  const { incidents } = await hand.situation();
  return Object.values(incidents).map(({ owner }) => owner?.name ?? null);
}

/** From the log itself, entry by entry: how often an incident that somebody had was nobody's. */
async function timesUnowned(hand: Hand): Promise<number> {
  let situation = emptySituation();
  let unowned = 0;
  for (const event of await hand.log()) {
    const before = situation.incidents;
    situation = applyDurable(situation, event);
    unowned += Object.values(situation.incidents).filter(
      ({ id, owner }) => owner === null && before[id]?.owner,
    ).length;
  }
  return unowned;
}
