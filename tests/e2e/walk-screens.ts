import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { Browser, Page } from 'playwright-core';
import { type House, housePassword, startHouse } from '#house.ts';
import { type Visit, visits } from './every-screen.ts';
import { mismatchStory } from './evidence-story.ts';
import { signInAt, sizes } from './pages.ts';
import { worstHour } from './screen-stories.ts';

export type Houses = Record<Visit['house'], House>;

/** Both houses that the visits lead through, with an account of each role, called as its role. */
export async function openHouses(): Promise<Houses> {
  const roles = [...new Set(visits.map(({ role }) => role))];
  const accounts = roles.map((role) => ({ username: role, role, areas: [...areaIds] }));
  const colleague = { username: 'colleague', role: 'duty-officer' as const, areas: [...areaIds] };
  const [calm, worst] = await Promise.all([
    startHouse(accounts, mismatchStory(Date.now())),
    startHouse([...accounts, colleague], worstHour(Date.now(), 'U-duty-officer')),
  ]);
  return { calm, worst };
}

export async function closeHouses(houses: Houses | undefined): Promise<void> {
  await Promise.all(Object.values(houses ?? {}).map((house) => house.stop()));
}

/** Signs in once and leads through all states of a visit; a desk is lit as `theme` says. */
export async function walk(
  browser: Browser,
  houses: Houses,
  visit: Visit,
  language: string,
  look: (page: Page, state: string) => Promise<void>,
  theme: 'dark' | 'light' = 'dark',
): Promise<void> {
  const context = await browser.newContext({ viewport: sizes[visit.screen] });
  await context.addInitScript((chosen) => localStorage.setItem('desk-theme', chosen), theme);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const address = new URL(visit.path, houses[visit.house].app.url);
  address.searchParams.set('lang', language);
  await signInAt(page, address.href, { username: visit.role, password: housePassword });
  await page.waitForSelector(visit.ready);
  for (const { name, enter, shows } of visit.states) {
    try {
      await enter?.(page);
      await page.waitForSelector(shows);
    } catch (error) {
      throw new Error(`no way to ${name} (${language})`, { cause: error });
    }
    await look(page, name);
  }
  await context.close();
}
