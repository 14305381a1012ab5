import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '#browser.ts';
import { type House, housePassword, startHouse } from '#house.ts';
import { drawnFeatures, holdMap, lookAt, paintOf } from './drawn-map.ts';
import { shotPath, signInAt, sizes } from './pages.ts';

/** From the whole zone down to a gate, over each of the areas. */
const places: readonly { name: string; at: LonLat; zoom: number; shows: string[] }[] = [
  { name: 'z08-zone', at: [121.8, 31], zoom: 8.5, shows: ['land', 'roads', 'place-names'] },
  { name: 'z10-pudong', at: [121.75, 31.2], zoom: 10, shows: ['rivers', 'way-motorway', 'aprons'] },
  { name: 'z12-waigaoqiao', at: [121.6, 31.338], zoom: 12, shows: ['area-hatch', 'gate-names'] },
  { name: 'z13-airport', at: [121.805, 31.155], zoom: 13.2, shows: ['runway-marks', 'terminals'] },
  {
    name: 'z14-yangshan',
    at: [122.062, 30.631],
    zoom: 14,
    shows: ['slots', 'quays', 'near-names'],
  },
  { name: 'z14-lingang', at: [121.92, 30.88], zoom: 14, shows: ['streets', 'buildings'] },
  { name: 'z16-yard', at: [121.598, 31.337], zoom: 16, shows: ['buildings', 'building-names'] },
  {
    name: 'z17-gate',
    at: [121.585, 31.327],
    zoom: 17,
    shows: ['plazas', 'islands', 'road-middle'],
  },
];

let house: House;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  house = await startHouse([{ username: 'officer', role: 'duty-officer', areas: [...areaIds] }]);
  ({ browser } = await launchBrowser());
  page = await browser.newPage({ viewport: sizes.desk });
  await holdMap(page);
  const officer = { username: 'officer', password: housePassword };
  await signInAt(page, `${house.app.url}/desk?lang=zh`, officer);
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

async function shoot(look: string): Promise<void> {
  for (const { name, at, zoom, shows } of places) {
    await lookAt(page, at, zoom);
    // In another language names are laid out anew, which may begin after the map was drawn.
    for (const layer of shows)
      await expect
        .poll(() => drawnFeatures(page, layer), { message: `${layer} at ${name}`, timeout: 10_000 })
        .toBeGreaterThan(0);
    await page.locator('.zone-map').screenshot({ path: shotPath(`basemap-${look}-${name}`) });
  }
}

const themeButton = '.user-menu [data-theme-now]';

it('draws the ground in more detail with every zoom, calm from afar', async () => {
  await shoot('dark-zh');
  await lookAt(page, [121.6, 31.338], 10);
  for (const layer of ['streets', 'buildings', 'slots', 'block-names', 'islands'])
    expect(await drawnFeatures(page, layer), layer).toBe(0);
});

it('changes its light and its language where it stands, by keys, and the choice stays', async () => {
  const dark = await paintOf(page, 'land', 'fill-color');
  const before = await page.evaluate(() => performance.timeOrigin);
  await page.focus(themeButton);
  await page.keyboard.press('Enter');
  await page.waitForSelector(`${themeButton}[data-theme-now="light"]`);
  await expect.poll(() => paintOf(page, 'land', 'fill-color')).not.toBe(dark);
  await shoot('light-zh');
  await page.click('.user-menu button:not([data-theme-now]) >> nth=0');
  await shoot('light-en');
  expect(await page.evaluate(() => performance.timeOrigin)).toBe(before);
  await page.reload();
  await page.waitForSelector(`${themeButton}[data-theme-now="light"]`);
});

/** WCAG 2.2, 1.4.3 and 1.4.11: names on whatever they may lie on, and what stands for a thing. */
const words = ['--text', '--text-2', '--text-3'];
const grounds = ['--land', '--map-yard', '--map-halo'];
const pairs: readonly [ink: string, on: string, least: number][] = [
  ...words.flatMap((ink) => grounds.map((on): [string, string, number] => [ink, on, 4.5])),
  ['--map-water-text', '--map-halo', 4.5],
  ['--map-water-text', '--water', 4.5],
  ...['--p1', '--p2', '--p3', '--p4', '--unknown', '--map-vehicle', '--map-area-line'].flatMap(
    (ink) => ['--land', '--water'].map((on): [string, string, number] => [ink, on, 3]),
  ),
  ['--map-fence', '--land', 3],
];

it.each(['dark', 'light'])('keeps names at 4.5:1 and signs at 3:1, %s', async (theme) => {
  const found = await page.evaluate(
    ([chosen, asked]) => {
      const root = document.documentElement;
      root.removeAttribute('data-night');
      if (chosen === 'light') root.dataset.theme = 'light';
      else delete root.dataset.theme;
      const style = getComputedStyle(root);
      const light = (token: string) => {
        const value = Number.parseInt(style.getPropertyValue(token).trim().slice(1), 16);
        const [red = 0, green = 0, blue = 0] = [value >> 16, (value >> 8) & 255, value & 255].map(
          (byte) => (byte <= 10 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4),
        );
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      };
      return asked.flatMap(([ink, on, least]) => {
        const [a, b] = [light(ink), light(on)];
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        return ratio >= least ? [] : [`${ink} on ${on}: ${ratio.toFixed(2)}`];
      });
    },
    [theme, pairs] as const,
  );
  expect(found).toEqual([]);
});
