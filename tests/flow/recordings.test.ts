import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { startCameras } from '@ftz/mock-feeds/feeds/hls-camera/device.ts';
import { framesPerSecond } from '@ftz/mock-feeds/feeds/scene-frames.ts';
import type { Viewing } from '@ftz/shared/contract/access.ts';
import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { ClipFilm, HeldClip } from '@ftz/shared/contract/recording.ts';
import { site } from '@ftz/shared/site/site.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findFfmpeg } from '#flow/ffmpeg.ts';
import { type House, startHouse, until } from '#house.ts';

/** A real head-end, the real house, its disk: what was live is found again by the time on the wall. */
const begunAtMs = Date.now();
const cameraId = 'WGQ-C01';
const cameras = site.cameras.filter(({ area }) => area === 'WGQ').slice(0, 3);
let headEnd: Awaited<ReturnType<typeof startCameras>>;
let house: House;

const told = { areas: ['WGQ' as const], actor: machine };
const alarm = exampleAlarm({
  id: 'A-1',
  incidentId: 'I-1',
  cameraIds: [cameraId],
  deviceAtMs: begunAtMs,
  acknowledgeDueAtMs: begunAtMs + 3_600_000,
  escalateDueAtMs: begunAtMs + 3_600_000,
});
const incident = exampleIncident({
  id: 'I-1',
  alarms: [{ alarmId: 'A-1', why: [{ code: 'first' }] }],
  openedAtMs: begunAtMs,
});

const begin = (port: number) => startCameras({ host: '127.0.0.1', port, cameras, nowMs: Date.now });

beforeAll(async () => {
  headEnd = await begin(0);
  house = await startHouse(
    [
      { username: 'wgq', role: 'duty-officer', areas: ['WGQ'] },
      { username: 'ysp', role: 'duty-officer', areas: ['YSP'] },
      { username: 'guest', role: 'expert', areas: [] },
    ],
    [
      { type: 'alarm.raised', ...told, data: { alarm } },
      { type: 'incident.opened', ...told, data: { incident } },
    ],
    { CAMERAS_URL: `http://127.0.0.1:${headEnd.port}`, RECORD_FREE_GB: '0' },
  );
});
afterAll(async () => {
  await house?.stop();
  await headEnd?.close();
});

async function get(path: string, username: string): Promise<Response> {
  const cookie = await house.signIn(username);
  return fetch(`${house.app.url}${path}`, { headers: { cookie } });
}

const span = () => `from=${begunAtMs - 60_000}&to=${Date.now() + 60_000}`;
const playlistOf = async (of = cameraId, username = 'wgq') => {
  const response = await get(`/api/cameras/${of}/playlist?${span()}`, username);
  return { status: response.status, text: await response.text() };
};

type Listed = { atMs: number; durationMs: number; name: string };

function listedIn(playlist: string): Listed[] {
  const found = playlist.matchAll(
    /#EXT-X-PROGRAM-DATE-TIME:(.+)\n#EXTINF:([\d.]+),\n(recorded\/\d+\.m4s)/g,
  );
  return [...found].map(([, date = '', seconds, name = '']) => ({
    atMs: Date.parse(date),
    durationMs: Number(seconds) * 1000,
    name,
  }));
}

/** What a real player finds in a file. */
function framesOf(film: Buffer): number {
  const { stdout, stderr, status } = spawnSync(
    findFfmpeg(),
    ['-v', 'error', '-i', '-', '-map', '0:v', '-f', 'null', '-progress', 'pipe:1', '/dev/null'],
    { input: film, encoding: 'utf8' },
  );
  expect([status, stderr]).toEqual([0, '']);
  return Number([...stdout.matchAll(/^frame=(\d+)/gm)].at(-1)?.[1]);
}

/** What the access log says that this person has looked at. */
async function viewings(username: string): Promise<Viewing[]> {
  const { events } = (await (await get('/api/events?afterSeq=0&limit=1000', username)).json()) as {
    events: DurableEvent[];
  };
  return events.flatMap((event) => (event.type === 'access.viewed' ? [event.data.viewing] : []));
}

const recorded = (least: number) =>
  until(
    async () => listedIn((await playlistOf()).text),
    (listed) => listed.length >= least,
    40_000,
  );

