import { createServer as createHttp } from 'node:http';
import { parseNetworks } from '@ftz/bff/adapters/cameras/camera-networks.ts';
import { camerasAdapter } from '@ftz/bff/adapters/cameras/cameras.ts';
import type { Camera, PictureSource } from '@ftz/shared/contract/site.ts';
import { site } from '@ftz/shared/site/site.ts';
import { expect, it, onTestFinished } from 'vitest';
import { until } from '#house.ts';
import { canaryServer, listen } from './hostile-servers.ts';

/** Playlists and servers of pictures that say where else to go, and a canary there. */

async function watch(source: PictureSource, networks: string) {
  const [first] = site.cameras;
  const camera = { ...(first as Camera), source };
  const adapter = camerasAdapter({
    ...{ baseUrl: 'http://127.0.0.1:9', cameras: [camera], networks: parseNetworks(networks) },
    timing: { pollEveryMs: 50 },
  });
  const heard: string[] = [];
  const gateway = await adapter.start({
    accept: async ({ kind }) => void heard.push(kind),
    countFrame: () => undefined,
    keepBadFrame: () => undefined,
    nowMs: Date.now,
  });
  onTestFinished(gateway.close);
  return { source: adapter.source, id: camera.id, heard };
}

const listing = (map: string, segment: string, more = '') =>
  `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:7\n${more}#EXT-X-MAP:URI="${map}"\n#EXT-X-PROGRAM-DATE-TIME:${new Date(Date.now() - 3_000).toISOString()}\n#EXTINF:2,\n${segment}\n`;

it('a playlist leads to nothing but plain files beside itself', async () => {
  const canary = await canaryServer();
  const away = `http://127.0.0.1:${canary.port}/x.m4s`;
  const texts = [
    ...[away, 'file:///etc/passwd', 'concat:a.m4s|b.m4s', 'http://169.254.169.254/latest/x.m4s'],
    ...[`//127.0.0.1:${canary.port}/x.m4s`, '/x.m4s', '../x.m4s', 'x.m4s?u=http://127.0.0.1'],
  ].flatMap((line) => [listing('init.mp4', line), listing(line, 'a.m4s')]);
  texts.push(
    listing('init.mp4', 'a.m4s', `#EXT-X-KEY:METHOD=AES-128,URI="${away}"\n`),
    listing('init.mp4', 'a.m4s', `#EXT-X-PART:DURATION=0.2,URI="${away}"\n`),
    listing('init.mp4', 'a.m4s', `#EXT-X-PRELOAD-HINT:TYPE=PART,URI="${away}"\n`),
    `#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n${away}\n`,
  );
  let text = '';
  const port = await listen(createHttp((_, response) => void response.end(text)));
  const networks = `127.0.0.1:${port},127.0.0.1:${canary.port},169.254.0.0/16:80`;
  const from = { kind: 'hls', url: `http://127.0.0.1:${port}/live.m3u8` } as const;
  for (text of texts) {
    const { source, id } = await watch(from, networks);
    expect(await source.playlist(id), text).toEqual({ ok: false, reason: 'unreachable' });
    expect(await source.init(id), text).toMatchObject({ ok: false });
    expect(await source.segment(id, 7), text).toMatchObject({ ok: false });
  }
  expect(canary.hits()).toBe(0);
});

it('a redirect of a playlist is not followed, and the tile says why', async () => {
  const canary = await canaryServer();
  const port = await listen(
    createHttp((_, response) => {
      response.writeHead(302, { location: `http://127.0.0.1:${canary.port}/live.m3u8` }).end();
    }),
  );
  const networks = `127.0.0.1:${port},127.0.0.1:${canary.port}`;
  const { source, id } = await watch(
    { kind: 'hls', url: `http://127.0.0.1:${port}/live.m3u8` },
    networks,
  );
  expect(await source.playlist(id)).toEqual({ ok: false, reason: 'unreachable' });
  expect(source.troubleOf(id)).toBe('redirected');
  expect(canary.hits()).toBe(0);
});

it('neither an endless segment nor an empty one reaches a browser', async () => {
  let poured = 0;
  const port = await listen(
    createHttp((request, response) => {
      if (request.url === '/live.m3u8')
        return void response.end(listing('init.mp4', 'endless.m4s'));
      if (request.url === '/init.mp4') return void response.end();
      const pour = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536))) poured += 65_536;
      };
      response.on('drain', pour);
      pour();
    }),
  );
  const { source, id } = await watch(
    { kind: 'hls', url: `http://127.0.0.1:${port}/live.m3u8` },
    `127.0.0.1:${port}`,
  );
  expect(await source.playlist(id)).toMatchObject({ ok: true });
  expect(await source.init(id)).toEqual({ ok: false, reason: 'unreachable' });
  expect(await source.segment(id, 7)).toEqual({ ok: false, reason: 'unreachable' });
  expect(poured).toBeLessThan(32 * 1024 * 1024);
});

it.each([
  ['rtsp://169.254.169.254/latest', 'address-not-allowed'],
  ['rtsp://127.0.0.1:CANARY/taken', 'address-not-allowed'],
  ['http://127.0.0.1:CANARY/taken', 'wrong-address'],
  ['file:///etc/passwd', 'wrong-address'],
  ['concat:/etc/passwd|/etc/hosts', 'wrong-address'],
  ['rtsp:', 'wrong-address'],
])('a platform that says %s is believed nothing', async (said, trouble) => {
  const canary = await canaryServer();
  const rtsp = said.replace('CANARY', String(canary.port));
  const answer = JSON.stringify({ code: 0, msg: '成功', data: { rtsp } });
  const port = await listen(createHttp((_, response) => void response.end(answer)));
  const via = { kind: 'wvp', api: `http://127.0.0.1:${port}` } as const;
  const from = { kind: 'gb28181', platformId: '1', channelId: '2', via } as const;
  const { source, id } = await watch(from, `127.0.0.1:${port}`);
  await until(
    () => source.troubleOf(id),
    (word) => word === trouble,
  );
  expect(canary.hits()).toBe(0);
});

it('the API of a server of pictures leads nowhere else, and has an end', async () => {
  const canary = await canaryServer();
  let poured = 0;
  const port = await listen(
    createHttp((request, response) => {
      if (request.url?.startsWith('/away')) {
        response.writeHead(302, { location: `http://127.0.0.1:${canary.port}/` }).end();
        return;
      }
      const pour = () => {
        while (!response.destroyed && response.write(' '.repeat(65_536))) poured += 65_536;
      };
      response.on('drain', pour);
      pour();
    }),
  );
  const at = (path: string): PictureSource => ({
    ...{ kind: 'mediamtx', path: 'x', rtsp: 'rtsp://127.0.0.1:9' },
    api: `http://127.0.0.1:${port}${path}`,
  });
  const networks = `127.0.0.1:${port},127.0.0.1:${canary.port}`;
  const away = await watch(at('/away'), networks);
  await until(
    () => away.source.troubleOf(away.id),
    (word) => word === 'redirected',
  );
  const endless = await watch(at(''), networks);
  await until(
    () => endless.source.troubleOf(endless.id),
    (word) => word === 'media-server-away',
  );
  expect(canary.hits()).toBe(0);
  expect(poured).toBeLessThan(32 * 1024 * 1024);
});
