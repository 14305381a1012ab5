import type { Situation } from '@ftz/shared/contract/situation.ts';
import type { Task } from '@ftz/shared/contract/task.ts';
import { launchBrowser } from '#browser.ts';
import { unsentOn, untilInstalled, untilSent } from '#e2e/phone-steps.ts';
import { until } from '#house.ts';
import { signIn } from '#sign-in.ts';
import { password } from './people.ts';
import type { Scenario } from './scenario.ts';
import { startScenarioHouse } from './scenario-house.ts';
import { sitDown } from './screens.ts';
import type { ScriptedPerson } from './scripted-person.ts';
import { openZoneField } from './zone-field.ts';

const cut = '.queue-row[data-kind="seal-cut"]';
const onTheRoad: [number, number] = [121.5815, 31.3285];
/** By then what waits on the phone is a report of what was done, no act of this moment. */
const olderThanNowMs = 9_000;

/** A patrol verifies where there is no connection; and once more while the desk ends its task. */
export const offlineVerification: Scenario = {
  name: 'U8',
  story: 'a verification without a connection, sent once; and one that the desk ends meanwhile',
  play: async ({ after, atMost, exactly, shot }) => {
    const { browser } = await launchBrowser();
    after(() => browser.close());
    const house = await startScenarioHouse(after);
    const cookie = await signIn(house.url, 'chen', password);
    const tasks = () => tasksOf(house.url, cookie);
    const field = await openZoneField(house.plan, after);
    const truck = await field.sendOut(1, 'WGQ-G1', onTheRoad);
    const desk = await sitDown(browser, after, house.url, 'desk', 'li');
    const phone = await sitDown(browser, after, house.url, 'mobile', 'wu');
    await phone.see('[data-connection="live"]', 30_000);
    await untilInstalled(phone.page);
    const line = (offline: boolean) => phone.page.context().setOffline(offline);
    await desk.page.waitForTimeout(3_000);
    truck.cutRope();
    await desk.see(cut);
    await desk.press('Space');
    await desk.see(`${cut}[data-state="acked"]`);

    const id = await sendPatrol(desk, tasks);
    await goThere(phone, id);
    await until(tasks, (now) => now[id]?.state === 'executing');
    await line(true);
    const offlineAtMs = Date.now();
    await photograph(phone);
    const photographedAtMs = Date.now();
    await scanSeal(phone, truck.sealId ?? 'SH-778899');
    await reportFinding(phone, '绳索已剪断，箱门未开');
    const doneAtMs = Date.now();
    atMost('photo, seal number and result', (doneAtMs - offlineAtMs) / 1000, 's', 45);
    const { clicks } = phone.takeEffort();
    atMost('touches from the task to the result', clicks, 'touches', 16);
    await phone.see('.connection-band.blind', 15_000);
    await phone.see('.outbox-strip[data-waiting="2"][data-uploads="1"]');
    exactly('refused while nobody could answer', (await unsentOn(phone.page)).refused, 0);
    await phone.page.screenshot({ path: shot('phone-offline'), fullPage: true });
    await phone.page.waitForTimeout(Math.max(0, doneAtMs + olderThanNowMs - Date.now()));
    const onlineAtMs = Date.now();
    await line(false);
    await untilSent(phone.page);
    atMost('all of it at the center', (Date.now() - onlineAtMs) / 1000, 's', 20);
    const sent = (await timelineOf(house.url, cookie)).filter(({ taskId }) => taskId === id);
    const oldActs = sent.filter(({ type }) => keptActs.includes(type));
    exactly('acts that arrived', oldActs.length, keptActs.length);
    const inTime = ({ deviceAtMs }: { deviceAtMs: number | null }) =>
      deviceAtMs !== null && deviceAtMs >= offlineAtMs - 2_000 && deviceAtMs <= doneAtMs + 2_000;
    exactly('with the time at which they were done', oldActs.filter(inTime).length, oldActs.length);
    const done = (await tasks())[id];
    exactly('photographs in the result', done?.result?.photoIds.length ?? 0, 1);
    await desk.see('.task-card[data-state="result-submitted"] .task-outcome img');
    await desk.page.locator('.task-outcome').first().scrollIntoViewIfNeeded();
    await desk.page.screenshot({ path: shot('desk-result') });
    await phone.page.screenshot({ path: shot('phone-sent'), fullPage: true });
    exactly('photographed before it was sent', Number(photographedAtMs < onlineAtMs), 1);

    await phone.click('.back-link');
    const second = await sendPatrol(desk, tasks);
    await goThere(phone, second);
    await until(tasks, (now) => now[second]?.state === 'executing');
    await line(true);
    await scanSeal(phone, 'SH-1001');
    await reportFinding(phone, '锁具完好');
    await desk.click(`.task-card[data-task="${second}"] [data-act="cancel"]`);
    await desk.see(`.task-card[data-task="${second}"][data-state="cancelled"]`);
    await phone.page.waitForTimeout(olderThanNowMs);
    await line(false);
    await phone.see('[data-over="cancelled"]', 30_000);
    await phone.see('[data-late="2"]', 30_000);
    await phone.page.screenshot({ path: shot('phone-ended-meanwhile'), fullPage: true });
    const ended = (await tasks())[second];
    exactly('what the desk did stands', Number(ended?.state === 'cancelled'), 1);
    exactly('results written over it', Number(ended?.result !== null), 0);
    exactly('reports beside it', ended?.lateReports.length ?? 0, 2);
    await desk.see('.incident-timeline li[data-type="task.late-report"]');
    await desk.page.locator('[data-type="task.late-report"]').last().scrollIntoViewIfNeeded();
    await desk.page.screenshot({ path: shot('desk-late-report') });
    exactly('errors in the pages', desk.errors.length + phone.errors.length, 0);
  },
};

