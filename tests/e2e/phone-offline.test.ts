import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { CommandReply } from '@ftz/shared/contract/live-up.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import type { Task } from '@ftz/shared/contract/task.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from '#browser.ts';
import { type House, housePassword, startHouse, until } from '#house.ts';
import { shotPath } from './pages.ts';
import {
  enterCode,
  goThere,
  openTask,
  type Phone,
  report,
  signInOn,
  takePhone,
  takePhoto,
  unsentOn,
  untilInstalled,
  untilSent,
} from './phone-steps.ts';
import { tellFigure } from './tell-figure.ts';

/**
 * A patrol works where there is no connection: what it does is kept with its time, arrives once, and
 * where the desk did something else meanwhile, both are shown.
 */
const told = { areas: ['WGQ' as const], actor: machine };
const unitId = 'WGQ-P1';
let house: House;
let browser: Browser;
let phone: Phone;
const cookies = new Map<string, string>();

beforeAll(async () => {
  const people = [
    { username: 'patrol', role: 'field-officer' as const },
    { username: 'second', role: 'field-officer' as const },
    { username: 'desk', role: 'duty-officer' as const },
  ].map((person) => ({ ...person, areas: [...areaIds] }));
  house = await startHouse(people, [
    { type: 'alarm.raised', ...told, data: { alarm: exampleAlarm() } },
    { type: 'incident.opened', ...told, data: { incident: exampleIncident() } },
  ]);
  for (const { username } of people) cookies.set(username, await house.signIn(username));
  ({ browser } = await launchBrowser());
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

async function act(who: string, name: string, argument: object): Promise<CommandReply> {
  const response = await fetch(`${house.app.url}/api/commands`, {
    method: 'POST',
    headers: { cookie: cookies.get(who) ?? '', 'content-type': 'application/json' },
    body: JSON.stringify({ commandId: crypto.randomUUID(), name, basedOnVersion: null, argument }),
  });
  return (await response.json()) as CommandReply;
}

async function situation(): Promise<Situation> {
  const response = await fetch(`${house.app.url}/api/situation`, {
    headers: { cookie: cookies.get('desk') ?? '' },
  });
  return ((await response.json()) as { situation: Situation }).situation;
}

const taskOf = async (id: string) => (await situation()).tasks[id] as Task;
const linesOf = async (taskId: string) =>
  ((await situation()).incidents.I1?.timeline ?? []).filter((line) => line.taskId === taskId);

/** A new task, on the phone; its id. */
async function dispatch(): Promise<string> {
  const before = new Set(Object.keys((await situation()).tasks));
  const issued = await act('desk', 'task.issue', {
    incidentId: 'I1',
    kind: 'mobile-verification',
    unitId,
  });
  expect(issued).toMatchObject({ ok: true });
  const id = Object.keys((await situation()).tasks).find((one) => !before.has(one)) ?? '';
  await phone.page.waitForSelector(`.field-line[data-task="${id}"]`, { timeout: 5_000 });
  return id;
}

beforeEach(async () => {
  await phone?.context.close();
  phone = await takePhone(browser);
  await phone.page.goto(`${house.app.url}/mobile`);
  await signInOn(phone.page, 'patrol', housePassword);
  await untilInstalled(phone.page);
});

describe('a patrol without a connection', () => {
  it('works, is interrupted, and has lost nothing; everything arrives once, with its time', async () => {
    const { page, context } = phone;
    const id = await dispatch();
    await openTask(page, id);
    await goThere(page);
    await until(
      () => taskOf(id),
      ({ state }) => state === 'executing',
    );

    await context.setOffline(true);
    const offlineAtMs = Date.now();
    await takePhoto(page);
    await enterCode(page, 'container', 'CSQU3054383');
    await enterCode(page, 'seal', 'SH-778899');
    await page.click('[data-act="check-in"]');
    await report(page, 'inconsistent', '绳索已剪断');
    const doneAtMs = Date.now();
    const tookS = (doneAtMs - offlineAtMs) / 1000;
    expect(tookS).toBeLessThan(45);
    await expect.poll(() => unsentOn(page)).toEqual({ acts: 3, files: 1, refused: 0 });
    // The center's state stays what the center said.
    expect(await page.getAttribute('.field-task', 'data-state')).toBe('executing');
    await page.waitForSelector('.connection-band.blind');
    await page.screenshot({ path: shotPath('mobile-offline'), fullPage: true });

    const openedAtMs = Date.now();
    await page.reload();
    await page.waitForSelector('.kept-act');
    const openedS = (Date.now() - openedAtMs) / 1000;
    tellFigure('opened without a line', openedS, 's', 2.5);
    // Two and a half seconds are promised; a busy machine has more.
    expect(openedS).toBeLessThan(10);
    expect(await unsentOn(page)).toEqual({ acts: 3, files: 1, refused: 0 });
    expect(await page.getAttribute('.outbox-strip', 'data-not-live')).toBe('true');
    await page.screenshot({ path: shotPath('mobile-offline-opened'), fullPage: true });
    expect(await taskOf(id)).toMatchObject({ state: 'executing', seals: null, result: null });

    // What comes after eight seconds comes as a report of what was done.
    await page.waitForTimeout(Math.max(0, doneAtMs + 10_000 - Date.now()));
    const onlineAtMs = Date.now();
    await context.setOffline(false);
    await untilSent(page);
    const task = await taskOf(id);
    expect(task).toMatchObject({
      state: 'result-submitted',
      seals: { oldSealNo: 'SH-778899', containerNo: 'CSQU3054383' },
      result: { finding: 'inconsistent', note: '绳索已剪断' },
      lateReports: [],
    });
    const [photoId] = task.result?.photoIds ?? [];
    const photo = await fetch(`${house.app.url}/api/photos/${photoId}`, {
      headers: { cookie: cookies.get('desk') ?? '' },
    });
    expect(photo.status).toBe(200);
    const lines = (await linesOf(id)).filter(({ type }) =>
      ['task.seal-scanned', 'task.result-submitted'].includes(type),
    );
    expect(lines.map(({ type }) => type)).toEqual(['task.seal-scanned', 'task.result-submitted']);
    for (const { deviceAtMs, atMs } of lines) {
      expect(deviceAtMs).toBeGreaterThanOrEqual(offlineAtMs - 2_000);
      expect(deviceAtMs).toBeLessThan(onlineAtMs);
      expect(atMs).toBeGreaterThanOrEqual(onlineAtMs - 2_000);
    }
    await page.waitForSelector('.submitted');
    expect(phone.errors).toEqual([]);
    console.log(JSON.stringify({ name: 'offline: photo, codes, result', value: tookS, unit: 's' }));
  });

  it('is told when the desk ended the task meanwhile; its report lies beside it', async () => {
    const { page, context } = phone;
    const id = await dispatch();
    await openTask(page, id);
    await goThere(page);
    await until(
      () => taskOf(id),
      ({ state }) => state === 'executing',
    );
    await context.setOffline(true);
    await enterCode(page, 'seal', 'SH-1001');
    await report(page, 'consistent', '无异常');
    await act('desk', 'task.cancel', { taskId: id, reason: '车辆已放行' });
    await page.waitForTimeout(9_000);
    await context.setOffline(false);
    await page.waitForSelector('[data-over="cancelled"]', { timeout: 30_000 });
    await page.waitForSelector('[data-late="2"]');
    await page.screenshot({ path: shotPath('mobile-cancelled-meanwhile'), fullPage: true });
    const task = await taskOf(id);
    expect(task).toMatchObject({ state: 'cancelled', result: null, reason: '车辆已放行' });
    expect(task.lateReports.map((late) => late.act)).toEqual(['scan-seal', 'submit-result']);
  });

  it('is shown what the center did not accept, until it was read, also after a restart', async () => {
    const { page, context } = phone;
    const id = await dispatch();
    await openTask(page, id);
    await page.waitForSelector('[data-act="accept"]');
    await context.setOffline(true);
    await page.click('[data-act="accept"]');
    await page.waitForSelector('[data-act="depart"]');
    expect(await act('second', 'task.accept', { taskId: id })).toMatchObject({ ok: true });
    await context.setOffline(false);
    await page.waitForSelector('[data-refused="task.accept"]', { timeout: 30_000 });
    await page.reload();
    await page.waitForSelector('[data-refused="task.accept"]');
    await page.screenshot({ path: shotPath('mobile-refused'), fullPage: true });
    expect((await taskOf(id)).acceptedBy).toBe('second');
    await page.click('[data-refused="task.accept"] button');
    await page.waitForSelector('[data-refused]', { state: 'detached' });
    await page.waitForSelector('[data-act="join"]');
    await act('desk', 'task.cancel', { taskId: id, reason: 'x' });
  });

  it('leaves its acts to nobody else who takes the phone', async () => {
    const { page, context } = phone;
    const id = await dispatch();
    await openTask(page, id);
    await page.waitForSelector('[data-act="accept"]');
    await context.setOffline(true);
    await page.click('[data-act="accept"]');
    await expect.poll(async () => (await unsentOn(page)).acts).toBe(1);
    await page.click('[data-act="sign-out"]');
    await page.click('[data-act="sign-out-anyway"]');
    await page.waitForSelector('#username');
    await context.setOffline(false);
    await signInOn(page, 'second', housePassword);
    await page.waitForSelector('.field-task');
    expect(await unsentOn(page)).toEqual({ acts: 0, files: 0, refused: 0 });
    await page.waitForTimeout(3_000);
    expect((await taskOf(id)).state).toBe('issued');
    await page.click('[data-act="sign-out"]');
    await signInOn(page, 'patrol', housePassword);
    await until(
      () => taskOf(id),
      ({ acceptedBy }) => acceptedBy === 'patrol',
    );
    await untilSent(page);
    await act('desk', 'task.cancel', { taskId: id, reason: 'x' });
  });
});

describe('two officers', () => {
  it('open goods together, each on his own phone, with a witness who signs', async () => {
    const { page } = phone;
    const id = await dispatch();
    await openTask(page, id);
    await goThere(page);
    const other = await takePhone(browser);
    await other.page.goto(`${house.app.url}/mobile?task=${id}`);
    await signInOn(other.page, 'second', housePassword);
    await other.page.click('[data-act="join"]');
    await other.page.waitForSelector('.result-step');

    await enterCode(page, 'seal', 'SH-2002');
    await page.click('.findings.two label:has(input[value="cut-seal"])');
    await page.fill('.findings.two ~ textarea', '核对货物');
    await page.click('[data-act="ask-opening"]');
    await other.page.waitForSelector('.second-ask');
    await other.page.screenshot({ path: shotPath('mobile-second-officer') });
    await other.page.click('.second-ask [data-act="confirm-opening"]');
    await enterCode(page, 'seal', 'SH-2003');

    await page.fill('input[maxlength="80"]', '王见证');
    const pad = page.locator('.signature-pad canvas');
    await pad.scrollIntoViewIfNeeded();
    const box = await pad.boundingBox();
    if (!box) throw new Error('nowhere to sign');
    await page.mouse.move(box.x + 30, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + 120, box.y + 90, { steps: 6 });
    await page.mouse.move(box.x + 200, box.y + 30, { steps: 6 });
    await page.mouse.up();
    await page.screenshot({ path: shotPath('mobile-signature') });
    await page.click('[data-act="sign"]');
    await untilSent(page);
    const task = await until(
      () => taskOf(id),
      ({ witness }) => witness !== null,
    );
    expect(task).toMatchObject({
      opening: { what: 'cut-seal', askedBy: { name: 'patrol' }, confirmedBy: { name: 'second' } },
      seals: { oldSealNo: 'SH-2002', newSealNo: 'SH-2003' },
      witness: { name: '王见证' },
    });
    await other.context.close();
  });
});

describe('a phone that lay about', () => {
  it('asks who holds it, loses nothing, and goes on sending; without a line it stays usable', async () => {
    const { page, context } = phone;
    const id = await dispatch();
    await openTask(page, id);
    await goThere(page);
    await untilSent(page);
    await context.setOffline(true);
    await page.fill('.result-step textarea', '未写完');
    await takePhoto(page);
    await page.evaluate(() => {
      const agoMs = Date.now() - 11 * 60_000;
      const kept = JSON.parse(localStorage.getItem('phone-principal') ?? '{}');
      localStorage.setItem('phone-principal', JSON.stringify({ ...kept, signedInAtMs: agoMs }));
      localStorage.setItem('phone-touched', String(agoMs));
    });
    await page.waitForSelector('.connection-band.blind');
    await page.click('[data-act="check-in"]');
    await expect.poll(() => unsentOn(page)).toEqual({ acts: 1, files: 1, refused: 0 });
    await context.setOffline(false);
    await page.waitForSelector('.lock-screen', { timeout: 30_000 });
    expect(await page.isVisible('.field-task')).toBe(false);
    await untilSent(page);
    await page.screenshot({ path: shotPath('mobile-locked') });
    await page.reload();
    await page.waitForSelector('.lock-screen');
    await page.fill('.lock-screen [type="password"]', 'somebody else');
    await page.click('[data-act="unlock"]');
    await page.waitForSelector('.lock-screen .refusal-line');
    await page.fill('.lock-screen [type="password"]', housePassword);
    await page.click('[data-act="unlock"]');
    await page.waitForSelector('.lock-screen', { state: 'detached' });
    expect(await page.inputValue('.result-step textarea')).toBe('未写完');
    await page.waitForSelector('.kept-file[data-state="sent"]');
    await act('desk', 'task.cancel', { taskId: id, reason: 'x' });
  });
});

describe('a phone in a glove', () => {
  it('has nothing to press that is lower than 48 px, and nothing that is cut off', async () => {
    const { page } = phone;
    const id = await dispatch();
    await openTask(page, id);
    await goThere(page);
    await takePhoto(page);
    const tooWide = () =>
      page.$$eval('.mobile-screen *', (all) =>
        all
          .filter((one) => !one.closest('svg'))
          .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth)
          .map((one) => `${one.tagName} ${one.className}`),
      );
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 844 });
      const low = await page.$$eval(
        '.mobile-screen :is(button, a, .take-file, input:not(.visually-hidden, [type=radio]))',
        (all) =>
          all
            .map((one) => ({ text: one.textContent, height: one.getBoundingClientRect().height }))
            .filter(({ height }) => height > 0 && height < 48),
      );
      expect(low).toEqual([]);
      expect(await tooWide()).toEqual([]);
    }
    await page.setViewportSize({ width: 390, height: 844 });
    await page.addStyleTag({
      content: '.mobile-screen, .mobile-screen * { font-size: 32px !important }',
    });
    expect(await tooWide()).toEqual([]);
    await page.screenshot({ path: shotPath('mobile-large-text'), fullPage: true });
    await act('desk', 'task.cancel', { taskId: id, reason: 'x' });
  });

  it('calls for help when the button is held, and not when it is touched', async () => {
    const { page } = phone;
    await page.click(`[data-join="${unitId}"]`);
    await page.waitForSelector('[data-act="distress"]');
    const unit = async () => (await situation()).units[unitId];
    await page.click('[data-act="distress"]');
    await page.waitForTimeout(500);
    expect((await unit())?.distress).toBeNull();
    await page.dispatchEvent('[data-act="distress"]', 'pointerdown');
    await page.waitForSelector('[data-distress="called"]', { timeout: 5_000 });
    expect((await unit())?.distress).toMatchObject({ by: { name: 'patrol' } });
  });
});
