import { mkdtempSync, rmSync } from 'node:fs';
import { createServer as createHttp } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseNetworks } from '@ftz/bff/adapters/cameras/camera-networks.ts';
import { camerasAdapter } from '@ftz/bff/adapters/cameras/cameras.ts';
import { startConverter } from '@ftz/bff/adapters/cameras/rtsp-converter.ts';
import type { Camera, PictureSource } from '@ftz/shared/contract/site.ts';
import { site } from '@ftz/shared/site/site.ts';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { findFfmpeg } from '#flow/ffmpeg.ts';
import { until } from '#house.ts';

/** Cameras that are not cameras, a real ffmpeg, and a canary that nobody may ever call. */
let ffmpeg = '';
beforeAll(() => {
  ffmpeg = findFfmpeg();
}, 600_000);

const portOf = (server: Server) => (server.address() as AddressInfo).port;

async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return portOf(server);
}

async function canaryServer() {
  let hits = 0;
  const server = createServer((socket) => {
    hits += 1;
    socket.destroy();
  });
  return { port: await listen(server), hits: () => hits };
}

type Lines = readonly string[];

/** What it answers to each method, told the method; a null hangs up. */
async function hostileRtsp(
  answer: (method: string) => { status: string; headers: Lines; body?: string } | null,
) {
  const asked: string[] = [];
  const port = await listen(
    createServer((socket) => {
      socket.on('error', () => {});
      socket.on('data', (chunk) => {
        const request = chunk.toString('latin1');
        const method = request.split(' ')[0] ?? '';
        asked.push(request);
        const said = answer(method);
        if (said === null) return socket.destroy();
        const { status, headers, body = '' } = said;
        const cseq = /^cseq:\s*(\d+)/im.exec(request)?.[1] ?? '0';
        const length = `Content-Length: ${Buffer.byteLength(body)}`;
        socket.write(
          `${[`RTSP/1.0 ${status}`, `CSeq: ${cseq}`, ...headers, length].join('\r\n')}\r\n\r\n${body}`,
        );
      });
    }),
  );
  return { url: new URL(`rtsp://127.0.0.1:${port}/main`), asked };
}

const timing = { firstWaitMs: 200, longestWaitMs: 300, stalledAfterMs: 5_000 };

/** Even the canary stands in an allowed network: it is not the network that saves us here. */
function play(url: URL) {
  const folder = mkdtempSync(join(tmpdir(), 'ftz-hostile-'));
  const converter = startConverter({
    ...{ ffmpeg, folder: join(folder, 'pictures'), timing },
    find: async () => ({ ok: true, url }),
    networks: { allows: (address) => address === '127.0.0.1' },
  });
  onTestFinished(async () => {
    await converter.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return converter;
}

const sdp = (control: string) =>
  [
    ...['v=0', 'o=- 0 0 IN IP4 127.0.0.1', 's=x', 't=0 0', 'm=video 0 RTP/AVP 96'],
    ...['a=rtpmap:96 H264/90000', 'a=fmtp:96 packetization-mode=1', `a=control:${control}`, ''],
  ].join('\r\n');
const fine = { status: '200 OK', headers: ['Session: 1;timeout=60'] };

it.each([
  ['OPTIONS', '301 Moved Permanently'],
  ['DESCRIBE', '302 Found'],
  ['DESCRIBE', '305 Use Proxy'],
  ['SETUP', '302 Found'],
  ['PLAY', '303 See Other'],
])(
  'no program follows a camera that answers %s with %s',
  { timeout: 60_000 },
  async (at, status) => {
    const canary = await canaryServer();
    const { url, asked } = await hostileRtsp((method) => {
      const location = `Location: rtsp://127.0.0.1:${canary.port}/taken`;
      if (method === at) return { status, headers: [location] };
      if (method === 'DESCRIBE') {
        return {
          status: '200 OK',
          headers: ['Content-Type: application/sdp'],
          body: sdp('track1'),
        };
      }
      const transport = ['Transport: RTP/AVP/TCP;unicast;interleaved=0-1'];
      return method === 'SETUP' ? { ...fine, headers: [...fine.headers, ...transport] } : fine;
    });
    const converter = play(url);
    await until(converter.trouble, (word) => word === 'redirected', 30_000);
    // It is tried again, which is when a program that remembered the way would go there.
    const tries = () => asked.filter((request) => request.startsWith(`${at} `)).length;
    await until(tries, (count) => count >= 2, 30_000);
    expect(canary.hits()).toBe(0);
  },
);

it('no program goes where a session description or a transport points', {
  timeout: 60_000,
}, async () => {
  const canary = await canaryServer();
  const away = `rtsp://127.0.0.1:${canary.port}/`;
  const { url, asked } = await hostileRtsp((method) => {
    if (method === 'DESCRIBE') {
      const headers = ['Content-Type: application/sdp', `Content-Base: ${away}`];
      return { status: '200 OK', headers, body: sdp(`${away}track1`) };
    }
    const transport = `Transport: RTP/AVP;unicast;client_port=9000-9001;server_port=${canary.port}-${canary.port + 1};source=127.0.0.1`;
    return method === 'SETUP' ? { ...fine, headers: [...fine.headers, transport] } : fine;
  });
  play(url);
  const tries = () => asked.filter((request) => request.startsWith('SETUP ')).length;
  await until(tries, (count) => count >= 2, 30_000);
  expect(canary.hits()).toBe(0);
});

it('an answer without end is cut off', { timeout: 60_000 }, async () => {
  let sent = 0;
  let lines = 0;
  const port = await listen(
    createServer((socket) => {
      lines += 1;
      socket.on('error', () => {});
      const pour = () => {
        while (!socket.destroyed && socket.write('X-Pad: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n'))
          sent += 45;
      };
      socket.write('RTSP/1.0 200 OK\r\nCSeq: 1\r\n');
      socket.on('drain', pour);
      pour();
    }),
  );
  play(new URL(`rtsp://127.0.0.1:${port}/main`));
  await until(
    () => lines,
    (count) => count >= 2,
    30_000,
  );
  expect(sent / lines).toBeLessThan(8 * 1024 * 1024);
});

it('a name that changes its mind between check and call leads nowhere', {
  timeout: 60_000,
}, async () => {
  const canary = await canaryServer();
  const folder = mkdtempSync(join(tmpdir(), 'ftz-hostile-'));
  const answers = [['127.0.0.9'], ['127.0.0.1']];
  let lookUps = 0;
  const converter = startConverter({
    ...{ ffmpeg, folder: join(folder, 'pictures'), timing },
    find: async () => ({ ok: true, url: new URL(`rtsp://cam.zone:${canary.port}/main`) }),
    networks: { allows: (address) => address === '127.0.0.9' },
    resolve: async () => answers[Math.min(lookUps++, 1)] ?? [],
  });
  onTestFinished(async () => {
    await converter.close();
    rmSync(folder, { recursive: true, force: true });
  });
  await until(converter.trouble, (word) => word === 'address-not-allowed', 30_000);
  expect(canary.hits()).toBe(0);
});

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
}, 60_000);

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
