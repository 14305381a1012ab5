import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { prepareZXingModule, type WriteInputBarcodeFormat, writeBarcode } from 'zxing-wasm/writer';
import { browserSources, launchBrowser } from '#browser.ts';
import { findFfmpeg } from '#flow/ffmpeg.ts';
import { type House, housePassword, startHouse } from '#house.ts';
import { shotPath } from './pages.ts';
import { goThere, signInOn, takePhone } from './phone-steps.ts';

/** A camera looks at printed codes, in a real browser: what it reads is what was printed. */
const told = { areas: ['WGQ' as const], actor: machine };
let house: House;
let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ftz-codes-'));
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm');
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(wasm)).buffer } });
  const people = [
    { username: 'patrol', role: 'field-officer' as const, areas: [...areaIds] },
    { username: 'desk', role: 'duty-officer' as const, areas: [...areaIds] },
  ];
  house = await startHouse(people, [
    { type: 'alarm.raised', ...told, data: { alarm: exampleAlarm() } },
    { type: 'incident.opened', ...told, data: { incident: exampleIncident() } },
  ]);
  await issueTask(await house.signIn('desk'));
});
afterAll(async () => {
  await house?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function issueTask(cookie: string): Promise<void> {
  const argument = { incidentId: 'I1', kind: 'mobile-verification', unitId: 'WGQ-P1' };
  await fetch(`${house.app.url}/api/commands`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({
      commandId: crypto.randomUUID(),
      name: 'task.issue',
      basedOnVersion: null,
      argument,
    }),
  });
}

/** A film of a camera that is held before a printed code. */
async function filmOf(text: string, format: WriteInputBarcodeFormat): Promise<string> {
  const { image } = await writeBarcode(text, { format, scale: 4 });
  if (!image) throw new Error('no picture of the code');
  const [picture, film] = [join(folder, `${format}.png`), join(folder, `${format}.mjpeg`)];
  writeFileSync(picture, Buffer.from(await image.arrayBuffer()));
  const fit = 'scale=900:600:force_original_aspect_ratio=decrease:flags=neighbor';
  const look = `${fit},pad=1280:720:(ow-iw)/2:(oh-ih)/2:white,format=yuvj420p`;
  const input = ['-loglevel', 'error', '-loop', '1', '-i', picture, '-vf', look];
  execFileSync(findFfmpeg(), [...input, '-t', '1', '-r', '10', '-f', 'mjpeg', film]);
  return film;
}

async function withCamera(film: string, play: (browser: Browser) => Promise<void>): Promise<void> {
  const { browser } = await launchBrowser(browserSources, [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`,
  ]);
  await play(browser).finally(() => browser.close());
}

it('reads the bars of a seal, and the square code of a container with its check digit', async () => {
  await withCamera(await filmOf('SH-778899', 'Code128'), async (browser) => {
    const { page, errors } = await takePhone(browser, { permissions: ['camera'] });
    await page.goto(`${house.app.url}/mobile`);
    await signInOn(page, 'patrol', housePassword);
    await page.click('.field-line');
    await goThere(page);
    await page.click('[data-code="seal"] .scan');
    await page.waitForSelector('[data-code="seal"] .verdict', { timeout: 20_000 });
    expect(await page.inputValue('[data-code="seal"] input')).toBe('SH-778899');
    await page.screenshot({ path: shotPath('mobile-scanned') });
    expect(errors).toEqual([]);
  });
  await withCamera(await filmOf('CSQU3054383', 'QRCode'), async (browser) => {
    const { page } = await takePhone(browser, { permissions: ['camera'] });
    await page.goto(`${house.app.url}/mobile`);
    await signInOn(page, 'patrol', housePassword);
    await page.click('.field-line');
    await page.click('[data-code="container"] .scan');
    await page.waitForSelector('[data-code="container"] .verdict[data-verdict="right"]', {
      timeout: 20_000,
    });
    expect(await page.inputValue('[data-code="container"] input')).toBe('CSQU3054383');
  });
});

it('lets a number be typed where the camera may not be used', async () => {
  const { browser } = await launchBrowser();
  const { page } = await takePhone(browser);
  await page.goto(`${house.app.url}/mobile`);
  await signInOn(page, 'patrol', housePassword);
  await page.click('.field-line');
  await page.click('[data-code="container"] .scan');
  await page.waitForSelector('[data-code="container"] [role="alert"]');
  await page.fill('[data-code="container"] input', 'CSQU3054384');
  await page.waitForSelector('.verdict[data-verdict="doubt"]');
  await page.fill('[data-code="container"] input', 'nonsense');
  expect(await page.isDisabled('[data-code="container"] [type="submit"]')).toBe(true);
  await browser.close();
});
