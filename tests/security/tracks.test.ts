import { openTracks } from '@ftz/bff/adapters/storage/tracks.ts';
import { areaCodeOf } from '@ftz/shared/access/scope-track.ts';
import { type AreaId, areaIds } from '@ftz/shared/contract/ids.ts';
import { decodePositionFrame } from '@ftz/shared/contract/position-frame.ts';
import type { Track } from '@ftz/shared/contract/track.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, startHouse } from '#house.ts';

/** V00001 is at home in WGQ, V00004 in PVG; nobody registered the last one. */
const ofWgq = 'V00001';
const ofPvg = 'V00004';
const stranger = '013999999999';

const startS = Math.floor(Date.now() / 1000) - 300;
const floodS = startS - 5_000;
type Kept = { vehicleId: string; atS: number; area: AreaId | null };
const stay = (vehicleId: string, fromS: number, areas: (AreaId | null)[]): Kept[] =>
  areas.map((area, i) => ({ vehicleId, atS: startS + fromS + i * 2, area }));
const kept = [
  ...stay(ofWgq, 0, ['WGQ', 'WGQ', 'PVG', 'WGQ', 'PVG', null, null]),
  ...stay(ofPvg, 1, ['WGQ', null, 'PVG']),
  ...stay(stranger, 0, ['PVG', null, 'YSP']),
];
const floodPoints = 500_001;

async function keepTracks(dataDir: string): Promise<void> {
  const tracks = await openTracks({ dataDir, nowMs: Date.now, retainHours: 24 });
  await Promise.all(
    kept.map(({ vehicleId, atS, area }) =>
      tracks.keep(vehicleId, atS * 1000, 121_600_000, 31_300_000, 300, 90, areaCodeOf(area)),
    ),
  );
  for (let n = 0; n < floodPoints; ) {
    const batch = new Set<Promise<void>>();
    for (const end = Math.min(floodPoints, n + 20_000); n < end; n++)
      batch.add(tracks.keep(`F${n % 250}`, (floodS + Math.floor(n / 250)) * 1000, n, 0, 0, 0, 0));
    await Promise.all(batch);
  }
  await tracks.close();
}

let house: House;
const cookies = new Map<string, string>();
beforeAll(async () => {
  const people = [...areaIds.map((area) => [area, [area]] as const), ['zone', areaIds] as const];
  const accounts = people.map(([username, areas]) => ({
    username,
    role: 'duty-officer' as const,
    areas: [...areas],
  }));
  house = await startHouse(accounts, [], {}, keepTracks);
  for (const { username } of accounts) cookies.set(username, await house.signIn(username));
});
afterAll(() => house?.stop());

const ask = (username: string, path: string): Promise<Response> =>
  fetch(`${house.app.url}/api/${path}`, { headers: { cookie: cookies.get(username) ?? '' } });
const secondsOf = ({ atMs }: Track): number[] => atMs.map((at) => at / 1000 - startS);
const trackOf = async (username: string, vehicleId: string, query = ''): Promise<Track> =>
  (await (await ask(username, `vehicles/${vehicleId}/track${query}`)).json()) as Track;

describe('the track of a vehicle', () => {
  it('is shown whole to the people of its home', async () => {
    const track = await trackOf('WGQ', ofWgq);
    expect(secondsOf(track)).toEqual([0, 2, 4, 6, 8, 10, 12]);
    expect(track).toMatchObject({ vehicleId: ofWgq, nextFromMs: null });
    expect([track.lon[0], track.lat[0], track.speedKph[0], track.headingDeg[0]]).toEqual([
      121.6, 31.3, 30, 90,
    ]);
  });

  it('is shown to others where it was in their area', async () => {
    expect(secondsOf(await trackOf('PVG', ofWgq))).toEqual([4, 8]);
    expect(secondsOf(await trackOf('WGQ', ofPvg))).toEqual([1]);
  });

  it('of a stranger far from every area is for those of the whole zone alone', async () => {
    expect(secondsOf(await trackOf('PVG', stranger))).toEqual([0]);
    expect(secondsOf(await trackOf('zone', stranger))).toEqual([0, 2, 4]);
  });

  it('that one may not see is as if there were none', async () => {
    const [hidden, unknown] = await Promise.all([
      ask('YSP', `vehicles/${ofWgq}/track`),
      ask('YSP', 'vehicles/V99999/track'),
    ]);
    expect([hidden.status, unknown.status]).toEqual([404, 404]);
    expect(await hidden.text()).toBe(await unknown.text());
    expect([...hidden.headers.keys()].sort()).toEqual([...unknown.headers.keys()].sort());
  });

  it('is empty where nothing was kept, for those who know the vehicle anyway', async () => {
    const none = { vehicleId: ofWgq, atMs: [], nextFromMs: null };
    const query = '?fromMs=0&toMs=1000';
    expect(await trackOf('WGQ', ofWgq, query)).toMatchObject(none);
    expect(await trackOf('zone', ofWgq, query)).toMatchObject(none);
    for (const hidden of [ofWgq, stranger, 'V99999'])
      expect((await ask('PVG', `vehicles/${hidden}/track${query}`)).status).toBe(404);
  });

  it('comes in pages, of which each holds something that may be seen', async () => {
    const pages: number[][] = [];
    for (let from: number | null = startS * 1000; from !== null; ) {
      const page: Track = await trackOf(
        'PVG',
        ofWgq,
        `?fromMs=${from}&toMs=${from + 60_000}&limit=1`,
      );
      pages.push(secondsOf(page));
      from = page.nextFromMs;
    }
    expect(pages).toEqual([[4], [8]]);
  });

  it('is not told for more than a day, nor backwards', async () => {
    const day = 86_400_000;
    for (const query of [`fromMs=0&toMs=${day + 1}`, 'fromMs=5&toMs=5', 'fromMs=9&toMs=5']) {
      expect((await ask('zone', `vehicles/${ofWgq}/track?${query}`)).status, query).toBe(400);
    }
    expect((await ask('zone', `vehicles/${ofWgq}/track?fromMs=0&toMs=${day}`)).status).toBe(200);
  });
});

