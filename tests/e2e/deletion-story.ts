import { openStorage } from '@ftz/bff/adapters/storage/storage.ts';
import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import type { Page } from 'playwright-core';

const areas = ['WGQ' as const];
const common = { areas, actor: machine };
const photoId = 'P-bystander';
const onePixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

/** An incident that is over, with what is held of a camera, and a picture that nobody should keep. */
export function closedStory(nowMs: number): DurableDraft[] {
  const times = { raisedAtMs: nowMs, lastRaisedAtMs: nowMs, deviceAtMs: nowMs };
  const alarm = exampleAlarm({
    ...{ id: 'A9', incidentId: 'I9', kind: 'halted', severity: 2, state: 'normal' },
    ...{ entityId: 'V00009', vehicleId: 'V00009', returnedAtMs: nowMs, ...times },
  });
  const incident = exampleIncident({
    ...{ id: 'I9', kind: 'halted', severity: 2, openedAtMs: nowMs, changedAtMs: nowMs },
    alarms: [{ alarmId: 'A9', why: [{ code: 'first' }] }],
  });
  const clip = { cameraId: 'WGQ-C01', fromMs: nowMs - 900_000, untilMs: nowMs - 780_000 };
  return [
    { type: 'alarm.raised', ...common, data: { alarm } },
    { type: 'incident.opened', ...common, data: { incident } },
    { type: 'incident.clips-held', ...common, data: { incidentId: 'I9', clips: [clip] } },
    { type: 'incident.noted', ...common, data: { incidentId: 'I9', text: 'seen', photoId } },
    {
      ...{ type: 'incident.closed', ...common },
      data: { incidentId: 'I9', conclusion: 'resolved-on-site', note: '' },
    },
  ];
}

export async function layPicture(dataDir: string): Promise<void> {
  const storage = await openStorage({ dataDir, nowMs: Date.now, newId: (prefix) => prefix });
  await storage.evidence.save({
    ...{ id: photoId, mediaType: 'image/png', areas, incidentId: 'I9', accountId: 'U-patrol' },
    ...{ savedAtMs: Date.now(), capturedAtMs: null, bytes: Buffer.from(onePixel, 'base64') },
  });
  await storage.close();
}

/** By keys alone: the incident by its name, the act by its digit, why, and Enter. */
export async function askForTwo(page: Page, act: string, reason: string): Promise<void> {
  await page.keyboard.press('/');
  await page.locator('.command-line input').fill('I9');
  await page.keyboard.press('Enter');
  await page.locator('[data-incident="I9"]').waitFor();
  await page.keyboard.press('w');
  const digit = await page.locator(`[data-act="${act}"] kbd`).textContent();
  await page.keyboard.press(digit ?? '');
  await page.locator('.act-form textarea').fill(reason);
}

/** The drawn one begins by R, and says by a digit that it should be done. */
export async function agree(page: Page): Promise<void> {
  await page.locator('[data-act="reviewAsk"]').waitFor();
  await page.keyboard.press('r');
  await page.locator('.verdict-form').waitFor();
  await page.keyboard.press('1');
  await page.locator('.verdict-form label:has-text("其他")').click();
  await page.locator('.verdict-form [type="submit"]').click();
}
