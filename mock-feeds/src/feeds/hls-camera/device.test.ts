import { site } from '@ftz/shared/site/site.ts';
import { afterEach, expect, it } from 'vitest';
import { startCameras } from './device.ts';
import { newestSegment } from './timeline.ts';

const noonMs = Date.UTC(2026, 10, 20, 12, 0, 0);
const open: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const headEnd of open.splice(0)) await headEnd.close();
});

async function start(nowMs: () => number) {
  const headEnd = await startCameras({ host: '127.0.0.1', port: 0, cameras: site.cameras, nowMs });
  open.push(headEnd);
  return (path: string) => fetch(`http://127.0.0.1:${headEnd.port}${path}`);
}

it('serves header and listed segments of every camera of the directory', async () => {
  const get = await start(() => noonMs);
  for (const camera of site.cameras) {
    const playlist = await (await get(`/cameras/${camera.id}/live.m3u8`)).text();
    const newest = playlist.trim().split('\n').at(-1);
    const answers = [
      await get(`/cameras/${camera.id}/init.mp4`),
      await get(`/cameras/${camera.id}/${newest}`),
    ];
    for (const answer of answers) {
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'video/mp4']);
      expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(500);
    }
  }
});

it('has no segment that is not yet complete, none that is long past, and no other path', async () => {
  const get = await start(() => noonMs);
  const newest = newestSegment(noonMs);
  const paths = [
    `/cameras/WGQ-C01/${newest + 1}.m4s`,
    `/cameras/WGQ-C01/${newest - 12}.m4s`,
    '/cameras/nobody/live.m3u8',
    '/cameras/WGQ-C01/../WGQ-C02/live.mp4',
    '/',
  ];
  for (const path of paths) expect([path, (await get(path)).status]).toEqual([path, 404]);
  expect((await get(`/cameras/WGQ-C01/${newest - 11}.m4s`)).status).toBe(200);
});

it('says so when its port is taken', async () => {
  const first = await startCameras({
    host: '127.0.0.1',
    port: 0,
    cameras: [],
    nowMs: () => noonMs,
  });
  open.push(first);
  const second = startCameras({
    host: '127.0.0.1',
    port: first.port,
    cameras: [],
    nowMs: () => noonMs,
  });
  await expect(second).rejects.toThrow('EADDRINUSE');
});
