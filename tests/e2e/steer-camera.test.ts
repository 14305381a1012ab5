import { startCameras } from '@ftz/mock-feeds/feeds/hls-camera/device.ts';
import { type OnvifCameras, openOnvifCameras } from '@ftz/mock-feeds/feeds/onvif/device.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import { site } from '@ftz/shared/site/site.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, it } from 'vitest';
import { launchBrowser } from '#browser.ts';
import { type House, housePassword, startHouse, until } from '#house.ts';
import { freePort } from '#launched-product.ts';
import { standsStill } from '#still-mount.ts';
import { surroundingsOf } from '#surroundings.ts';
import { openScreen, shotPath } from './pages.ts';

/** An officer turns a camera by hand, over the real protocol, and another one sees whose it is. */
const cameraId = 'WGQ-C07';
/** Forty metres in front of its lens. */
const point: [number, number] = [121.619_15, 31.325_3];
let house: House;
let onvif: OnvifCameras;
let headEnd: Awaited<ReturnType<typeof startCameras>>;
let browser: Browser;

beforeAll(async () => {
  const cameras = site.cameras.filter(({ area }) => area === 'WGQ');
  headEnd = await startCameras({ host: '127.0.0.1', port: 0, cameras, nowMs: Date.now });
  const ONVIF_URL = `http://127.0.0.1:${await freePort()}`;
  const told = { areas: ['WGQ' as const], actor: machine };
  const alarm = exampleAlarm({ cameraIds: [cameraId], point, raisedAtMs: Date.now() });
  const zone = { role: 'duty-officer' as const, areas: [...areaIds] };
  house = await startHouse(
    [
      { username: 'li', ...zone },
      { username: 'wang', ...zone },
    ],
    [
      { type: 'alarm.raised', ...told, data: { alarm } },
      { type: 'incident.opened', ...told, data: { incident: exampleIncident() } },
    ],
    { ONVIF_URL, CAMERAS_URL: `http://127.0.0.1:${headEnd.port}` },
  );
  onvif = await openOnvifCameras(surroundingsOf(house), ONVIF_URL);
  await onvif.online;
  ({ browser } = await launchBrowser());
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
  await onvif?.close();
  await headEnd?.close();
});

async function sitDown(username: string): Promise<Page> {
  const account = { role: 'duty-officer', username, password: housePassword } as const;
  const { page } = await openScreen(browser, house.app.url, 'desk', account);
  await page.locator('.queue-row').first().click();
  const tile = page.locator(`.video-tile[data-camera-id="${cameraId}"]`);
  await tile.waitFor();
  if (!(await tile.getAttribute('class'))?.includes('big')) {
    await page.locator('.desk-cameras .picture', { has: tile }).locator('.choose-camera').click();
  }
  await page.locator('.steer-hand').waitFor({ state: 'attached' });
  return page;
}

const panDeg = () => onvif.look(cameraId).panDeg;
const turns = (fromDeg: number) => until(panDeg, (now) => now !== fromDeg);

it('turns while a key or a button is held, stops with the hand, and shows others whose it is', async () => {
  const page = await sitDown('li');
  await page.locator('.steer-hand [data-way="ArrowUp"]').focus();
  let from = panDeg();
  await page.keyboard.down('ArrowRight');
  await turns(from);
  await page.locator('.steer-by', { hasText: '您正在操控' }).waitFor();
  await page.screenshot({ path: shotPath('steer-camera') });
  await page.keyboard.up('ArrowRight');
  await standsStill(panDeg);

  from = panDeg();
  const left = page.locator('.steer-hand [data-way="ArrowLeft"]');
  await left.hover();
  await page.mouse.down();
  await turns(from);
  await page.mouse.up();
  await standsStill(panDeg);

  from = panDeg();
  await page.locator('.steer-hand [data-way="ArrowUp"]').focus();
  await page.keyboard.down('ArrowRight');
  await turns(from);
  await page.evaluate(() => window.dispatchEvent(new Event('blur')));
  await standsStill(panDeg);
  await page.keyboard.up('ArrowRight');

  await page.keyboard.press('2');
  await until(panDeg, (now) => now === 90);

  from = panDeg();
  await page.keyboard.down('ArrowRight');
  await turns(from);
  const other = await sitDown('wang');
  await other.locator('.steer-by', { hasText: 'li 正在操控' }).waitFor();
  await other.locator('.steer-hand [data-way="ArrowUp"]').focus();
  await other.keyboard.press('1');
  await other.locator('.steer-refusal .refusal-line', { hasText: '他人正在操控' }).waitFor();
  await other.screenshot({ path: shotPath('steer-camera-other') });

  // The line is gone, and with it the hand: nobody said that it shall stop.
  await page.context().setOffline(true);
  await standsStill(panDeg);
});
