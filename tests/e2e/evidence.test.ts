import { startCameras } from '@ftz/mock-feeds/feeds/hls-camera/device.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import { site } from '@ftz/shared/site/site.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { browserSources, fakeCamera, launchBrowser } from '#browser.ts';
import { type House, housePassword, startHouse, until } from '#house.ts';
import { agree, askForTwo, closedStory, layPicture } from './deletion-story.ts';
import { mismatchStory } from './evidence-story.ts';
import { firstFrameAfter } from './first-frame.ts';
import { movingPictures, type OpenPage, openScreen, type Screen, shotPath } from './pages.ts';
import { cameraThatSaw, playingPreRoll } from './pre-roll.ts';
import { seriousOn } from './serious-on.ts';
import { deleteSessions, giveAreas, heldPictures } from './take-away.ts';
import { tellFigure } from './tell-figure.ts';

/** How an officer believes an alarm, in real browsers: the evidence, a hold, an inspection, a call. */
let house: House;
let headEnd: Awaited<ReturnType<typeof startCameras>>;
let browser: Browser;
let desk: OpenPage;
let phone: OpenPage;
let alarmAtMs: number;
const gate = site.gates.find(({ id }) => id === 'WGQ-G1') as (typeof site.gates)[number];

beforeAll(async () => {
  headEnd = await startCameras({
    host: '127.0.0.1',
    port: 0,
    cameras: site.cameras,
    nowMs: Date.now,
  });
  // The story's alarm came a minute before it is told: so there is something recorded before it.
  alarmAtMs = Date.now() + 20_000;
  house = await startHouse(
    [
      { username: 'officer', role: 'duty-officer', areas: [...areaIds] },
      { username: 'second', role: 'duty-officer', areas: [...areaIds] },
      { username: 'third', role: 'duty-officer', areas: [...areaIds] },
      { username: 'patrol', role: 'field-officer', areas: ['WGQ'] },
    ],
    [...mismatchStory(alarmAtMs + 60_000), ...closedStory(Date.now())],
    { CAMERAS_URL: `http://127.0.0.1:${headEnd.port}` },
    layPicture,
  );
  ({ browser } = await launchBrowser(browserSources, fakeCamera));
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await house?.stop();
  await headEnd?.close();
});

const open = (username: string, screen: Screen) =>
  openScreen(browser, house.app.url, screen, {
    role: 'duty-officer',
    username,
    password: housePassword,
  });

/** Out of sight a tile plays nothing. */
async function seeCameras(page: Page): Promise<void> {
  await page.locator('.desk-cameras .main').scrollIntoViewIfNeeded();
  await page.locator('.desk-cameras .main .video-tile.live').waitFor();
}

const overflows = (page: Page) =>
  page.evaluate(() => ({
    page: document.documentElement.scrollHeight > innerHeight,
    cards: [...document.querySelectorAll('.evidence-grid .piece-body')]
      .filter((body) => body.scrollHeight > body.clientHeight + 1)
      .map((body) => body.parentElement?.className),
  }));

it('shows the right camera within two seconds of the key', async () => {
  desk = await open('officer', 'desk');
  const row = desk.page.locator('.queue-row[data-kind="lane-mismatch"]');
  await row.click();
  await seeCameras(desk.page);
  // The other alarm and back: as after a new selection, on a page that is warm.
  await desk.page.locator('.queue-row[data-kind="fence-alarm"]').click();
  await desk.page.locator('.desk-cameras').waitFor({ state: 'detached' });
  const right = cameraThatSaw({ point: gate.point, segmentId: null, area: 'WGQ' });
  const tookMs = await firstFrameAfter(desk.page, 'b', right ?? 'none');
  tellFigure(`key to the first frame of ${right}`, Math.round(tookMs), 'ms', 2_000);
  // Software video on two busy cores: the promise of two seconds is for a desk.
  expect(tookMs).toBeLessThan(8_000);
});

