import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { camerasAdapter } from '@ftz/bff/adapters/cameras/cameras.ts';
import type { Camera } from '@ftz/shared/contract/site.ts';
import { site } from '@ftz/shared/site/site.ts';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { until } from '#house.ts';
import { findFfmpeg } from './ffmpeg.ts';
import { type GstRtspServer, startGstRtspServer } from './gst-rtsp-server.ts';

/** A real ffmpeg, and a real RTSP server that somebody else wrote, which asks for a Digest. */
let ffmpeg = '';
let server: GstRtspServer;
const login = { username: 'centre', password: 'p@ss:w/rd' };
beforeAll(async () => {
  ffmpeg = findFfmpeg();
  server = await startGstRtspServer({ scene: 'gate', path: '/yard', ...login });
}, 900_000);
afterAll(() => server?.stop());

const patiently = 40_000;

async function watch(password: string, path: string) {
  const url = new URL(`rtsp://127.0.0.1:${server.port}${path}`);
  url.username = login.username;
  url.password = encodeURIComponent(password);
  const picturesDir = mkdtempSync(join(tmpdir(), 'ftz-gst-pictures-'));
  const [first] = site.cameras;
  const camera = { ...(first as Camera), source: { kind: 'rtsp' as const, url: url.href } };
  const adapter = camerasAdapter({
    ...{ baseUrl: 'http://127.0.0.1:9', cameras: [camera], ffmpeg, picturesDir },
    networks: { allows: (address) => address === '127.0.0.1' },
    timing: { pollEveryMs: 200 },
  });
  const heard: string[] = [];
  const gateway = await adapter.start({
    accept: async ({ kind }) => void heard.push(kind),
    countFrame: () => undefined,
    keepBadFrame: () => undefined,
    nowMs: Date.now,
  });
  onTestFinished(async () => {
    await gateway.close();
    rmSync(picturesDir, { recursive: true, force: true });
  });
  return { id: camera.id, source: adapter.source, heard };
}

it('plays what GStreamer serves', { timeout: 60_000 }, async () => {
  const { id, source, heard } = await watch(login.password, '/yard');
  await until(
    () => heard,
    (kinds) => kinds.includes('alive'),
    patiently,
  );
  const fetched = await source.playlist(id);
  const playlist = fetched.ok ? new TextDecoder().decode(fetched.bytes) : fetched.reason;
  const number = Number(/^(\d+)\.m4s$/m.exec(playlist)?.[1]);
  expect(await source.init(id)).toMatchObject({ ok: true, mediaType: 'video/mp4' });
  expect(await source.segment(id, number)).toMatchObject({ ok: true });
  expect(source.troubleOf(id)).toBeNull();
});

it.each([
  ['wrong', '/yard', 'key-refused'],
  [login.password, '/elsewhere', 'stream-unknown'],
])('says what its refusal means: %s at %s', async (password, path, trouble) => {
  const { id, source } = await watch(password, path);
  await until(
    () => source.troubleOf(id),
    (word) => word === trouble,
  );
});
