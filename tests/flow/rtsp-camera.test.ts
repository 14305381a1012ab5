import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startConverter } from '@ftz/bff/adapters/cameras/rtsp-converter.ts';
import { startRtspCamera } from '@ftz/mock-feeds/feeds/rtsp-camera/device.ts';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { until } from '#house.ts';
import { findFfmpeg } from './ffmpeg.ts';
import { expectPicture, watchCamera } from './watched-camera.ts';

/** A real ffmpeg, a camera of our own over a real RTSP line, and no browser. */
let ffmpeg = '';
beforeAll(() => {
  ffmpeg = findFfmpeg();
}, 600_000);

const patiently = 40_000;
const at = (url: URL) => async () => ({ ok: true as const, url });
const nowhere = { allows: () => false };
const anyPort = { allows: (address: string) => address === '127.0.0.1' };

async function cameraServer() {
  const camera = await startRtspCamera({ host: '127.0.0.1', port: 0, scene: 'gate' });
  onTestFinished(camera.close);
  return { ...camera, url: new URL(`rtsp://127.0.0.1:${camera.port}/main`) };
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ftz-rtsp-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Programs that still write into the folder, zombies too. */
const writersOf = (folder: string) =>
  execFileSync('ps', ['-eo', 'pid,stat,args'])
    .toString()
    .split('\n')
    .filter((line) => line.includes(folder) && !line.includes(' ps '));

/** The segments that are there; none while the folder is being made anew. */
const numbersIn = (folder: string) =>
  (existsSync(folder) ? readdirSync(folder) : [])
    .flatMap((name) => /^(\d+)\.m4s$/.exec(name)?.[1] ?? [])
    .map(Number);

it('plays an RTSP camera as live HLS, bounded, and leaves nothing behind', {
  timeout: 90_000,
}, async () => {
  const { url, viewers } = await cameraServer();
  const camera = await watchCamera({ kind: 'rtsp', url: url.href }, { ffmpeg });
  const { gateway, picturesDir } = camera;
  await expectPicture(camera);
  expect(viewers()).toBe(1);
  expect(writersOf(picturesDir).length).toBeGreaterThan(0);
  await gateway.close();
  await until(viewers, (count) => count === 0);
  await until(
    () => writersOf(picturesDir),
    (lines) => lines.length === 0,
  );
  expect(existsSync(join(picturesDir, camera.id))).toBe(false);
});

it('is started again after it was killed, and after the picture froze', {
  timeout: 120_000,
}, async () => {
  const server = await cameraServer();
  const folder = join(newFolder(), 'pictures');
  const timing = { firstWaitMs: 1_000, longestWaitMs: 1_500, stalledAfterMs: 4_000 };
  const converter = startConverter({
    ffmpeg,
    find: at(server.url),
    folder,
    networks: anyPort,
    timing,
  });
  onTestFinished(converter.close);
  const hasPicture = () => existsSync(join(folder, 'live.m3u8'));
  await until(hasPicture, (is) => is, patiently);
  const before = Math.max(...numbersIn(folder));
  const [line = ''] = writersOf(folder).filter(
    (each) => each.includes('-nostdin') && !each.includes('sh -c'),
  );
  process.kill(Number(line.trim().split(/\s+/)[0]), 'SIGKILL');
  await until(server.viewers, (count) => count === 0);
  // Numbers grow over the restart: a player takes a smaller one for the past.
  const grown = (numbers: number[]) => numbers.length > 0 && Math.min(...numbers) > before;
  await until(() => numbersIn(folder), grown, patiently);
  server.freeze();
  await until(server.viewers, (count) => count === 0, patiently);
  await until(
    () => converter.isRunning(),
    (is) => is,
    patiently,
  );
});

it('ends with the house, however that dies', { timeout: 60_000 }, async () => {
  const { url, viewers } = await cameraServer();
  const folder = newFolder();
  const program = `
    import { startConverter } from '@ftz/bff/adapters/cameras/rtsp-converter.ts';
    startConverter({ ffmpeg: ${JSON.stringify(ffmpeg)},
      find: async () => ({ ok: true, url: new URL(${JSON.stringify(url.href)}) }),
      folder: ${JSON.stringify(join(folder, 'pictures'))}, networks: { allows: () => true } });
    setInterval(() => {}, 1000);`;
  const house = spawn(process.execPath, ['--input-type=module', '-e', program], {
    cwd: import.meta.dirname,
    stdio: 'ignore',
  });
  await until(viewers, (count) => count === 1, patiently);
  house.kill('SIGKILL');
  await once(house, 'exit');
  await until(viewers, (count) => count === 0, patiently);
  await until(
    () => writersOf(folder),
    (lines) => lines.length === 0,
  );
});

it('says that ffmpeg is missing, and calls nobody who is not allowed', async () => {
  const { url, viewers } = await cameraServer();
  const folder = join(newFolder(), 'pictures');
  const missing = startConverter({
    ffmpeg: 'no-such-ffmpeg',
    find: at(url),
    folder,
    networks: anyPort,
  });
  onTestFinished(missing.close);
  await until(missing.trouble, (trouble) => trouble === 'ffmpeg-missing');
  const refused = startConverter({ ffmpeg, find: at(url), folder, networks: nowhere });
  onTestFinished(refused.close);
  await until(refused.trouble, (trouble) => trouble === 'address-not-allowed');
  expect(viewers()).toBe(0);
  expect(writersOf(folder)).toEqual([]);
});
