import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Camera } from '@ftz/shared/contract/site.ts';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { GatewayHost } from '#adapters/device-adapter.ts';
import type { Observation } from '#domain/observation.ts';
import { camerasAdapter } from './cameras.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const camera = (id: string): Camera => ({
  id,
  area: 'WGQ',
  nameZh: id,
  nameEn: id,
  point: [121.5, 31.3],
  heightM: 6,
  headingDeg: 0,
  fovDeg: 60,
  rangeM: 100,
  sees: 'gate',
});

/** A head-end that answers as the test wants; keeps the paths that were asked for. */
async function headEnd(answer: RequestListener) {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closers.push(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
  return { asked, baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** An address that somebody listened at a moment ago, and nobody now. */
async function deadAddress(): Promise<string> {
  const { baseUrl } = await headEnd(() => undefined);
  await closers.pop()?.();
  return baseUrl;
}

function listener() {
  const seen = { observations: [] as Observation[], ok: 0, bad: [] as string[] };
  const host: GatewayHost = {
    accept: async (observation) => void seen.observations.push(observation),
    countFrame: (result) => {
      if (result === 'ok') seen.ok += 1;
    },
    keepBadFrame: (_, reason) => void seen.bad.push(reason),
    nowMs: () => Date.now(),
  };
  return { seen, host };
}

const fourcc = (name: string, length = 16) =>
  Buffer.concat([Buffer.from([0, 0, 0, length]), Buffer.from(name), Buffer.alloc(length - 8)]);

const playlist = (startsAtMs: number) =>
  [
    '#EXTM3U',
    '#EXT-X-TARGETDURATION:2',
    '#EXT-X-MEDIA-SEQUENCE:7',
    '#EXT-X-MAP:URI="init.mp4"',
    `#EXT-X-PROGRAM-DATE-TIME:${new Date(startsAtMs).toISOString()}`,
    '#EXTINF:2,',
    '7.m4s',
  ].join('\n');

const liveCamera: RequestListener = (request, response) => {
  if (request.url?.endsWith('live.m3u8')) response.end(playlist(Date.now() - 2000));
  else response.end(fourcc(request.url?.endsWith('init.mp4') ? 'ftyp' : 'styp'));
};

const quick = { pollEveryMs: 20, goneAfterMs: 200, playlistTimeoutMs: 300 };

describe('source', () => {
  it('gives playlist, header and segment, with one upstream fetch for twenty viewers', async () => {
    const { asked, baseUrl } = await headEnd(liveCamera);
    const { source } = camerasAdapter({ baseUrl, cameras: [camera('C1')] });
    const viewers = Array.from({ length: 20 }, async () => [
      await source.playlist('C1'),
      await source.init('C1'),
      await source.segment('C1', 7),
    ]);
    for (const fetched of (await Promise.all(viewers)).flat()) expect(fetched.ok).toBe(true);
    expect(asked.toSorted()).toEqual(
      ['7.m4s', 'init.mp4', 'live.m3u8'].map((file) => `/cameras/C1/${file}`),
    );
  });

  it('asks for no segment that was not listed lately, and for no camera that it does not know', async () => {
    const { asked, baseUrl } = await headEnd(liveCamera);
    const { source } = camerasAdapter({ baseUrl, cameras: [camera('C1')] });
    await source.playlist('C1');
    for (const number of [8, 5, -1, 6.5, Number.NaN, 1e300]) {
      expect([number, await source.segment('C1', number)]).toEqual([
        number,
        { ok: false, reason: 'not-found' },
      ]);
    }
    expect(await source.playlist('../C1')).toEqual({ ok: false, reason: 'unknown-camera' });
    expect(asked.every((path) => path === '/cameras/C1/live.m3u8')).toBe(true);
  });

  const refused = { ok: false, reason: 'unreachable' };
  it.each<[string, RequestListener]>([
    ['a redirect', (_, response) => response.writeHead(302, { location: '/elsewhere' }).end()],
    ['an error', (_, response) => response.writeHead(500).end('no')],
    ['a playlist without an end', (_, response) => void pour(response)],
    ['a foreign playlist', (_, response) => response.end('#EXTM3U\nhttp://evil.example/1.m4s')],
    ['silence', () => undefined],
  ])('survives %s', async (_, answer) => {
    const { asked, baseUrl } = await headEnd(answer);
    const { source } = camerasAdapter({ baseUrl, cameras: [camera('C1')], timing: quick });
    expect(await source.playlist('C1')).toEqual(refused);
    expect(asked).toEqual(['/cameras/C1/live.m3u8']);
  });

  it('passes on nothing that is not fMP4, and keeps it for a technician', async () => {
    const { baseUrl } = await headEnd((request, response) => {
      if (request.url?.endsWith('live.m3u8')) liveCamera(request, response);
      else response.end('<!doctype html><script>alert(1)</script>');
    });
    const { seen, host } = listener();
    const adapter = camerasAdapter({ baseUrl, cameras: [camera('C1')] });
    const gateway = await adapter.start(host);
    closers.push(gateway.close);
    expect(await adapter.source.init('C1')).toEqual(refused);
    expect(await adapter.source.segment('C1', 7)).toEqual(refused);
    expect(seen.bad).toEqual(['not fMP4', 'not fMP4']);
  });
});

/** Sends as long as the other side listens. */
function pour(response: Parameters<RequestListener>[1]): void {
  const more = () => {
    while (!response.destroyed && response.write('#'.repeat(65_536)));
  };
  response.on('drain', more);
  more();
}

describe('supervision', () => {
  it('reports each camera alive while its picture moves', async () => {
    const { baseUrl } = await headEnd(liveCamera);
    const { seen, host } = listener();
    const cameras = ['C1', 'C2', 'C3'].map(camera);
    const timing = { ...quick, goneAfterMs: 15_000 };
    const gateway = await camerasAdapter({ baseUrl, cameras, timing }).start(host);
    closers.push(gateway.close);
    await vi.waitFor(() => {
      expect(new Set(seen.observations.map((one) => one.deviceId)).size).toBe(3);
    });
    expect(new Set(seen.observations.map((one) => one.kind))).toEqual(new Set(['alive']));
    expect(seen.ok).toBeGreaterThanOrEqual(3);
    expect(gateway.health()).toEqual({ ok: true, detail: '3 of 3 cameras show a moving picture' });
  });

  it('says gone once for each camera when nobody answers, and never gives up', async () => {
    const { seen, host } = listener();
    const cameras = ['C1', 'C2'].map(camera);
    const baseUrl = await deadAddress();
    const gateway = await camerasAdapter({ baseUrl, cameras, timing: quick }).start(host);
    closers.push(gateway.close);
    await vi.waitFor(() => expect(seen.observations).toHaveLength(2));
    expect(seen.observations.map((one) => `${one.kind} ${one.deviceId}`).toSorted()).toEqual([
      'gone C1',
      'gone C2',
    ]);
    expect(gateway.health().ok).toBe(false);
  });

  it('says it again when the house could not take it', async () => {
    const { seen, host } = listener();
    let refusals = 3;
    const weak: GatewayHost = {
      ...host,
      accept: async (observation) => {
        refusals -= 1;
        if (refusals >= 0) throw new Error('the disk is full');
        await host.accept(observation);
      },
    };
    const baseUrl = await deadAddress();
    const adapter = camerasAdapter({ baseUrl, cameras: [camera('C1')], timing: quick });
    const gateway = await adapter.start(weak);
    closers.push(gateway.close);
    await vi.waitFor(() => expect(seen.observations.map((one) => one.kind)).toEqual(['gone']));
  });

  it('holds at most eight looks open on a head-end that hangs, and still finds all cameras gone', async () => {
    const { asked, baseUrl } = await headEnd(() => undefined);
    const { seen, host } = listener();
    const cameras = Array.from({ length: 30 }, (_, i) => camera(`C${i}`));
    const timing = { ...quick, playlistTimeoutMs: 60_000 };
    const gateway = await camerasAdapter({ baseUrl, cameras, timing }).start(host);
    closers.push(gateway.close);
    await vi.waitFor(() => expect(seen.observations.length).toBeGreaterThanOrEqual(22));
    expect(asked.length).toBe(8);
  });
});
