import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import { gcj02ToWgs84 } from '@ftz/shared/geo/gcj02.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { launchBrowser } from '#browser.ts';
import { type House, housePassword, startHouse } from '#house.ts';
import { holdMap, lookAt, paintOf } from './drawn-map.ts';
import { shotPath, signInAt, sizes } from './pages.ts';
import { archiveOf, pngOf, serveTiles } from './tile-server.ts';

/** Where pictures show a spot, by the datum that they were cut in. */
const drawn: LonLat = [121.705, 31.115];
const zoom = 14;
let browser: Browser;
let folder: string;

beforeAll(async () => {
  ({ browser } = await launchBrowser());
  folder = mkdtempSync(join(tmpdir(), 'ftz-site-map-'));
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function openDesk(
  env: Record<string, string>,
): Promise<{ house: House; page: Page; errors: string[] }> {
  const officer = { username: 'officer', role: 'duty-officer' as const, areas: [...areaIds] };
  const house = await startHouse([officer], [], env);
  const page = await browser.newPage({ viewport: sizes.desk });
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  onTestFinished(async () => {
    await page.close();
    await house.stop();
  });
  await holdMap(page);
  await signInAt(page, `${house.app.url}/desk`, { username: 'officer', password: housePassword });
  return { house, page, errors };
}

const policyOf = async ({ app }: House) =>
  (await fetch(`${app.url}/desk`)).headers.get('content-security-policy') ?? '';

/** How far the spot is from the middle of the map, in pixels, east and south; null where none is seen. */
async function spotFromMiddle(page: Page): Promise<[number, number] | null> {
  const png = await page.locator('.zone-map-canvas').screenshot();
  return page.evaluate(async (source) => {
    const image = new Image();
    image.src = `data:image/png;base64,${source}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const pen = canvas.getContext('2d');
    if (!pen) throw new Error('no canvas');
    pen.drawImage(image, 0, 0);
    const { data } = pen.getImageData(0, 0, image.width, image.height);
    const found: [number, number][] = [];
    for (let at = 0; at < data.length; at += 4) {
      const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
      if (red > green + 20 && blue > green + 20 && Math.abs(red - blue) < 30)
        found.push([(at / 4) % image.width, Math.floor(at / 4 / image.width)]);
    }
    if (found.length === 0) return null;
    const middle = (axis: 0 | 1) => found.reduce((sum, spot) => sum + spot[axis], 0) / found.length;
    return [middle(0) + 0.5 - image.width / 2, middle(1) + 0.5 - image.height / 2];
  }, png.toString('base64'));
}

it.each([
  ['WGS-84', drawn],
  ['GCJ-02', gcj02ToWgs84(drawn)],
] as const)(
  'draws tiles of a server in %s where things are, and asks that server alone',
  async (datum, place) => {
    const tiles = await serveTiles(drawn);
    onTestFinished(() => void tiles.close());
    const { house, page, errors } = await openDesk({
      MAP_STYLE: `${tiles.url}/{z}/{x}/{y}.png`,
      MAP_STYLE_DATUM: datum,
    });
    await lookAt(page, place, zoom);
    const [east, south] = (await spotFromMiddle(page)) ?? [Number.NaN, Number.NaN];
    expect(Math.abs(east), `${east} px east`).toBeLessThan(2);
    expect(Math.abs(south), `${south} px south`).toBeLessThan(2);
    expect(await page.locator('.zone-map-note.instead').count()).toBe(0);
    expect(await policyOf(house)).toContain(`connect-src 'self' ${tiles.url};`);
    // Ours lie above it.
    expect(await paintOf(page, 'area-outline', 'line-color')).toMatch(/^#/);
    expect(errors).toEqual([]);
    await lookAt(page, [121.6, 31.338], 13);
    await page.screenshot({ path: shotPath(`site-map-tiles-${datum}`) });
  },
);

it('draws a PMTiles file of this machine, in parts, for those alone who are signed in', async () => {
  const file = join(folder, 'zone.pmtiles');
  writeFileSync(file, archiveOf(pngOf(() => [255, 0, 255])));
  const { house, page, errors } = await openDesk({ MAP_STYLE: file });
  const parts: number[] = [];
  page.on('response', (response) => {
    if (response.url().endsWith('zone.pmtiles')) parts.push(response.status());
  });
  await lookAt(page, drawn, zoom);
  expect(await spotFromMiddle(page)).not.toBeNull();
  expect(parts.length).toBeGreaterThan(0);
  expect(parts.every((status) => status === 206)).toBe(true);
  expect((await fetch(`${house.app.url}/api/site/map/files/zone.pmtiles`)).status).toBe(401);
  const cookie = await house.signIn('officer');
  const ask = async (name: string) =>
    (await fetch(`${house.app.url}/api/site/map/files/${name}`, { headers: { cookie } })).status;
  expect(await ask('zone.pmtiles')).toBe(200);
  expect(await ask('%2e%2e%2fpasswd.json')).toBe(404);
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  expect(await ask('secret.txt')).toBe(404);
  expect(errors).toEqual([]);
});

it.each([
  ['that is not there', () => join(folder, 'none.json')],
  [
    'that no map can draw',
    () => {
      const file = join(folder, 'unsound.json');
      const layers = [{ id: 'x', type: 'nonsense' }];
      writeFileSync(file, JSON.stringify({ version: 8, sources: {}, layers }));
      return file;
    },
  ],
])('draws its own basemap instead of a style %s, and says so', async (_what, file) => {
  const { house, page, errors } = await openDesk({ MAP_STYLE: file() });
  await page.waitForSelector('.zone-map-note.instead');
  await lookAt(page, drawn, 10);
  expect(await paintOf(page, 'land', 'fill-color')).toMatch(/^#/);
  expect(await policyOf(house)).toContain("connect-src 'self';");
  expect(errors).toEqual([]);
  await page.screenshot({ path: shotPath('site-map-instead') });
});
