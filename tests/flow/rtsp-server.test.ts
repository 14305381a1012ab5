import { afterAll, beforeAll, it } from 'vitest';
import { until } from '#house.ts';
import { findFfmpeg } from './ffmpeg.ts';
import { type GstRtspServer, startGstRtspServer } from './gst-rtsp-server.ts';
import { expectPicture, watchCamera } from './watched-camera.ts';

/** A real ffmpeg, and a real RTSP server that somebody else wrote, which asks for a Digest. */
let ffmpeg = '';
let server: GstRtspServer;
const login = { username: 'centre', password: 'p@ss:w/rd' };
beforeAll(async () => {
  ffmpeg = findFfmpeg();
  server = await startGstRtspServer({ scene: 'gate', path: '/yard', ...login });
}, 900_000);
afterAll(() => server?.stop());

function watch(password: string, path: string) {
  const url = new URL(`rtsp://127.0.0.1:${server.port}${path}`);
  url.username = login.username;
  url.password = encodeURIComponent(password);
  return watchCamera({ kind: 'rtsp', url: url.href }, { ffmpeg });
}

it('plays what GStreamer serves', { timeout: 60_000 }, async () => {
  await expectPicture(await watch(login.password, '/yard'));
});

it.each([
  ['wrong', '/yard', 'key-refused'],
  [login.password, '/elsewhere', 'stream-unknown'],
])('says what its refusal means: %s at %s', async (password, path, meant) => {
  const { trouble } = await watch(password, path);
  await until(trouble, (word) => word === meant);
});
