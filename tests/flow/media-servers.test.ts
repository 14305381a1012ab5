import { execFileSync } from 'node:child_process';
import { createServer } from 'node:net';
import type { ServerKind } from '@ftz/mock-feeds/feeds/media-server/answers.ts';
import { startMediaServer } from '@ftz/mock-feeds/feeds/media-server/device.ts';
import { startRtspCamera } from '@ftz/mock-feeds/feeds/rtsp-camera/device.ts';
import type { PictureSource } from '@ftz/shared/contract/site.ts';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { until } from '#house.ts';
import { findFfmpeg } from './ffmpeg.ts';
import { expectPicture, watchCamera } from './watched-camera.ts';

/** A real ffmpeg, and four kinds of servers that say where their pictures are. */
let ffmpeg = '';
beforeAll(() => {
  ffmpeg = findFfmpeg();
}, 600_000);

const [device, channel] = ['34020000001110000001', '34020000001320000003'];
const kinds: readonly ServerKind[] = ['mediamtx', 'go2rtc', 'wvp', 'zlmediakit'];
const names: Record<ServerKind, string> = {
  mediamtx: 'yard/north',
  go2rtc: 'north',
  wvp: `${device}_${channel}`,
  zlmediakit: `${device}_${channel}`,
};
const key = 'centre:not-for-the-eyes-of-anybody';

/** The source as a technician would write it. */
function sourceOf(kind: ServerKind, api: string, rtsp: string): PictureSource {
  const name = names[kind];
  const platform = { kind: 'gb28181', platformId: device, channelId: channel } as const;
  if (kind === 'mediamtx') return { kind, api, rtsp, path: name };
  if (kind === 'go2rtc') return { kind, api, rtsp, stream: name };
  if (kind === 'wvp') return { ...platform, via: { kind, api } };
  return { ...platform, via: { kind, api, rtsp } };
}

const pathOf = (kind: ServerKind) =>
  kind === 'mediamtx' || kind === 'go2rtc' ? `/${names[kind]}` : `/rtp/${names[kind]}`;

/** A server of this kind that has one camera, and the house that looks at it. */
async function rig(
  kind: ServerKind,
  given: { entered?: string; has?: string; networks?: string[] },
) {
  const [username = '', password = ''] = key.split(':');
  const hasLogin = kind === 'mediamtx' || kind === 'go2rtc';
  const login = { username, password, scheme: kind === 'go2rtc' ? 'basic' : 'digest' } as const;
  const camera = await startRtspCamera({
    ...{ host: '127.0.0.1', port: 0, scene: 'gate', path: pathOf(kind) },
    ...(hasLogin ? { login } : {}),
  });
  const rtsp = `rtsp://127.0.0.1:${camera.port}`;
  const played = { name: given.has ?? names[kind], rtsp: `${rtsp}${pathOf(kind)}` };
  const server = await startMediaServer({ host: '127.0.0.1', kind, key, played });
  const apiPort = Number(new URL(server.api).port);
  const asked: string[] = [];
  const watched = await watchCamera(sourceOf(kind, server.api, rtsp), {
    networks: {
      allows: (address, port) =>
        address === '127.0.0.1' && (given.networks ? port === apiPort : port !== 9),
    },
    keyOf: (origin) => {
      asked.push(origin);
      return given.entered ?? key;
    },
    ffmpeg,
  });
  onTestFinished(async () => {
    await watched.gateway.close();
    await Promise.all([server.close(), camera.close()]);
  });
  return { ...watched, watched, camera, server, asked };
}

describe.each(kinds)('%s', (kind) => {
  it('shows its camera, and gives no key away', { timeout: 60_000 }, async () => {
    const { watched, kept, asked, server, gateway, picturesDir } = await rig(kind, {});
    const playlist = await expectPicture(watched);
    expect(new Set(asked)).toEqual(new Set([server.api]));
    const programs = execFileSync('ps', ['-eo', 'args']).toString().split('\n');
    const running = programs.filter((line) => line.includes(picturesDir));
    expect(running.length).toBeGreaterThan(0);
    const seen = [...running, ...kept, playlist, gateway.health().detail].join('\n');
    expect(seen).not.toContain('not-for-the-eyes');
    expect(seen).not.toContain(server.api);
  });

  it('says that the key is wrong', async () => {
    const { camera, trouble } = await rig(kind, { entered: 'somebody:else' });
    await until(trouble, (word) => word === 'key-refused');
    expect(camera.viewers()).toBe(0);
  });

  it('says that it does not have the camera', async () => {
    const { camera, trouble } = await rig(kind, { has: `${names[kind]}9` });
    await until(trouble, (word) => word === 'stream-unknown');
    expect(camera.viewers()).toBe(0);
  });

  it('calls no address that it names outside the allowed networks', async () => {
    const { camera, trouble } = await rig(kind, { networks: ['api'] });
    await until(trouble, (word) => word === 'address-not-allowed');
    expect(camera.viewers()).toBe(0);
  });

  it('says that it does not answer', async () => {
    const taken = createServer();
    await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done));
    const { port } = taken.address() as { port: number };
    await new Promise((done) => taken.close(done));
    const api = `http://127.0.0.1:${port}`;
    const { trouble } = await watchCamera(sourceOf(kind, api, 'rtsp://127.0.0.1:9'), {
      networks: { allows: () => true },
      ffmpeg,
    });
    await until(trouble, (word) => word === 'media-server-away');
  });
});
