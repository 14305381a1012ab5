import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Role } from '@ftz/shared/contract/account.ts';
import type { Browser, Page } from 'playwright-core';

/** Sizes that the screens are made for. */
export const sizes = {
  desk: { width: 1920, height: 1080 },
  wall: { width: 3840, height: 2160 },
  mobile: { width: 390, height: 844 },
} as const;
export type Screen = keyof typeof sizes;

const shots = fileURLToPath(new URL('../screenshots/', import.meta.url));

/** Where a screenshot of the running product is kept for people to look at. */
export function shotPath(name: string): string {
  mkdirSync(shots, { recursive: true });
  return join(shots, `${name}.png`);
}

type PrintedAccount = { role: Role; username: string; password: string };

/** The account that the first start made for a role. */
export function firstAccount(dataDir: string, role: Role): PrintedAccount {
  const list: PrintedAccount[] = JSON.parse(
    readFileSync(join(dataDir, 'first-accounts.json'), 'utf8'),
  );
  const account = list.find((entry) => entry.role === role);
  if (!account) throw new Error(`no first account for ${role}`);
  return account;
}

export type OpenPage = { page: Page; errors: string[] };

/**
 * Signs in as a person would who wants to get to this address. A wall has no form: its account goes in by
 * the door, and on from there.
 */
export async function signInAt(
  page: Page,
  address: string,
  { username, password }: { username: string; password: string },
): Promise<void> {
  const door = new URL(address);
  const isWall = door.pathname.startsWith('/wall');
  if (isWall) door.pathname = '/';
  await page.goto(door.href);
  await page.fill('#username', username);
  await page.fill('#password', password);
  await page.click('button[type=submit]');
  await page.waitForSelector('#password', { state: 'detached' });
  if (isWall) await page.goto(address);
}

/** Opens a screen in a browser profile of its own and signs in as a person would. */
export async function openScreen(
  browser: Browser,
  url: string,
  screen: Screen,
  account: PrintedAccount,
): Promise<OpenPage> {
  const phone = screen === 'mobile' ? { isMobile: true, hasTouch: true } : {};
  const context = await browser.newContext({ viewport: sizes[screen], ...phone });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await signInAt(page, `${url}/${screen}`, account);
  return { page, errors };
}

/** How many pictures on the page move: media time that goes on, with something decoded. */
export async function movingPictures(page: Page): Promise<number> {
  const read = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('video')].map((video) => ({
        atS: video.currentTime,
        decoded: video.readyState >= 2 && video.videoWidth > 0,
      })),
    );
  const before = await read();
  await page.waitForTimeout(1500);
  const after = await read();
  return after.filter(({ atS, decoded }, i) => decoded && atS > (before[i]?.atS ?? atS)).length;
}
