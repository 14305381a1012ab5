import { afterEach, beforeEach, expect, it } from 'vitest';
import { type House, startHouse, until } from '#house.ts';
import { nearId, nextPart, startParts } from '#watched-parts.ts';

/** A camera that hands out parts; its clock stands still until the test lets it go on, so that whoever asks waits. */
let clockMs: number;
let field: Awaited<ReturnType<typeof startParts>>;
let house: House;
let cookie: string;

beforeEach(async () => {
  clockMs = Date.now();
  field = await startParts(() => clockMs);
  house = await startHouse(
    [
      { username: 'wgq', role: 'duty-officer', areas: ['WGQ'] },
      { username: 'ysp', role: 'duty-officer', areas: ['YSP'] },
    ],
    [],
    { CAMERAS_URL: field.url, RECORD_FREE_GB: '0' },
  );
  cookie = await house.signIn('wgq');
});
afterEach(async () => {
  await house?.stop();
  await field?.close();
});

const get = (file: string, as = cookie) =>
  fetch(`${house.app.url}/api/cameras/${nearId}/${file}`, { headers: { cookie: as } });
const statusOf = async (file: string, as = cookie) => (await get(file, as)).status;

/** Addresses of the newest part, of the one that is waited for, and of the playlist that waits for it. */
async function addresses() {
  const { number, part } = nextPart(await (await get('live.m3u8?near=yes')).text());
  return {
    listed: `parts/${number - 1}/4.m4s`,
    next: `parts/${number}/${part}.m4s`,
    waiting: `live.m3u8?near=yes&_HLS_msn=${number}&_HLS_part=${part}`,
    number,
  };
}

const signOut = () =>
  fetch(`${house.app.url}/api/session`, {
    method: 'DELETE',
    headers: { cookie, origin: house.app.url },
  });

/** Resolves when the camera is being asked to hold its list back: from then on somebody waits. */
async function isHeld(): Promise<void> {
  await until(
    () => field.asked.some((path) => path.includes('_HLS_msn')),
    (held) => held,
    5_000,
  );
}

it('a session that has ended has no more parts than segments', async () => {
  const { listed, waiting } = await addresses();
  expect(await statusOf(listed)).toBe(200);
  expect((await get(listed)).headers.get('cache-control')).toBe('private, max-age=5');
  expect((await signOut()).ok).toBe(true);
  for (const file of [listed, waiting, 'live.m3u8?near=yes', 'live.m3u8'])
    expect([file, await statusOf(file)]).toEqual([file, 401]);
});

it('a session that ends while it waits gets nothing when there is something', async () => {
  const { waiting, next } = await addresses();
  const held = [statusOf(waiting), statusOf(next)];
  await isHeld();
  expect((await signOut()).ok).toBe(true);
  clockMs += 400;
  expect(await Promise.all(held)).toEqual([401, 401]);
});

it('and one that goes on gets it', async () => {
  const { waiting, next } = await addresses();
  const held = [statusOf(waiting), statusOf(next)];
  await isHeld();
  clockMs += 400;
  expect(await Promise.all(held)).toEqual([200, 200]);
});

it('who may not see the camera may not wait for it either', async () => {
  const { listed, waiting, next } = await addresses();
  const foreign = await house.signIn('ysp');
  for (const file of [listed, waiting, next, 'live.m3u8?near=yes'])
    expect([file, await statusOf(file, foreign)]).toEqual([file, 404]);
  expect(await statusOf(waiting, '')).toBe(401);
});

it('no path, no number and no word leads further than what is listed', async () => {
  const { number } = await addresses();
  field.asked.length = 0;
  const most = Number.MAX_SAFE_INTEGER;
  const tricks = [
    ...[`parts/${number}/9.m4s`, `parts/${number + 1}/0.m4s`, `parts/${number - 9}/0.m4s`],
    ...[`parts/${most}/0.m4s`, `parts/${most + 2}/0.m4s`, 'parts/-1/0.m4s', 'parts/1e3/0.m4s'],
    ...[
      `parts/${number - 1}/-1.m4s`,
      `parts/${number - 1}/1e1.m4s`,
      `parts/${number - 1}/1000.m4s`,
    ],
    ...[
      `parts/${number - 1}/0.5.m4s`,
      `parts/${number - 1}/..%2f0.m4s`,
      `parts/..%2f${number}/0.m4s`,
    ],
    ...[`parts/${number - 1}/%2e%2e%2f0.m4s`, `parts/${number - 1}/0%00.m4s`, 'parts/0/0.m4s'],
    ...[`live.m3u8?near=yes&_HLS_msn=${number + 2}`, `live.m3u8?near=yes&_HLS_msn=${most}`],
    ...[`live.m3u8?near=yes&_HLS_msn=${number}&_HLS_part=99`, 'live.m3u8?near=yes&_HLS_part=0'],
    ...['live.m3u8?near=yes&_HLS_msn=-1', 'live.m3u8?near=yes&_HLS_msn=x', 'live.m3u8?near=no'],
    ...['live.m3u8?near=yes&_HLS_msn=1&_HLS_msn=2', 'live.m3u8?near=yes&_HLS_msn=1e308'],
  ];
  // A segment goes by its number as it is written, not by what can be made of another.
  tricks.push(
    `${number - 1}.5.m4s`,
    `${number - 1}e0.m4s`,
    `+${number - 1}.m4s`,
    '-1.m4s',
    'x.m4s',
  );
  expect(await statusOf(`${number - 1}.m4s`)).toBe(200);
  for (const trick of tricks) expect([400, 404], trick).toContain(await statusOf(trick));
  // Meanwhile the house looked at its cameras as always; it asked for nothing else.
  for (const path of field.asked)
    expect(path).toMatch(/^\/cameras\/[A-Z]{3}-C\d\d\/(live\.m3u8|init\.mp4|\d+\.m4s)$/);
});

it('no session holds more than its share of requests back', async () => {
  const { waiting } = await addresses();
  const held = Array.from({ length: 40 }, () => statusOf(waiting));
  await isHeld();
  const refused = await Promise.all(held.slice(12));
  expect(new Set(refused)).toEqual(new Set([429]));
  // Another session has its own, and the first one has them again when they have been answered.
  const other = await house.signIn('wgq');
  const another = statusOf(waiting, other);
  clockMs += 400;
  expect(await another).toBe(200);
  expect(new Set(await Promise.all(held.slice(0, 12)))).toEqual(new Set([200]));
  expect(await statusOf('live.m3u8?near=yes')).toBe(200);
});

it('who hangs up gives the place back', async () => {
  const { waiting } = await addresses();
  const leaving = new AbortController();
  const { signal } = leaving;
  const held = Array.from({ length: 12 }, () =>
    fetch(`${house.app.url}/api/cameras/${nearId}/${waiting}`, {
      headers: { cookie },
      signal,
    }).catch(() => null),
  );
  await isHeld();
  leaving.abort();
  await Promise.all(held);
  await expect.poll(() => statusOf('live.m3u8?near=yes')).toBe(200);
});
