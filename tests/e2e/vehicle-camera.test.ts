import { startTerminal, type Terminal } from '@ftz/mock-feeds/feeds/jt808/device.ts';
import { createRandom } from '@ftz/mock-feeds/sim/random.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import { fleetVehicle } from '@ftz/shared/site/fleet.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { browserSources, launchBrowser } from '#browser.ts';
import { findFfmpeg } from '#flow/ffmpeg.ts';
import { type House, housePassword, startHouse, until } from '#house.ts';
import { movingPictures, openScreen, shotPath, signInAt, sizes } from './pages.ts';

/** What an officer sees of a vehicle from the inside: called for by one press, ended by another. */
const { id: vehicleId, terminalId, plate } = fleetVehicle(2);
let house: House;
let browser: Browser;
let terminal: Terminal;

beforeAll(async () => {
  const ffmpeg = findFfmpeg();
  const told = { areas: ['WGQ' as const], actor: machine };
  const alarm = exampleAlarm({ vehicleId, plate, cameraIds: [], raisedAtMs: Date.now() });
  house = await startHouse(
    [{ username: 'officer', role: 'duty-officer', areas: [...areaIds] }],
    [
      { type: 'alarm.raised', ...told, data: { alarm } },
      { type: 'incident.opened', ...told, data: { incident: exampleIncident() } },
    ],
    { FFMPEG: ffmpeg },
  );
  terminal = startTerminal({
    ...{ host: '127.0.0.1', port: house.app.feedPlan.ports.jt808, terminalId, plate },
    ...{ hasVideo: true, edition: '2013', random: createRandom(2), nowMs: Date.now },
  });
  await terminal.online;
  terminal.report({
    ...{ atMs: Date.now(), point: [121.585_12, 31.327_34], speedKph: 30, headingDeg: 90 },
    ...{ odometerM: 1_000, ignition: true },
  });
  ({ browser } = await launchBrowser(browserSources));
}, 900_000);
afterAll(async () => {
  await browser?.close();
  terminal?.close();
  await house?.stop();
});

it('plays the camera of the vehicle that an alarm is about, while it is asked for', async () => {
  const account = { role: 'duty-officer', username: 'officer', password: housePassword } as const;
  const { page, errors } = await openScreen(browser, house.app.url, 'desk', account);
  await page.locator('.queue-row').first().click();
  expect(terminal.sending()).toBe(0);
  const press = page.locator('.vehicle-camera button[aria-expanded]');
  await press.focus();
  await page.keyboard.press('Enter');
  const tile = page.locator('.vehicle-camera .video-tile.live');
  await tile.waitFor({ timeout: 60_000 });
  await tile.scrollIntoViewIfNeeded();
  expect(await movingPictures(page)).toBeGreaterThan(0);
  expect(terminal.sending()).toBe(1);
  await page.screenshot({ path: shotPath('vehicle-camera') });
  await press.click();
  await until(terminal.sending, (count) => count === 0, 60_000);
  expect(errors).toEqual([]);
}, 180_000);

it('offers it once it is told whose the vehicle is, though its alarm was selected before', async () => {
  const page = await (await browser.newContext({ viewport: sizes.desk })).newPage();
  const told = Promise.withResolvers<void>();
  await page.route('**/api/vehicles/directory', (route) =>
    told.promise.then(() => route.continue()),
  );
  await signInAt(page, `${house.app.url}/desk`, { username: 'officer', password: housePassword });
  await page.locator('.queue-row').first().click();
  await page.locator('.about-list').first().waitFor();
  expect(await page.locator('.vehicle-camera').count()).toBe(0);
  told.resolve();
  await page.locator('.vehicle-camera button[aria-expanded]').waitFor();
}, 120_000);

it('says why there is no picture of a vehicle whose terminal is away', async () => {
  terminal.close();
  const account = { role: 'duty-officer', username: 'officer', password: housePassword } as const;
  const { page } = await openScreen(browser, house.app.url, 'desk', account);
  await page.locator('.queue-row').first().click();
  await page.locator('.vehicle-camera button[aria-expanded]').click();
  await page
    .locator('.vehicle-camera .video-tile-note', { hasText: '车载终端未连接' })
    .waitFor({ timeout: 60_000 });
}, 120_000);
