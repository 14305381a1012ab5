import type { Browser, BrowserContext, Page } from 'playwright-core';
import { until } from '#house.ts';
import { sizes } from './pages.ts';

/** What a field officer does on his phone, step by step, for whoever plays a story with one. */
export type Phone = { context: BrowserContext; page: Page; errors: string[] };

export async function takePhone(browser: Browser, options: object = {}): Promise<Phone> {
  const context = await browser.newContext({
    viewport: sizes.mobile,
    isMobile: true,
    hasTouch: true,
    colorScheme: 'light',
    ...options,
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  return { context, page, errors };
}

export async function signInOn(page: Page, username: string, password: string): Promise<void> {
  await page.fill('#username', username);
  await page.fill('#password', password);
  await page.click('button[type=submit]');
  await page.waitForSelector('.mobile-bar [data-connection="live"]');
}

/** Until the page can be opened without a connection. */
export async function untilInstalled(page: Page, scope = '/mobile'): Promise<void> {
  const state = () =>
    page.evaluate(async (path) => {
      const registration = await navigator.serviceWorker.getRegistration(path);
      return registration?.active?.state ?? null;
    }, scope);
  await until(state, (now) => now === 'activated', 60_000);
}

export const openTask = (page: Page, taskId: string) =>
  page.click(`.field-line[data-task="${taskId}"]`);

/** Accepted, driven to, arrived at by a word with a reason, and begun. */
export async function goThere(page: Page, why = '无定位，已在卡口见到车辆'): Promise<void> {
  await page.click('[data-act="accept"]');
  await page.click('[data-act="depart"]');
  await page.click('[data-act="arrive-otherwise"]');
  await page.fill('.task-steps textarea', why);
  await page.click('[data-act="arrive-by-hand"]');
  await page.click('[data-act="start"]');
  await page.waitForSelector('.result-step');
}

export async function enterCode(page: Page, kind: 'seal' | 'container', code: string) {
  await page.fill(`[data-code="${kind}"] input`, code);
  await page.click(`[data-code="${kind}"] button[type=submit]`);
}

export async function takePhoto(page: Page): Promise<void> {
  const before = await page.locator('.kept-file').count();
  await page.setInputFiles('.take-file input[accept="image/*"]', {
    name: 'seal.jpg',
    mimeType: 'image/jpeg',
    buffer: await page.screenshot({ type: 'jpeg' }),
  });
  await page.locator('.kept-file').nth(before).waitFor();
}

export async function report(page: Page, finding: string, note: string): Promise<void> {
  await page.click(`.result-step .findings label:has(input[value="${finding}"])`);
  await page.fill('.result-step textarea', note);
  await page.click('[data-act="submit"]');
}

/** How many acts and files have not reached the center. */
export async function unsentOn(
  page: Page,
): Promise<{ acts: number; files: number; refused: number }> {
  const strip = page.locator('.outbox-strip');
  if ((await strip.count()) === 0) return { acts: 0, files: 0, refused: 0 };
  const read = async (name: string) => Number(await strip.getAttribute(`data-${name}`));
  return {
    acts: await read('waiting'),
    files: await read('uploads'),
    refused: await read('refused'),
  };
}

export async function untilSent(page: Page): Promise<void> {
  await page.waitForSelector('.outbox-strip', { state: 'detached', timeout: 30_000 });
}
