import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startConverter } from '@ftz/bff/adapters/cameras/rtsp-converter.ts';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { findFfmpeg } from '#flow/ffmpeg.ts';
import { until } from '#house.ts';
import { canaryServer, listen } from './hostile-servers.ts';

/** Cameras that are not cameras, a real ffmpeg, and a canary that nobody may ever call. */
let ffmpeg = '';
beforeAll(() => {
  ffmpeg = findFfmpeg();
}, 600_000);

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