const keptActs = ['task.seal-scanned', 'task.result-submitted'];

async function situationOf(url: string, cookie: string): Promise<Situation> {
  const response = await fetch(`${url}/api/situation`, { headers: { cookie } });
  return ((await response.json()) as { situation: Situation }).situation;
}

const tasksOf = async (url: string, cookie: string) => (await situationOf(url, cookie)).tasks;

async function timelineOf(url: string, cookie: string) {
  const { incidents } = await situationOf(url, cookie);
  return Object.values(incidents).flatMap(({ timeline }) => timeline);
}

/** By keys, like every patrol; the id of its task. */
async function sendPatrol(
  desk: ScriptedPerson,
  tasks: () => Promise<Record<string, Task>>,
): Promise<string> {
  const before = Object.keys(await tasks());
  await desk.press('d', 'm');
  await desk.see('.unit-line');
  await desk.press('Enter');
  const now = await until(tasks, (all) => Object.keys(all).length > before.length);
  return Object.keys(now).find((id) => !before.includes(id)) ?? '';
}

async function goThere(phone: ScriptedPerson, taskId: string): Promise<void> {
  await phone.click(`.field-line[data-task="${taskId}"]`);
  await phone.click('[data-act="accept"]');
  await phone.click('[data-act="depart"]');
  await phone.click('[data-act="arrive-otherwise"]');
  await phone.click('.task-steps textarea');
  await phone.write('无定位，已见车辆');
  await phone.click('[data-act="arrive-by-hand"]');
  await phone.click('[data-act="start"]');
  await phone.see('.result-step');
  phone.takeEffort();
}

/** The camera opens, he aims, and presses. */
async function photograph(phone: ScriptedPerson): Promise<void> {
  const { page } = phone;
  const buffer = await page.screenshot({ type: 'jpeg' });
  const asked = page.waitForEvent('filechooser');
  await phone.click('.take-file:has(input[accept="image/*"])');
  await phone.decide();
  await (await asked).setFiles({ name: 'seal.jpg', mimeType: 'image/jpeg', buffer });
  await phone.see('.kept-file');
}

async function scanSeal(phone: ScriptedPerson, sealNo: string): Promise<void> {
  await phone.click('[data-code="seal"] input');
  await phone.write(sealNo);
  await phone.click('[data-code="seal"] button[type=submit]');
}

async function reportFinding(phone: ScriptedPerson, note: string): Promise<void> {
  await phone.decide();
  await phone.click('.result-step .findings label:has(input[value="inconsistent"])');
  await phone.click('.result-step textarea');
  await phone.write(note);
  await phone.click('[data-act="submit"]');
}
