import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '#browser.ts';
import { visits } from './every-screen.ts';
import { sizes } from './pages.ts';
import { seriousOn } from './serious-on.ts';
import { smallLettersOn } from './small-letters.ts';
import { closeHouses, type Houses, openHouses, walk } from './walk-screens.ts';

/**
 * Every screen by the rules of WCAG 2.2 AA, as far as a machine can tell: in both languages, and as
 * somebody sees it who has enlarged it to twice its size. No letter is smaller than an eye reads from
 * where people sit.
 */
let houses: Houses | undefined;
let browser: Browser | undefined;

beforeAll(async () => {
  houses = await openHouses();
  ({ browser } = await launchBrowser());
});
afterAll(async () => {
  await browser?.close();
  await closeHouses(houses);
});

/** A desk that is lit by day has colours of its own; its words are the same ones. */
const ways = [
  { language: 'zh', theme: 'dark', seen: visits },
  { language: 'en', theme: 'dark', seen: visits },
  { language: 'zh', theme: 'light', seen: visits.filter(({ screen }) => screen === 'desk') },
] as const;

describe.each(ways)('in $language, $theme', ({ language, theme, seen }) => {
  it.each(seen)('$role at $path, house at its $house', async (visit) => {
    if (!browser || !houses) throw new Error('there is nothing to look at');
    const { width, height } = sizes[visit.screen];
    // A wall is not enlarged: its letters follow from how far away people sit.
    const zooms = visit.screen === 'wall' ? [1] : [1, 2];
    const found: string[] = [];
    await walk(
      browser,
      houses,
      visit,
      language,
      async (page, state) => {
        for (const zoom of zooms) {
          await page.setViewportSize({ width: width / zoom, height: height / zoom });
          for (const each of await seriousOn(page)) found.push(`${state}, ${zoom}x: ${each}`);
          for (const each of await smallLettersOn(page, visit.screen))
            found.push(`${state}, ${zoom}x: ${each}`);
        }
        await page.setViewportSize({ width, height });
      },
      theme,
    );
    expect(found).toEqual([]);
  });
});