it('plays beside it what it saw from 30 s before the alarm, and says that this is not now', async () => {
  const { page } = desk;
  const { cameraId, pictureAtMs, words } = await playingPreRoll(page);
  expect(cameraId).toBe(cameraThatSaw({ point: gate.point, segmentId: null, area: 'WGQ' }));
  expect(pictureAtMs).toBeGreaterThanOrEqual(alarmAtMs - 30_000);
  expect(pictureAtMs).toBeLessThan(alarmAtMs + 11_000);
  expect(words).toContain('录像');
  expect(words).toContain('报警前 30 秒');
  await page.screenshot({ path: shotPath('pre-roll') });
  await page.getByRole('button', { name: '放大：回放此事件' }).click();
  await page.locator('.replay').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.replay').waitFor({ state: 'detached' });
});

it('holds a truck by five keys, everything that says so in sight', async () => {
  const { page } = desk;
  await page.locator('.queue-row[data-kind="lane-mismatch"]').click();
  const keys = ['Space', 'x'];
  for (const key of keys) await page.keyboard.press(key);
  await page.locator('.evidence-stage td[data-verdict="differs"]').first().waitFor();
  const plate = page.locator('tr[data-item="plate"] td[data-verdict="differs"]');
  expect(await plate.locator('u').allTextContents()).toEqual(['7']);
  expect(await plate.textContent()).toMatch(/≠/);
  expect(await page.locator('tr[data-item="weight"]').textContent()).toContain('+8.0 %');
  expect(await overflows(page)).toEqual({ page: false, cards: [] });
  await page.screenshot({ path: shotPath('evidence') });
  for (const key of ['q', 'Enter']) await page.keyboard.press(key);
  keys.push('q', 'Enter');
  await until(
    () => page.locator('.lane-ruling p').first().textContent(),
    (told) => told?.includes('扣留') ?? false,
  );
  process.stdout.write(`keys to hold: ${keys.length} (${keys.join(' ')})\n`);
  expect(keys.length).toBeLessThanOrEqual(5);
});

it('says what there is not', async () => {
  const { page } = desk;
  await page.keyboard.press('Escape');
  await page.locator('.queue-row[data-kind="fence-alarm"]').click();
  await page.keyboard.press('x');
  await page.locator('.evidence-stage').getByText('没有申报单证').waitFor();
  await page.screenshot({ path: shotPath('evidence-empty') });
  await page.keyboard.press('Escape');
});

it('takes back what was just done, by one key', async () => {
  const { page } = desk;
  const row = page.locator('.queue-row[data-kind="fence-alarm"]');
  await row.click();
  for (const key of ['s', '1', 'Enter']) await page.keyboard.press(key);
  const line = page.locator('.undo-line[data-done="alarm.shelve"]');
  await line.waitFor();
  await row.waitFor({ state: 'detached' });
  await page.screenshot({ path: shotPath('desk-undo') });
  await page.keyboard.press('Control+z');
  await row.waitFor();
  await line.waitFor({ state: 'detached' });
});

it('moves pictures both ways between desk and phone', async () => {
  phone = await open('patrol', 'mobile');
  await phone.page.locator('.mobile-bar').waitFor();
  await phone.page.goto(`${house.app.url}/mobile?task=T2`);
  const ask = phone.page.getByRole('button', { name: '视频通话' });
  await ask.waitFor();
  await desk.page.locator('.queue-row[data-kind="lane-mismatch"]').click();
  await desk.page.getByRole('button', { name: '视频通话' }).click();
  await phone.page.getByRole('button', { name: '接听' }).click();
  for (const [{ page }, name] of [
    [desk, 'call-desk'],
    [phone, 'call-phone'],
  ] as const) {
    const moves = () =>
      page.evaluate(() => {
        const video = document.querySelector<HTMLVideoElement>('.call-pictures .theirs');
        return video && video.videoWidth > 0 ? video.currentTime : 0;
      });
    const before = await until(moves, (atS) => atS > 0, 30_000);
    await until(moves, (atS) => atS > before, 30_000);
    await page.screenshot({ path: shotPath(name) });
  }
  await phone.page.getByRole('button', { name: '挂断' }).click();
  await desk.page.getByText('通话已结束').waitFor();
  const call = desk.page.getByRole('region', { name: '视频通话' });
  await call.getByRole('button', { name: '知道了' }).click();
  await desk.page.locator('.incident-timeline li[data-type="call.ended"]').waitFor();
});