describe('the window of an area', () => {
  const span = `fromMs=${startS * 1000}&toMs=${(startS + 60) * 1000}`;

  async function windowFor(username: string, query: string) {
    const response = await ask(username, `tracks?${query}`);
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    const frame = decodePositionFrame(await response.arrayBuffer());
    if (frame === null) throw new Error('no frame came');
    expect(frame).toMatchObject({ afterNumber: 0, moved: { count: 0 } });
    expect(frame.gone).toHaveLength(0);
    const { count, key, fixAtS } = frame.placed;
    const rows = Array.from({ length: count }, (_, i) => [(fixAtS[i] ?? 0) - startS, key[i]]);
    expect(rows.map(([second]) => second)).toEqual(
      rows.map(([second = 0]) => second).sort((a, b) => a - b),
    );
    return { rows, leftOut: Number(response.headers.get('x-points-left-out')) };
  }

  it('holds what each may see, in the order of time, under the keys of the page', async () => {
    // Nobody keyed the stranger in this life of the house: of it only a count is told.
    expect(await windowFor('PVG', span)).toEqual({
      rows: [
        [1, 4],
        [3, 4],
        [4, 1],
        [5, 4],
        [8, 1],
      ],
      leftOut: 1,
    });
    expect(await windowFor('YSP', span)).toEqual({ rows: [], leftOut: 1 });
    expect(await windowFor('WLP', span)).toEqual({ rows: [], leftOut: 0 });
    expect((await windowFor('zone', span)).rows).toHaveLength(10);
  });

  it('of one area holds what was there and what belongs there', async () => {
    const { rows, leftOut } = await windowFor('zone', `${span}&area=PVG`);
    expect({ rows, leftOut }).toEqual(await windowFor('PVG', span));
    expect(await windowFor('zone', `${span}&area=YSP`)).toEqual({ rows: [], leftOut: 1 });
  });

  it('of a foreign area is not found', async () => {
    expect((await ask('PVG', `tracks?${span}&area=WGQ`)).status).toBe(404);
    expect((await ask('PVG', `tracks?${span}&area=nowhere`)).status).toBe(400);
  });

  it('is an hour at most, and so many points', async () => {
    expect((await ask('zone', 'tracks?fromMs=0&toMs=3600001')).status).toBe(400);
    const tooMuch = await ask(
      'zone',
      `tracks?fromMs=${floodS * 1000}&toMs=${(floodS + 3_000) * 1000}`,
    );
    expect(tooMuch.status).toBe(413);
    expect(await tooMuch.json()).toMatchObject({
      code: 'too-large',
      detail: expect.stringContaining('shorter time'),
    });
    // Of what one may not see one learns nothing, not even that it is much.
    expect(
      await windowFor('PVG', `fromMs=${floodS * 1000}&toMs=${(floodS + 3_000) * 1000}`),
    ).toEqual({ rows: [], leftOut: 0 });
    const fits = await ask('zone', `tracks?fromMs=${floodS * 1000}&toMs=${(floodS + 100) * 1000}`);
    expect([fits.status, fits.headers.get('x-points-left-out')]).toEqual([200, '25000']);
  });
});
