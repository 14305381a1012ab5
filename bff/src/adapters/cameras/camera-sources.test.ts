import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Camera, PictureSource } from '@ftz/shared/contract/site.ts';
import { expect, it, onTestFinished } from 'vitest';
import { parseNetworks } from './camera-networks.ts';
import { camerasAdapter } from './cameras.ts';

const cameraOf = (source: PictureSource): Camera => ({
  id: 'YSP-C90',
  area: 'YSP',
  nameZh: '一',
  nameEn: 'one',
  point: [122, 30.6],
  heightM: 6,
  headingDeg: 0,
  fovDeg: 60,
  rangeM: 100,
  sees: 'gate',
  source,
});

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

const adapterOf = (source: PictureSource, networks: string) =>
  camerasAdapter({
    baseUrl: 'http://127.0.0.1:9',
    cameras: [cameraOf(source)],
    networks: parseNetworks(networks),
  });

const box = (name: string) =>
  Buffer.concat([Buffer.from([0, 0, 0, 16]), Buffer.from(name), Buffer.alloc(8)]);

/** A camera's own HLS, with names as its vendor likes them; `line` is its second segment. */
const vendor =
  (line = 'cam_a-0002.m4s', map = 'head_1.mp4'): RequestListener =>
  (request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://x');
    if (pathname === '/streams/1/index.m3u8') {
      const date = new Date(Date.now() - 4000).toISOString();
      response.end(
        `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:40\n#EXT-X-MAP:URI="${map}"\n#EXT-X-PROGRAM-DATE-TIME:${date}\n#EXTINF:2,\ncam_a-0001.m4s\n#EXTINF:2,\n${line}\n`,
      );
    } else if (pathname === '/streams/1/head_1.mp4') response.end(box('ftyp'));
    else if (pathname === '/streams/1/cam_a-0002.m4s') response.end(box('styp'));
    else response.writeHead(404).end();
  };
const urlAt = (port: number) => `http://127.0.0.1:${port}/streams/1/index.m3u8?token=1`;

it('plays a camera by its own address, under names of ours', async () => {
  const port = await serve(vendor());
  const { source } = adapterOf({ kind: 'hls', url: urlAt(port) }, `127.0.0.0/8:${port}`);
  const playlist = await source.playlist('YSP-C90');
  const text = playlist.ok ? new TextDecoder().decode(playlist.bytes) : playlist.reason;
  expect(text).toContain('40.m4s');
  expect(text).toContain('41.m4s');
  expect(text).not.toContain('cam_a');
  expect(await source.init('YSP-C90')).toMatchObject({ ok: true, mediaType: 'video/mp4' });
  expect(await source.segment('YSP-C90', 41)).toMatchObject({ ok: true });
  expect(await source.segment('YSP-C90', 40)).toEqual({ ok: false, reason: 'not-found' });
  expect(source.troubleOf('YSP-C90')).toBeNull();
});

it.each([
  ['http://169.254.169.254/x.m4s'],
  ['/etc/x.m4s'],
  ['../x.m4s'],
  ['..%2fx.m4s'],
  ['a/x.m4s'],
  ['file:x.m4s'],
  ['concat:x.m4s'],
  ['x.m4s?a=1'],
  ['.m4s'],
  ['x\\y.m4s'],
])('refuses a playlist that leads away: %s', async (line) => {
  const port = await serve(vendor(line));
  const { source } = adapterOf({ kind: 'hls', url: urlAt(port) }, `127.0.0.1:${port}`);
  expect(await source.playlist('YSP-C90')).toEqual({ ok: false, reason: 'unreachable' });
});

it('refuses a map that leads away', async () => {
  const port = await serve(vendor(undefined, '../head_1.mp4'));
  const { source } = adapterOf({ kind: 'hls', url: urlAt(port) }, `127.0.0.1:${port}`);
  expect(await source.playlist('YSP-C90')).toEqual({ ok: false, reason: 'unreachable' });
});

it('calls nobody whose network is not allowed, and says so', async () => {
  let hits = 0;
  const port = await serve((_, response) => {
    hits += 1;
    response.end();
  });
  const { source } = adapterOf({ kind: 'hls', url: urlAt(port) }, '10.0.0.0/8:80');
  expect(await source.playlist('YSP-C90')).toEqual({ ok: false, reason: 'unreachable' });
  expect(hits).toBe(0);
  expect(source.troubleOf('YSP-C90')).toBe('address-not-allowed');
});

it.each([
  [{ kind: 'hls', url: 'file:///etc/passwd' }, 'wrong-address'],
  [{ kind: 'rtsp', url: 'http://10.0.0.1/' }, 'wrong-address'],
  [{ kind: 'rtsp', url: 'nonsense' }, 'wrong-address'],
  [{ kind: 'gb28181', platformId: '1', channelId: '2' }, 'no-media-gateway'],
] as [PictureSource, string][])('knows what is to be mended: %j', async (from, trouble) => {
  const { source } = adapterOf(from, '127.0.0.0/8:80');
  expect(source.troubleOf('YSP-C90')).toBe(trouble);
  expect(await source.playlist('YSP-C90')).toEqual({ ok: false, reason: 'unreachable' });
});