it('keeps what was live, dated as its camera dated it, and hands out those very bytes', async () => {
  const listed = await recorded(6);
  const [first] = listed;
  expect((await playlistOf()).text).toMatch(/^#EXTM3U\n[\s\S]*#EXT-X-MAP:URI="recorded\/init-/);
  listed.forEach(({ atMs }, i) => {
    expect(Math.abs(atMs - (first?.atMs ?? 0) - i * 2_000)).toBeLessThanOrEqual(1);
  });
  const live = await (
    await fetch(`http://127.0.0.1:${headEnd.port}/cameras/${cameraId}/live.m3u8`)
  ).text();
  const newest = /#EXT-X-PROGRAM-DATE-TIME:(.+)\n#EXTINF:[\d.]+,\n(\d+)\.m4s/.exec(live);
  const atMs = Date.parse(newest?.[1] ?? '');
  const kept = await get(`/api/cameras/${cameraId}/recorded/${atMs}.m4s`, 'wgq');
  const source = await fetch(
    `http://127.0.0.1:${headEnd.port}/cameras/${cameraId}/${newest?.[2]}.m4s`,
  );
  expect(kept.status).toBe(200);
  expect(
    Buffer.from(await kept.arrayBuffer()).equals(Buffer.from(await source.arrayBuffer())),
  ).toBe(true);
});

it('goes on over restarts of the head-end and of the house, with nothing twice', async () => {
  const before = await recorded(3);
  await headEnd.close();
  headEnd = await begin(headEnd.port);
  await house.restart();
  const after = await recorded(before.length + 3);
  const names = after.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(expect.arrayContaining(before.map(({ name }) => name)));
});

it('shows a camera to the people of its area alone, segment by segment, and to no path trick', async () => {
  const [segment] = await recorded(1);
  const path = `/api/cameras/${cameraId}`;
  for (const asked of [
    `${path}/playlist?${span()}`,
    `${path}/recorded?${span()}`,
    `${path}/${segment?.name}`,
  ]) {
    expect((await get(asked, 'wgq')).status, asked).toBe(200);
    expect([403, 404], asked).toContain((await get(asked, 'ysp')).status);
    expect([403, 404], asked).toContain((await get(asked, 'guest')).status);
    expect((await fetch(`${house.app.url}${asked}`)).status, asked).toBe(401);
  }
  for (const trick of [
    `${path}/recorded/..%2F..%2F..%2Fcommand-center.db`,
    `${path}/recorded/init-..%2F..%2Fhead.mp4`,
    `${path}/recorded/-1.m4s`,
    `${path}/recorded/1e3.m4s`,
    `/api/cameras/..%2Fheld/recorded/${begunAtMs}.m4s`,
    `${path}/playlist?from=0&to=1e308`,
    `${path}/playlist?from=5&to=1`,
  ]) {
    expect([400, 404], trick).toContain((await get(trick, 'wgq')).status);
  }
});

it('holds for an incident what its cameras saw before and after, and tells its people so', async () => {
  const incidentNow = async () => {
    const { situation } = (await (await get('/api/situation', 'wgq')).json()) as {
      situation: { incidents: Record<string, { clips?: HeldClip[] }> };
    };
    return situation.incidents['I-1'];
  };
  const { clips = [] } = (await until(incidentNow, (held) => held?.clips !== undefined)) ?? {};
  expect(clips).toEqual([{ cameraId, fromMs: begunAtMs - 120_000, untilMs: begunAtMs + 120_000 }]);
  const held = await get(`/api/cameras/${cameraId}/recorded?${span()}`, 'wgq');
  expect(await held.json()).toMatchObject({ cameraId, isRecorded: true, trouble: null });
});

it('lets those who may see both the incident and the camera take away what is held, as the very bytes', async () => {
  const clip = `/api/incidents/I-1/clips/${cameraId}`;
  const held = `from=${begunAtMs - 120_000}&to=${begunAtMs + 120_000}`;
  const answer = await get(`${clip}/films?${held}`, 'wgq');
  expect(answer.status).toBe(200);
  const { films } = (await answer.json()) as { films: ClipFilm[] };
  expect(films.length).toBeGreaterThan(0);
  for (const { fromMs, untilMs, bytes, sha256 } of films) {
    const file = await get(`${clip}/film.mp4?from=${fromMs}&to=${untilMs}`, 'wgq');
    const film = Buffer.from(await file.arrayBuffer());
    expect(film).toHaveLength(bytes);
    expect(createHash('sha256').update(film).digest('hex')).toBe(sha256);
    const digest = Buffer.from(sha256, 'hex').toString('base64');
    expect(file.headers.get('repr-digest')).toBe(`sha-256=:${digest}:`);
    expect(file.headers.get('content-disposition')).toContain(`${cameraId}_20`);
    const frames = framesOf(film);
    const expected = ((untilMs - fromMs) / 1_000) * framesPerSecond;
    expect(Math.abs(frames - expected)).toBeLessThanOrEqual(2);
    await until(
      () => viewings('wgq'),
      (seen) =>
        seen.some(
          ({ what, id, incidentId, piece }) =>
            what === 'film' &&
            id === cameraId &&
            incidentId === 'I-1' &&
            piece === `${fromMs}-${untilMs} sha256:${sha256}`,
        ),
    );
  }
  const [{ fromMs, untilMs } = { fromMs: 0, untilMs: 1 }] = films;
  for (const path of [`${clip}/films?${held}`, `${clip}/film.mp4?from=${fromMs}&to=${untilMs}`]) {
    for (const stranger of ['ysp', 'guest'])
      expect([403, 404], `${stranger} ${path}`).toContain((await get(path, stranger)).status);
    expect((await fetch(`${house.app.url}${path}`)).status).toBe(401);
  }
  for (const path of [
    `${clip}/films?from=${begunAtMs - 121_000}&to=${begunAtMs}`,
    `${clip}/film.mp4?from=${fromMs + 1}&to=${untilMs}`,
    `/api/incidents/I-1/clips/${cameras[1]?.id}/films?${held}`,
    `/api/incidents/none/clips/${cameraId}/films?${held}`,
    `${clip}/films?from=5&to=1`,
  ])
    expect([400, 404], path).toContain((await get(path, 'wgq')).status);
});

it('asks again and again for a camera that is away, and says since when nothing is kept', async () => {
  const other = cameras[1]?.id ?? '';
  await recorded(1);
  const response = await get(`/api/cameras/YSP-C01/recorded?${span()}`, 'ysp');
  // The head-end of this test has no such camera: it is recorded as soon as it has.
  expect(await response.json()).toMatchObject({ isRecorded: true, newestMs: null, spans: [] });
  expect((await playlistOf(other)).status).toBe(200);
});
