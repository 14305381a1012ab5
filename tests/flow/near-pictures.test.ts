import { spawnSync } from 'node:child_process';
import { framesPerSecond } from '@ftz/mock-feeds/feeds/scene-frames.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findFfmpeg } from '#flow/ffmpeg.ts';
import { type House, startHouse, until } from '#house.ts';
import { listedParts, nearId, nextPart, startParts, wholeId } from '#watched-parts.ts';

/** A real head-end that hands out parts, the real house, and players that ask as RFC 8216bis says. */
let field: Awaited<ReturnType<typeof startParts>>;
let house: House;
let cookie: string;

beforeAll(async () => {
  field = await startParts();
  house = await startHouse([{ username: 'wgq', role: 'duty-officer', areas: ['WGQ'] }], [], {
    CAMERAS_URL: field.url,
    RECORD_FREE_GB: '0',
  });
  cookie = await house.signIn('wgq');
});
afterAll(async () => {
  await house?.stop();
  await field?.close();
});

const get = (file: string, id: string = nearId) =>
  fetch(`${house.app.url}/api/cameras/${id}/${file}`, { headers: { cookie } });
const list = async (query: string, id: string = nearId) =>
  (await get(`live.m3u8${query}`, id)).text();
const listNext = (playlist: string) => {
  const { number, part } = nextPart(playlist);
  return list(`?near=yes&_HLS_msn=${number}&_HLS_part=${part}`);
};

it('lists each part within the time that it lasts, and hands it out', {
  timeout: 30_000,
}, async () => {
  let playlist = await list('?near=yes');
  const behindMs: number[] = [];
  for (let i = 0; i < 12; i += 1) {
    const wanted = nextPart(playlist);
    playlist = await listNext(playlist);
    expect(listedParts(playlist)).toContain(`parts/${wanted.number}/${wanted.part}.m4s`);
    expect((await get(`parts/${wanted.number}/${wanted.part}.m4s`)).status).toBe(200);
    const [, date = ''] =
      /PROGRAM-DATE-TIME:(\S+)(?![\s\S]*PROGRAM-DATE-TIME)/.exec(playlist) ?? [];
    const inOpen = nextPart(playlist).part;
    behindMs.push(Date.now() - Date.parse(date) - inOpen * 400);
  }
  // The newest frame that a player may have, in the median: of a segment it would be a second old.
  expect(behindMs.toSorted((a, b) => a - b)[6]).toBeLessThan(400);
});

it('hands out parts that make up the film of the whole segment', { timeout: 30_000 }, async () => {
  const { number } = nextPart(await list('?near=yes'));
  const playlist = await list(`?near=yes&_HLS_msn=${number}`);
  expect(playlist).toContain(`\n${number}.m4s`);
  const files = ['init.mp4', ...listedParts(playlist).filter((uri) => uri.includes(`/${number}/`))];
  expect(files).toHaveLength(6);
  const bytes = await Promise.all(
    files.map(async (file) => Buffer.from(await (await get(file)).arrayBuffer())),
  );
  const { stdout, stderr } = spawnSync(
    findFfmpeg(),
    ['-v', 'error', '-i', '-', '-map', '0:v', '-f', 'null', '-progress', 'pipe:1', '/dev/null'],
    { input: Buffer.concat(bytes), encoding: 'utf8' },
  );
  expect(stderr).toBe('');
  expect(Number([...stdout.matchAll(/^frame=(\d+)/gm)].at(-1)?.[1])).toBe(2 * framesPerSecond);
});

it('holds the camera to one request for all who wait', { timeout: 30_000 }, async () => {
  const first = await list('?near=yes');
  field.asked.length = 0;
  let playlists = Array<string>(8).fill(first);
  for (let round = 0; round < 5; round += 1) playlists = await Promise.all(playlists.map(listNext));
  const held = field.asked.filter((path) => path.includes('_HLS_msn'));
  expect(held.length).toBeGreaterThanOrEqual(4);
  expect(held.length).toBeLessThanOrEqual(8);
  expect(new Set(held).size).toBe(held.length);
});

it('says nothing of parts to whoever does not ask for them, and has none of another camera', async () => {
  const whole = await list('');
  expect(whole).not.toMatch(/PART|HINT|CONTROL/);
  expect(await list('?near=yes', wholeId)).not.toMatch(/PART|HINT|CONTROL/);
  expect((await get('live.m3u8?near=yes&_HLS_msn=1', wholeId)).status).toBe(200);
  const { number } = nextPart(await list('?near=yes'));
  expect((await get(`parts/${number - 1}/0.m4s`, wholeId)).status).toBe(404);
});

it('waits for the part that comes next when a player asks for it before it is listed', async () => {
  const { number, part } = nextPart(await list('?near=yes'));
  expect((await get(`parts/${number}/${part}.m4s`)).status).toBe(200);
});

it('is recorded by whole segments, each once', { timeout: 60_000 }, async () => {
  const recorded = async () => {
    const span = `from=${Date.now() - 120_000}&to=${Date.now() + 60_000}`;
    const text = await (await get(`playlist?${span}`)).text();
    return [...text.matchAll(/#EXTINF:([\d.]+),/g)].map(([, seconds]) => Number(seconds));
  };
  const durations = await until(recorded, ({ length }) => length >= 5, 40_000);
  expect(new Set(durations)).toEqual(new Set([2]));
});
