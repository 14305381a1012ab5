import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { browserCommand } from '#browser.ts';
import { type House, housePassword, startHouse } from '#house.ts';
import { shotPath, signInAt, sizes } from './pages.ts';

/** A machine as a fresh system is: whatever face it has, it knows no Chinese. */
const withoutChinese = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <selectfont>
    <rejectfont><pattern><patelt name="lang"><string>zh-cn</string></patelt></pattern></rejectfont>
    <rejectfont><glob>*[Cc][Jj][Kk]*</glob></rejectfont>
  </selectfont>
</fontconfig>`;

let house: House;
let browser: Browser;
let page: Page;
const folder = mkdtempSync(join(tmpdir(), 'fonts-'));

beforeAll(async () => {
  house = await startHouse([{ username: 'officer', role: 'duty-officer', areas: [...areaIds] }]);
  const { executablePath, env, flags } = await browserCommand();
  const fonts = join(folder, 'fonts.conf');
  writeFileSync(fonts, withoutChinese);
  const poor = { ...env, FONTCONFIG_FILE: fonts };
  browser = await chromium.launch({ executablePath, args: [...flags], env: poor });
  page = await browser.newPage({ viewport: sizes.desk });
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Whether two different signs have the same picture, in a face. */
const areAlike = (face: string) =>
  page.evaluate((font) => {
    const [one, other] = ['单', '证'].map((sign) => {
      const pen = document.createElement('canvas').getContext('2d');
      if (!pen) throw new Error('nothing to draw on');
      pen.font = `24px ${font}`;
      pen.fillText(sign, 4, 40);
      return pen.canvas.toDataURL();
    });
    return one === other;
  }, face);

const piecesFetched = () =>
  page.evaluate(() => [...document.fonts].filter(({ status }) => status === 'loaded').length);

it('brings Chinese letters to a machine that has none, the map’s names too', async () => {
  const officer = { username: 'officer', password: housePassword };
  await signInAt(page, `${house.app.url}/desk?lang=zh`, officer);
  await page.waitForSelector('.map-pins');
  await page.evaluate(() => document.fonts.ready);
  expect(await areAlike('sans-serif'), 'this machine has letters of its own').toBe(true);
  const pageFace = await page.evaluate(() => getComputedStyle(document.body).fontFamily);
  expect(await areAlike(pageFace)).toBe(false);
  // Of a hundred pieces those alone that are drawn.
  expect(await piecesFetched()).toBeGreaterThan(5);
  expect(await piecesFetched()).toBeLessThan(90);
  await page.screenshot({ path: shotPath('desk-own-letters') });
});
