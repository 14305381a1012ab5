import { site } from '@ftz/shared/site/site.ts';
import { expect, it, onTestFinished } from 'vitest';
import { startCameras } from './device.ts';
import { partMs, partsPerSegment, segmentMs } from './timeline.ts';

const noonMs = Date.UTC(2026, 10, 20, 12, 0, 0);
const cameraId = 'WGQ-C01';

/** A head-end whose clock only the test moves; one camera hands out parts, the others do not. */
async function start(atMs: number) {
  const clock = { ms: atMs };
  const headEnd = await startCameras({
    host: '127.0.0.1',
    port: 0,
    cameras: site.cameras,
    inParts: ({ id }) => id === cameraId,
    nowMs: () => clock.ms,
  });
  onTestFinished(headEnd.close);
  const get = (file: string, id = cameraId) =>
    fetch(`http://127.0.0.1:${headEnd.port}/cameras/${id}/${file}`);
  const list = async (query = '') =>
    (await (await get(`live.m3u8${query}`)).text()).trim().split('\n');
  return { clock, headEnd, get, list };
}

const msnOf = (lines: string[]) =>
  Number(lines.find((line) => line.startsWith('#EXT-X-MEDIA-SEQUENCE:'))?.split(':')[1]);
const openOf = (lines: string[]) => /URI="(\d+)\.(\d+)\.m4s"$/.exec(lines.at(-1) ?? '') ?? [];

it('lists the parts that are complete, of the open segment too, and names the next one', async () => {
  const { list, get } = await start(noonMs + 2 * partMs + 1);
  const lines = await list();
  const open = msnOf(lines) + 6;
  expect(lines).toContain('#EXT-X-PART-INF:PART-TARGET=0.400');
  expect(lines).toContain('#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=1.200');
  expect(lines.slice(-4)).toEqual([
    '#EXT-X-PROGRAM-DATE-TIME:2026-11-20T12:00:00.000Z',
    `#EXT-X-PART:DURATION=0.400,URI="${open}.0.m4s",INDEPENDENT=YES`,
    `#EXT-X-PART:DURATION=0.400,URI="${open}.1.m4s"`,
    `#EXT-X-PRELOAD-HINT:TYPE=PART,URI="${open}.2.m4s"`,
  ]);
  const named = lines.flatMap((line) => /#EXT-X-PART:.*URI="([^"]+)"/.exec(line)?.[1] ?? []);
  expect(named).toHaveLength(2 * partsPerSegment + 2);
  for (const file of named) expect((await get(file)).status).toBe(200);
});

/** Whether an answer has come; the server was heard of once more in between. */
async function isAnswered(asked: Promise<unknown>, list: () => Promise<unknown>): Promise<boolean> {
  await list();
  return Promise.race([asked.then(() => true), list().then(() => false)]);
}

it('holds a request back until the part is there that it asks for', async () => {
  const { clock, list } = await start(noonMs + 1);
  const [, open, part] = openOf(await list());
  const asked = list(`?_HLS_msn=${open}&_HLS_part=${part}`);
  expect(await isAnswered(asked, list)).toBe(false);
  clock.ms += partMs;
  expect(openOf(await asked).slice(1)).toEqual([open, String(Number(part) + 1)]);
});

it('takes a part beyond the last of a segment for the first of the next one', async () => {
  const { clock, list } = await start(noonMs + 4 * partMs);
  const [, open] = openOf(await list());
  const asked = list(`?_HLS_msn=${open}&_HLS_part=${partsPerSegment}`);
  clock.ms = noonMs + segmentMs;
  expect(await isAnswered(asked, list)).toBe(false);
  clock.ms += partMs;
  expect(openOf(await asked).slice(1)).toEqual([String(Number(open) + 1), '1']);
});

it('answers a segment without its part when the segment is complete', async () => {
  const { clock, list } = await start(noonMs + 1);
  const [, open] = openOf(await list());
  const asked = list(`?_HLS_msn=${open}`);
  clock.ms = noonMs + segmentMs;
  expect(await asked).toContain(`${open}.m4s`);
});

it('waits for the part that its hint names, and has none that is further away', async () => {
  const { clock, get, list } = await start(noonMs + 1);
  const [, open, part] = openOf(await list());
  expect((await get(`${open}.${Number(part) + 1}.m4s`)).status).toBe(404);
  const hinted = get(`${open}.${part}.m4s`);
  clock.ms += partMs;
  expect((await hinted).status).toBe(200);
});

it('refuses to wait for what is too far away, or is not said well', async () => {
  const { list, get } = await start(noonMs + 1);
  const open = Number(openOf(await list())[1]);
  for (const query of [
    `_HLS_msn=${open + 2}`,
    `_HLS_msn=${open}&_HLS_part=40`,
    '_HLS_part=0',
    '_HLS_msn=-1',
    '_HLS_msn=x',
  ])
    expect([query, (await get(`live.m3u8?${query}`)).status]).toEqual([query, 400]);
});

it('says so when a lost camera makes nothing more', { timeout: 20_000 }, async () => {
  const { headEnd, list, get } = await start(noonMs + 1);
  const [, open, part] = openOf(await list());
  headEnd.put(cameraId, 'lost');
  expect((await get(`live.m3u8?_HLS_msn=${open}&_HLS_part=${part}`)).status).toBe(503);
});

it('leaves the other cameras as they were', async () => {
  const { get, list } = await start(noonMs + 2 * partMs);
  const text = await (await get('live.m3u8', 'WGQ-C02')).text();
  expect(text).not.toMatch(/PART|HINT|CONTROL/);
  const [, open] = openOf(await list());
  expect((await get(`${open}.0.m4s`, 'WGQ-C02')).status).toBe(404);
});

it('shows the same keyframe in every part while its encoder is stuck', async () => {
  const { clock, headEnd, get, list } = await start(noonMs);
  headEnd.put(cameraId, 'frozen');
  clock.ms += segmentMs + 2 * partMs;
  const [, open] = openOf(await list());
  const [first, second] = await Promise.all(
    [0, 1].map(async (part) => Buffer.from(await (await get(`${open}.${part}.m4s`)).arrayBuffer())),
  );
  const media = (bytes: Buffer | undefined) => bytes?.subarray(bytes.indexOf('mdat'));
  expect(media(first)).toEqual(media(second));
});
