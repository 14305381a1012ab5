import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { CommandReply } from '@ftz/shared/contract/live-up.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import type { Browser, BrowserContext, Page, Worker } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '#browser.ts';
import { type House, housePassword, startHouse, until } from '#house.ts';
import { type PushedBrowser, startPushService } from '#push-service.ts';
import { shotPath } from './pages.ts';
import { signInOn, takePhone, untilInstalled } from './phone-steps.ts';

/**
 * A phone is rung with its page closed. A Chromium of a test has no push service and shows no notices: asking for
 * permission and subscribing are answered in its place, what our service took and opened is handed to the
 * real service worker, and what that shows is written down.
 */
const told = { areas: ['WGQ' as const], actor: machine };
let service: Awaited<ReturnType<typeof startPushService>>;
let house: House;
let browser: Browser;

beforeAll(async () => {
  service = await startPushService();
  house = await startHouse(
    [
      { username: 'patrol', role: 'field-officer', areas: [...areaIds] },
      { username: 'second', role: 'field-officer', areas: [...areaIds] },
      { username: 'desk', role: 'duty-officer', areas: [...areaIds] },
    ],
    [
      { type: 'alarm.raised', ...told, data: { alarm: exampleAlarm() } },
      { type: 'incident.opened', ...told, data: { incident: exampleIncident() } },
    ],
    { PUSH_SERVICES: service.host },
  );
  ({ browser } = await launchBrowser());
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
  await service?.close();
});

/** A phone whose browser subscribes at our service as `pushed`. */
async function openPhone(pushed: PushedBrowser) {
  const { context, page, errors } = await takePhone(browser, { locale: 'zh-CN' });
  await page.addInitScript(({ endpoint, ...keys }) => {
    const keep = (name: string, value: string) => sessionStorage.setItem(`browser-${name}`, value);
    const kept = (name: string) => sessionStorage.getItem(`browser-${name}`);
    Object.defineProperty(Notification, 'permission', { get: () => kept('may') ?? 'default' });
    Notification.requestPermission = async () => {
      keep('asked', String(Number(kept('asked') ?? 0) + 1));
      if (kept('may') === null) keep('may', 'granted');
      return Notification.permission;
    };
    const bytesOf = (key: string) =>
      Uint8Array.from(atob(key.replaceAll('-', '+').replaceAll('_', '/')), (one) =>
        one.charCodeAt(0),
      ).buffer;
    const subscription = (key: string) => ({
      options: { userVisibleOnly: true, applicationServerKey: bytesOf(key) },
      toJSON: () => ({ endpoint, expirationTime: null, keys }),
      unsubscribe: async () => sessionStorage.removeItem('browser-key'),
    });
    Object.assign(PushManager.prototype, {
      getSubscription: async () => {
        const key = kept('key');
        return key === null ? null : subscription(key);
      },
      subscribe: async ({ applicationServerKey: key }: { applicationServerKey: string }) => {
        keep('key', key);
        return subscription(key);
      },
    });
  }, pushed.address);
  await page.goto(`${house.app.url}/mobile`);
  await signInOn(page, 'patrol', housePassword);
  await untilInstalled(page);
  return { context, page, errors };
}

type Shown = { title: string; body: string; tag: string; silent?: boolean; data: { url: string } };

/** The real service worker, which writes down what it shows. */
async function workerOf(
  context: BrowserContext,
): Promise<{ worker: Worker; shown: () => Promise<Shown[]> }> {
  const [worker] = context.serviceWorkers();
  if (!worker) throw new Error('no service worker');
  await worker.evaluate(() => {
    const shown: object[] = [];
    const showNotification = async (title: string, options: object) =>
      void shown.push({ title, ...options });
    Object.assign(ServiceWorkerRegistration.prototype, { showNotification });
    Object.assign(self, { shown });
  });
  const shown = () => worker.evaluate(() => (self as unknown as { shown: Shown[] }).shown);
  return { worker, shown };
}

async function issue(): Promise<string> {
  const cookie = await house.signIn('desk');
  const response = await fetch(`${house.app.url}/api/commands`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({
      commandId: crypto.randomUUID(),
      name: 'task.issue',
      basedOnVersion: null,
      argument: { incidentId: 'I1', kind: 'mobile-verification', unitId: 'WGQ-P1' },
    }),
  });
  expect(((await response.json()) as CommandReply).ok).toBe(true);
  const situation = await fetch(`${house.app.url}/api/situation`, { headers: { cookie } });
  const { tasks } = ((await situation.json()) as { situation: { tasks: object } }).situation;
  return Object.keys(tasks).at(-1) ?? '';
}

/** Hands a message to the service worker as the browser would. */
async function deliver(context: BrowserContext, page: Page, data: string): Promise<void> {
  const session = await context.newCDPSession(page);
  const versions: { registrationId: string; scopeURL: string }[] = [];
  session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) =>
    versions.push(...registrations),
  );
  await session.send('ServiceWorker.enable');
  const found = await until(
    () => versions.find(({ scopeURL }) => scopeURL.endsWith('/mobile')),
    (version) => version !== undefined,
  );
  await session.send('ServiceWorker.deliverPushMessage', {
    origin: house.app.url,
    registrationId: found?.registrationId ?? '',
    data,
  });
  await session.detach();
}

const timesAsked = (page: Page) =>
  page.evaluate(() => Number(sessionStorage.getItem('browser-asked') ?? 0));

