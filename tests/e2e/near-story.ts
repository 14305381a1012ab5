import { startCameras } from '@ftz/mock-feeds/feeds/hls-camera/device.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import { site } from '@ftz/shared/site/site.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import type { Page } from 'playwright-core';
import { launchBrowser } from '#browser.ts';
import { housePassword, startHouse } from '#house.ts';
import { openScreen } from './pages.ts';

/** Forty metres in front of the lens of WGQ-C07. */
const point: [number, number] = [121.619_15, 31.325_3];

/** A desk with an alarm before cameras that all hand out parts: the large tile is near, the others are not. */
export async function openNearDesk() {
  const headEnd = await startCameras({
    host: '127.0.0.1',
    port: 0,
    cameras: site.cameras.filter(({ area }) => area === 'WGQ'),
    inParts: () => true,
    nowMs: Date.now,
  });
  const told = { areas: ['WGQ' as const], actor: machine };
  const alarm = exampleAlarm({ cameraIds: ['WGQ-C07'], point, raisedAtMs: Date.now() });
  const house = await startHouse(
    [{ username: 'li', role: 'duty-officer', areas: [...areaIds] }],
    [
      { type: 'alarm.raised', ...told, data: { alarm } },
      { type: 'incident.opened', ...told, data: { incident: exampleIncident() } },
    ],
    { CAMERAS_URL: `http://127.0.0.1:${headEnd.port}`, RECORD_FREE_GB: '0' },
  );
  const { browser } = await launchBrowser();
  const account = { role: 'duty-officer', username: 'li', password: housePassword } as const;
  const { page } = await openScreen(browser, house.app.url, 'desk', account);
  await page.locator('.queue-row').first().click();
  await page.locator('.video-tile.big[data-picture="live"]').waitFor({ timeout: 60_000 });
  return {
    page,
    close: async () => {
      await browser.close();
      await house.stop();
      await headEnd.close();
    },
  };
}

export type TileLatencies = { nearMs: number[]; usualMs: number[] };

/** How far the pictures of the desk are behind their cameras by their own stamps, twice a second for so long. */
export async function watchLatencies(page: Page, seconds: number): Promise<TileLatencies> {
  const found: TileLatencies = { nearMs: [], usualMs: [] };
  for (let i = 0; i < seconds * 2; i += 1) {
    const seen = await page.$$eval('.desk-cameras .video-tile[data-picture="live"]', (tiles) =>
      tiles.map((tile) => ({
        isBig: tile.classList.contains('big'),
        stamp: tile.querySelector('.video-tile-stamp span')?.textContent ?? '',
      })),
    );
    for (const { isBig, stamp } of seen) {
      const latencyS = Number(/([\d.]+) s/.exec(stamp)?.[1] ?? Number.NaN);
      if (!Number.isNaN(latencyS)) (isBig ? found.nearMs : found.usualMs).push(latencyS * 1000);
    }
    await page.waitForTimeout(500);
  }
  return found;
}
