import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '#browser.ts';
import { type House, housePassword, startHouse } from '#house.ts';
import { heardTones, listenForTones } from './heard-tones.ts';
import { shotPath, signInAt, sizes } from './pages.ts';

const areas = [...areaIds];
const blindHz = 520;
let house: House;
let browser: Browser;

beforeAll(async () => {
  const zhang = { username: 'zhang', role: 'shift-leader' as const, areas };
  const ids = { accountId: 'U-zhang', personId: 'U-zhang', officeId: null, licences: [] };
  const duty = { person: { ...zhang, ...ids }, sinceMs: Date.now() };
  house = await startHouse(
    [zhang, { username: 'li', role: 'duty-officer', areas }],
    [{ type: 'duty.began', areas, actor: machine, data: { duty } }],
  );
  ({ browser } = await launchBrowser());
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

async function openDesk(username: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: sizes.desk })).newPage();
  await listenForTones(page);
  await signInAt(page, `${house.app.url}/desk`, { username, password: housePassword });
  await page.waitForSelector('.alarm-sound:not(.blocked)');
  return page;
}

it('a center that records nothing calls whoever leads the shift, until he says that he knows', async () => {
  const [leader, officer] = [await openDesk('zhang'), await openDesk('li')];
  const db = new DatabaseSync(join(house.dataDir, 'command-center.db'), { timeout: 10_000 });
  db.exec('BEGIN IMMEDIATE');
  // Something has to be written for anybody to learn that nothing can be.
  const cookie = (await leader.context().cookies()).map(({ name, value }) => `${name}=${value}`);
  const command = { commandId: crypto.randomUUID(), name: 'duty.end', argument: {} };
  void fetch(`${house.app.url}/api/commands`, {
    method: 'POST',
    headers: { cookie: cookie.join('; '), 'content-type': 'application/json' },
    body: JSON.stringify({ ...command, basedOnVersion: null }),
  });
  const band = '.connection-band.stalled';
  await Promise.all([leader, officer].map((page) => page.waitForSelector(band)));
  await expect.poll(() => heardTones(leader)).toContain(blindHz);
  await leader.screenshot({ path: shotPath('desk-stalled') });
  await leader.click(`${band} button`);
  await Promise.all([leader, officer].map((page) => page.waitForSelector(`${band} [data-known]`)));
  expect(await officer.textContent(`${band} [data-known]`)).toContain('zhang');
  expect(await leader.locator(`${band} button`).count()).toBe(0);
  expect(await heardTones(officer)).not.toContain(blindHz);
  db.exec('ROLLBACK');
  db.close();
  await leader.waitForSelector(band, { state: 'detached' });
});
