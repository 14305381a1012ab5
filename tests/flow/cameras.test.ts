import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { camerasAdapter } from '@ftz/bff/adapters/cameras/cameras.ts';
import { startCameras } from '@ftz/mock-feeds/feeds/hls-camera/device.ts';
import { site } from '@ftz/shared/site/site.ts';
import { afterEach, expect, it, vi } from 'vitest';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const noonMs = Date.UTC(2026, 10, 20, 12, 0, 0);
const ticksPerSegment = 2n * 15_360n;

type Adapter = ReturnType<typeof camerasAdapter>;
type Host = Parameters<Adapter['start']>[0];
type Heard = Parameters<Host['accept']>[0];

/** Head-end and house each have a clock that only the test moves: nothing here waits for the time of day. */
async function rig() {
  const clock = { headEndMs: noonMs, houseMs: noonMs };
  const nowMs = () => clock.headEndMs;
  const start = (port: number) =>
    startCameras({ host: '127.0.0.1', port, cameras: site.cameras, nowMs });
  const headEnd = await start(0);
  closers.push(headEnd.close);
  return { clock, headEnd, restart: () => start(headEnd.port), baseUrl: urlOf(headEnd.port) };
}

const urlOf = (port: number) => `http://127.0.0.1:${port}`;

async function listen(adapter: Adapter, houseMs: () => number) {
  const heard: Heard[] = [];
  const bad: string[] = [];
  const gateway = await adapter.start({
    accept: async (observation) => void heard.push(observation),
    countFrame: () => undefined,
    keepBadFrame: (_, reason) => void bad.push(reason),
    nowMs: houseMs,
  });
  closers.push(gateway.close);
  return { heard, bad };
}

const devices = (heard: Heard[], kind: string) =>
  new Set(heard.filter((one) => one.kind === kind).map((one) => one.deviceId));

async function textOf(adapter: Adapter, cameraId: string): Promise<string> {
  const fetched = await adapter.source.playlist(cameraId);
  return fetched.ok ? new TextDecoder().decode(fetched.bytes) : fetched.reason;
}

const numbersIn = (playlist: string) =>
  [...playlist.matchAll(/^(\d+)\.m4s$/gm)].map((found) => Number(found[1]));

function decodeTime(bytes: Uint8Array): bigint {
  const at = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf('tfdt');
  return new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(at + 8);
}

/** The coded pictures: everything from the `mdat` box on. */
const pictures = (bytes: Uint8Array) =>
  Buffer.from(bytes).subarray(Buffer.from(bytes).indexOf('mdat'));

it('plays on without a gap where the recorded loop begins anew', async () => {
  const { clock, baseUrl } = await rig();
  const adapter = camerasAdapter({ baseUrl, cameras: site.cameras });
  const segments = new Map<number, Uint8Array>();
  for (let round = 0; round < 4; round += 1) {
    const playlist = await textOf(adapter, 'YSP-C15');
    for (const number of numbersIn(playlist)) {
      const fetched = await adapter.source.segment('YSP-C15', number);
      if (!fetched.ok) throw new Error(`${number}: ${fetched.reason}`);
      segments.set(number, fetched.bytes);
    }
    clock.headEndMs += 10_000;
    await vi.waitFor(async () => expect(await textOf(adapter, 'YSP-C15')).not.toBe(playlist));
  }
  const played = [...segments].sort(([a], [b]) => a - b);
  expect(played.length).toBeGreaterThan(12);
  for (const [i, [number, bytes]] of played.entries()) {
    const before = played[i - 1];
    if (before === undefined) continue;
    expect(number).toBe(before[0] + 1);
    expect(decodeTime(bytes) - decodeTime(before[1])).toBe(ticksPerSegment);
    const lapAgo = segments.get(number - 12);
    if (lapAgo !== undefined) expect(pictures(bytes).equals(pictures(lapAgo))).toBe(true);
  }
});

it('shows each camera of one scene another moment', async () => {
  const { baseUrl } = await rig();
  const adapter = camerasAdapter({ baseUrl, cameras: site.cameras });
  const shown = new Set<string>();
  for (const camera of site.cameras) {
    const newest = numbersIn(await textOf(adapter, camera.id)).at(-1) ?? 0;
    const fetched = await adapter.source.segment(camera.id, newest);
    if (fetched.ok) shown.add(pictures(fetched.bytes).toString('latin1'));
  }
  expect(shown.size).toBe(site.cameras.length);
});

it('finds all cameras alive, gone when their pictures freeze, and alive when they move again', async () => {
  const { clock, baseUrl } = await rig();
  const timing = { pollEveryMs: 100 };
  const adapter = camerasAdapter({ baseUrl, cameras: site.cameras, timing });
  const { heard } = await listen(adapter, () => clock.houseMs);
  const all = site.cameras.length;
  await vi.waitFor(() => expect(devices(heard, 'alive').size).toBe(all), 20_000);
  expect(devices(heard, 'gone').size).toBe(0);

  clock.houseMs += 16_000;
  await vi.waitFor(() => expect(devices(heard, 'gone').size).toBe(all), 20_000);
  expect(heard.filter((one) => one.kind === 'gone')).toHaveLength(all);

  heard.length = 0;
  clock.headEndMs = clock.houseMs;
  await vi.waitFor(() => expect(devices(heard, 'alive').size).toBe(all), 20_000);
});

it('goes on after the head-end was away, at the place on the time line where it would be', async () => {
  const { clock, headEnd, restart, baseUrl } = await rig();
  const adapter = camerasAdapter({ baseUrl, cameras: site.cameras });
  const before = numbersIn(await textOf(adapter, 'WGQ-C01'));
  await headEnd.close();
  await vi.waitFor(async () => expect(await textOf(adapter, 'WGQ-C01')).toBe('unreachable'));
  clock.headEndMs += 20_000;
  closers.push((await restart()).close);
  const after = numbersIn(await textOf(adapter, 'WGQ-C01'));
  expect(after).toEqual(before.map((number) => number + 10));
  const fetched = await adapter.source.segment('WGQ-C01', after.at(-1) ?? 0);
  expect(fetched.ok).toBe(true);
});

it('refuses the playlist of a hostile head-end and keeps it for a technician', async () => {
  const { clock, baseUrl } = await rig();
  const asked: string[] = [];
  const hostile = createServer(async (request, response) => {
    asked.push(request.url ?? '');
    const honest = await (await fetch(`${baseUrl}${request.url}`)).text();
    response.end(honest.replace(/^\d+\.m4s$/m, `${urlOf(9)}/steal.m4s`));
  });
  await new Promise<void>((done) => hostile.listen(0, '127.0.0.1', done));
  closers.push(async () => {
    hostile.closeAllConnections();
    await new Promise((done) => hostile.close(done));
  });
  const cameras = site.cameras.slice(0, 3);
  const address = urlOf((hostile.address() as AddressInfo).port);
  const adapter = camerasAdapter({ baseUrl: address, cameras, timing: { pollEveryMs: 50 } });
  const { heard, bad } = await listen(adapter, () => clock.houseMs);
  await vi.waitFor(() => expect(bad).toContain('foreign segment address'));
  expect(await textOf(adapter, 'WGQ-C01')).toBe('unreachable');
  clock.houseMs += 16_000;
  await vi.waitFor(() => expect(devices(heard, 'gone').size).toBe(3));
  expect(devices(heard, 'alive').size).toBe(0);
  expect(asked.every((path) => path.endsWith('/live.m3u8'))).toBe(true);
});