it('records an inspection, marks a finding with its picture, and keeps what was recorded', async () => {
  const { page } = desk;
  await page.locator('[data-inspection="T3"]').click();
  await page.getByRole('button', { name: '开始录像' }).click();
  const start = page.getByRole('button', { name: '开始核查' });
  await start.waitFor();
  await until(
    () => start.isEnabled(),
    (enabled) => enabled,
    30_000,
  );
  await start.click();
  expect(await movingPictures(page)).toBeGreaterThan(0);
  const chosen = page.locator('.inspection-tile.chosen');
  await chosen.getByRole('button', { name: '放大' }).press('+');
  await chosen.getByText('数字 1.3×').waitFor();
  await page.screenshot({ path: shotPath('inspection-zoom') });
  await page.keyboard.press('0');
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.getByRole('button', { name: /标记发现/ }).waitFor();
  await page.keyboard.press('+');
  await page.locator('input[placeholder="说明"]').fill('车牌与申报不符');
  await page.keyboard.press('Enter');
  await page.locator('.inspection-kept').getByText('车牌与申报不符').waitFor();
  await page.screenshot({ path: shotPath('inspection') });
  await page.getByRole('button', { name: '结束录像' }).click();
  await page.locator('.inspection-kept').getByText('SHA-256').first().waitFor();
});

/** Asked of pages: within five seconds of the moment nothing of a camera is on the screen any more. */
async function gonePicturesMs(page: Page, takeAway: () => void): Promise<number> {
  await until(
    () => heldPictures(page),
    (count) => count > 0,
    30_000,
  );
  const fromMs = Date.now();
  takeAway();
  await until(
    () => heldPictures(page),
    (count) => count === 0,
    30_000,
  );
  return Date.now() - fromMs;
}

it('looks closer into a picture, fills the screen with it, and keeps it in the incident', async () => {
  const { page } = desk;
  await page.keyboard.press('Escape');
  await page.locator('.queue-row[data-kind="lane-mismatch"]').click();
  const tile = page.locator('.desk-cameras .main .video-tile');
  await seeCameras(page);
  await tile.locator('.tile-glass').hover();
  await page.mouse.wheel(0, -460);
  await tile.getByText('数字 3.2×').waitFor();
  await page.screenshot({ path: shotPath('tile-zoom') });
  await tile.locator('.tile-glass').dblclick();
  expect(await tile.locator('.tile-zoom').count()).toBe(0);
  const whole = () => page.evaluate(() => document.fullscreenElement?.className ?? null);
  await tile.getByRole('button', { name: '全屏' }).press('f');
  await until(whole, (name) => name?.includes('video-tile') ?? false);
  await page.screenshot({ path: shotPath('tile-full-screen') });
  await page.keyboard.press('f');
  await until(whole, (name) => name === null);
  await tile.getByRole('button', { name: '截图存入事件' }).click();
  const link = tile.locator('.tile-snapshot a');
  await link.waitFor();
  await page.screenshot({ path: shotPath('tile-snapshot') });
  const note = page.locator('.incident-timeline').getByText(/截图：.*SHA-256 [0-9a-f]{64}/);
  await note.first().waitFor();
  const kept = await page.evaluate(
    async (address) => {
      const file = await (await fetch(address)).arrayBuffer();
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', file));
      const { height } = await createImageBitmap(new Blob([file]));
      return { sha256: [...digest].map((b) => b.toString(16).padStart(2, '0')).join(''), height };
    },
    await link.getAttribute('href').then(String),
  );
  expect(await note.first().textContent()).toContain(kept.sha256);
  const source = await tile
    .locator('video')
    .evaluate((video: HTMLVideoElement) => video.videoHeight);
  expect(kept.height).toBeGreaterThan(source);
}, 120_000);

async function beginDuty(username: string): Promise<void> {
  const cookie = await house.signIn(username);
  const act = { commandId: crypto.randomUUID(), name: 'duty.begin', basedOnVersion: null };
  await fetch(`${house.app.url}/api/commands`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ ...act, argument: {} }),
  });
}

async function agreesAtHisDesk(username: string): Promise<void> {
  const own = await open(username, 'desk');
  await agree(own.page);
  await own.page.locator('.verdict-form').waitFor({ state: 'detached' });
  await own.page.context().close();
}