it('asks by a tap, rings with the task, in the language of its person, and ends with a tap', async () => {
  const pushed = await service.addBrowser();
  const { context, page, errors } = await openPhone(pushed);
  const wish = page.locator('.push-switch');
  await page.waitForSelector('[data-push="off"]');
  expect(await wish.getAttribute('aria-checked')).toBe('false');
  expect(await timesAsked(page)).toBe(0);
  await page.screenshot({ path: shotPath('phone-push-off'), fullPage: true });

  await wish.tap();
  await page.waitForSelector('[data-push="on"]');
  expect(await wish.getAttribute('aria-checked')).toBe('true');
  expect(await timesAsked(page)).toBe(1);
  expect((await wish.boundingBox())?.height).toBeGreaterThanOrEqual(48);
  await page.screenshot({ path: shotPath('phone-push-on'), fullPage: true });

  const taskId = await issue();
  await until(
    () => pushed.pushed.length,
    (count) => count === 1,
  );
  const [message] = pushed.pushed;
  const news = message && (await pushed.read(message));
  expect(news).toMatchObject({ taskId });
  const { shown } = await workerOf(context);
  await deliver(context, page, JSON.stringify(news));
  const [notice] = await until(shown, (all) => all.length === 1);
  const url = `/mobile?task=${taskId}`;
  expect(notice).toMatchObject({ title: '新任务', body: '移动核查', tag: taskId, data: { url } });
  // The page is in sight and has the sound.
  expect(notice?.silent).toBe(true);

  await page.reload();
  await page.waitForSelector('[data-push="on"]');
  await page.locator('.mobile-foot button', { hasText: 'English' }).tap();
  await page.screenshot({ path: shotPath('phone-push-on-en'), fullPage: true });
  await until(
    async () => {
      await deliver(
        context,
        page,
        JSON.stringify({ taskId, kind: 'emergency', reason: 'cancelled' }),
      );
      return shown();
    },
    (all) => all.at(-1)?.title === 'Task called off',
  );
  await deliver(context, page, 'no message of ours');
  await until(shown, (all) => {
    const last = all.at(-1);
    return last?.title === 'New task' && last.data.url === '/mobile';
  });
  await wish.tap();
  await page.waitForSelector('[data-push="off"]');
  await page.reload();
  await page.waitForSelector('[data-push="off"]');
  expect(errors).toEqual([]);
  await context.close();
});

it('a tap on the notice opens its task; a browser that was moved elsewhere says so by itself', async () => {
  const { context, page } = await openPhone(await service.addBrowser());
  await page.locator('.push-switch').tap();
  await page.waitForSelector('[data-push="on"]');
  const { worker } = await workerOf(context);
  const moved = await service.addBrowser();
  await worker.evaluate(async ({ endpoint, ...keys }) => {
    let work: unknown = null;
    const waitUntil = (promise: unknown) => {
      work = promise;
    };
    const newSubscription = { toJSON: () => ({ endpoint, keys }) };
    const event = new Event('pushsubscriptionchange');
    self.dispatchEvent(Object.assign(event, { newSubscription, waitUntil }));
    await work;
  }, moved.address);
  const taskId = await issue();
  await until(
    () => moved.pushed.length,
    (count) => count === 1,
  );

  await worker.evaluate((url) => {
    const windows = (self as unknown as { WindowClient: { prototype: object } }).WindowClient;
    // Asked for without a finger on the glass, a browser refuses this alone.
    Object.assign(windows.prototype, { focus: async () => undefined });
    const notification = { close: () => undefined, data: { url } };
    const event = new Event('notificationclick');
    self.dispatchEvent(Object.assign(event, { notification, waitUntil: () => undefined }));
  }, `/mobile?task=${taskId}`);
  await page.waitForURL(`${house.app.url}/mobile?task=${taskId}`);
  await page.waitForSelector('.task-steps');
  await context.close();
});

it('belongs to the person who wished for it', async () => {
  const { context, page } = await openPhone(await service.addBrowser());
  await page.locator('.push-switch').tap();
  await page.waitForSelector('[data-push="on"]');
  const signOut = () => page.locator('.mobile-foot [data-act="sign-out"]').tap();
  await signOut();
  await signInOn(page, 'second', housePassword);
  await page.waitForSelector('[data-push="off"]');
  await signOut();
  await signInOn(page, 'patrol', housePassword);
  await page.waitForSelector('[data-push="on"]');
  await context.close();
});

it('says why it cannot: blocked in the browser, no service that is allowed', async () => {
  const { context, page } = await openPhone(await service.addBrowser());
  await page.waitForSelector('[data-push="off"]');
  await page.evaluate(() => sessionStorage.setItem('browser-may', 'denied'));
  await page.reload();
  await page.waitForSelector('[data-push="impossible"]');
  expect(await page.textContent('[data-push]')).toContain('通知已被浏览器禁止');
  expect(await page.locator('.push-switch').count()).toBe(0);
  await page.screenshot({ path: shotPath('phone-push-blocked'), fullPage: true });
  await context.close();

  const stranger = await service.addBrowser();
  stranger.address.endpoint = 'https://push.example/a';
  const other = await openPhone(stranger);
  await other.page.locator('.push-switch').tap();
  await other.page.waitForSelector('[data-push="impossible"]');
  expect(await other.page.textContent('[data-push]')).toContain('未启用此浏览器的推送服务');
  await other.context.close();
});