it('has a picture of a closed incident deleted by two at two desks, and tells so in its place', async () => {
  const { page } = desk;
  await beginDuty('second');
  await page.keyboard.press('Escape');
  await askForTwo(page, 'delete-evidence', '照片拍到无关人员');
  expect(await seriousOn(page)).toEqual([]);
  await page.screenshot({ path: shotPath('delete-evidence') });
  await page.locator('.act-form [type="submit"]').click();
  await page.locator('.disposition[data-state="second-assigned"]').waitFor();
  await agreesAtHisDesk('second');
  const section = page.locator('[data-section="deleted"]');
  await section.getByText(/已删除 · officer、second 核准/).waitFor();
  await section.getByText(/SHA-256 [0-9a-f]{64}/).waitFor();
  expect(await section.textContent()).toContain('照片拍到无关人员');
  await page.keyboard.press('x');
  await page.locator('.evidence-stage [data-deleted="P-bystander"]').waitFor();
  expect(await page.locator('.evidence-stage .photos img').count()).toBe(0);
  expect(await seriousOn(page)).toEqual([]);
  await page.screenshot({ path: shotPath('evidence-deleted') });
  await page.getByRole('button', { name: 'English' }).click();
  await section.getByText(/Deleted · by officer and second/).waitFor();
  expect(await seriousOn(page)).toEqual([]);
  await page.getByRole('button', { name: '中文' }).click();
  await page.keyboard.press('Escape');
}, 120_000);

it('changes by two until when its recordings are held', async () => {
  const { page } = desk;
  await beginDuty('third');
  await askForTwo(page, 'change-retention', '法院要求');
  expect(await seriousOn(page)).toEqual([]);
  await page.locator('.act-form label:has-text("365 天")').click();
  await page.locator('.act-form [type="submit"]').click();
  await page.locator('.disposition[data-state="second-assigned"]').waitFor();
  // The second has had a hand in this incident by now.
  await agreesAtHisDesk('third');
  await page
    .locator('.held-until')
    .getByText(/officer、third 核准 · 法院要求/)
    .waitFor();
  const at = await page.locator('.held-until').getAttribute('data-kept-until');
  const days = (Number(at) - Date.now()) / 86_400_000;
  expect(Math.round(days)).toBe(365);
  expect(await seriousOn(page)).toEqual([]);
  await page.screenshot({ path: shotPath('retention-changed') });
  await page.locator('.queue-row[data-kind="lane-mismatch"]').click();
}, 120_000);

it('takes all pictures from who loses the area, says so, and asks no more', async () => {
  const { page } = desk;
  await seeCameras(page);
  const tookMs = await gonePicturesMs(page, () => giveAreas(house.dataDir, 'officer', ['YSP']));
  process.stdout.write(`pictures gone after the area was lost: ${tookMs} ms\n`);
  expect(tookMs).toBeLessThan(5_000);
  const refused = page.locator('.desk-cameras .video-tile.refused .video-tile-note');
  await refused.first().waitFor();
  expect(await refused.first().textContent()).toBe('无权查看');
  await page.screenshot({ path: shotPath('camera-area-lost') });
  // A request that was under way may still end; after that there is silence.
  await page.waitForTimeout(1_500);
  const asked: string[] = [];
  const note = (request: { url: () => string }) => {
    if (request.url().includes('.m3u8')) asked.push(request.url());
  };
  page.on('request', note);
  await page.waitForTimeout(12_000);
  page.off('request', note);
  expect(asked).toEqual([]);
  giveAreas(house.dataDir, 'officer', areaIds);
}, 120_000);

it('takes all pictures from who is signed out', async () => {
  const { page } = desk;
  await page.reload();
  await page.locator('.queue-row[data-kind="lane-mismatch"]').click();
  await seeCameras(page);
  const tookMs = await gonePicturesMs(page, () => deleteSessions(house.dataDir, 'officer'));
  process.stdout.write(`pictures gone after the session was deleted: ${tookMs} ms\n`);
  expect(tookMs).toBeLessThan(5_000);
  await page.locator('#username').waitFor();
}, 120_000);

it('breaks on no page', () => {
  expect([...desk.errors, ...phone.errors]).toEqual([]);
});
