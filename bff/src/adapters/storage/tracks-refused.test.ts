import { rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { reserveFile, trackFile } from './data-dir.ts';
import { freshDataDir, upTo } from './storage.fixture.ts';
import { drive, keepAll, keepPoint, nowS, openTracksFor, readWhole } from './track.fixture.ts';
import { pointsPerFrame, pointsThatMayWait, TrackBatches } from './track-batches.ts';
import type { OpenedTracks, TrackTables } from './track-tables.ts';
import type { Tracks } from './tracks.ts';
import { linkWorker } from './worker-link.ts';

/** What a store refuses frames by, and how that ends. */
type Trouble = { begin: (dataDir: string) => void; end: (dataDir: string) => void };

function inStore(dataDir: string, sql: string): void {
  const db = new DatabaseSync(trackFile(dataDir));
  try {
    db.exec(sql);
  } finally {
    db.close();
  }
}

function chunksIn(dataDir: string): number {
  const db = new DatabaseSync(trackFile(dataDir));
  try {
    return Number(db.prepare('SELECT count(*) AS n FROM chunk').get()?.n);
  } finally {
    db.close();
  }
}

const fullDisk: Trouble = {
  begin: (dataDir) => writeFileSync(reserveFile(dataDir), ''),
  end: (dataDir) => rmSync(reserveFile(dataDir)),
};
const failing: Trouble = {
  begin: (dataDir) =>
    inStore(
      dataDir,
      `CREATE TRIGGER refuse BEFORE INSERT ON frame BEGIN SELECT RAISE(ABORT, 'no'); END`,
    ),
  end: (dataDir) => inStore(dataDir, 'DROP TRIGGER refuse'),
};
const troubles = { 'a full disk': fullDisk, 'a failing insert': failing };

const keepOne = (tracks: Tracks, vehicle: number, atS: number): Promise<void> =>
  keepAll(tracks, drive(vehicle, atS, 1));

const statusesOf = async (kept: Promise<void>[]): Promise<Set<string>> =>
  new Set((await Promise.allSettled(kept)).map(({ status }) => status));

async function expectOwn(
  tracks: Tracks,
  vehicles: readonly number[],
  fromS: number,
  count: number,
) {
  for (const vehicle of vehicles) {
    expect(await readWhole(tracks, vehicle)).toEqual(drive(vehicle, fromS, count));
  }
}

describe.each(Object.entries(troubles))('after %s', (_, trouble) => {
  test('every vehicle has its own points and no other', async () => {
    const dataDir = freshDataDir();
    const tracks = await openTracksFor(dataDir);
    trouble.begin(dataDir);
    for (const vehicle of [1, 2, 3]) {
      expect(await statusesOf([keepOne(tracks, vehicle, nowS - 90)])).toEqual(
        new Set(['rejected']),
      );
    }
    trouble.end(dataDir);
    const vehicles = [5, 3, 4, 1, 2, 6];
    await keepAll(
      tracks,
      vehicles.flatMap((vehicle) => drive(vehicle, nowS - 60, 5)),
    );
    await expectOwn(tracks, vehicles, nowS - 60, 5);
    await tracks.close();
    await expectOwn(await openTracksFor(dataDir), vehicles, nowS - 60, 5);
  });

  test('what waited behind the refused frame is stored under its own vehicles too', async () => {
    const dataDir = freshDataDir();
    const tracks = await openTracksFor(dataDir);
    await keepAll(tracks, drive(1, nowS - 90, 1));
    trouble.begin(dataDir);
    const first = upTo(pointsPerFrame).flatMap((n) => drive(10 + (n % 7), nowS - 80, 1));
    const refused = first.map((point) => keepPoint(tracks, point));
    // Of the same list of names, and sent when the first is refused and there is room again.
    const behind = [12, 30, 31].flatMap((vehicle) => drive(vehicle, nowS - 60, 5));
    const waited = behind.map((point) => keepPoint(tracks, point));
    expect(await statusesOf(refused)).toEqual(new Set(['rejected']));
    trouble.end(dataDir);
    const outcome = await statusesOf(waited);
    const after = [31, 40, 10, 30];
    await keepAll(
      tracks,
      after.flatMap((vehicle) => drive(vehicle, nowS - 30, 5)),
    );
    for (const vehicle of [1, 10, 12, 30, 31, 40]) {
      const own = [
        ...(vehicle === 1 ? drive(1, nowS - 90, 1) : []),
        ...(outcome.has('fulfilled') && [12, 30, 31].includes(vehicle)
          ? drive(vehicle, nowS - 60, 5)
          : []),
        ...(after.includes(vehicle) ? drive(vehicle, nowS - 30, 5) : []),
      ];
      expect(await readWhole(tracks, vehicle)).toEqual(own);
    }
  });

  test('the stall is told while it lasts, and ends by itself', async () => {
    const dataDir = freshDataDir();
    const tracks = await openTracksFor(dataDir);
    expect(tracks.stalledSinceMs()).toBeNull();
    trouble.begin(dataDir);
    await statusesOf([keepOne(tracks, 1, nowS - 90)]);
    expect(tracks.stalledSinceMs()).not.toBeNull();
    trouble.end(dataDir);
    await vi.waitFor(() => expect(tracks.stalledSinceMs()).toBeNull());
    expect(tracks.health().ok).toBe(true);
  });
});

test('after too much at once every vehicle has its own points and no other', async () => {
  const tracks = await openTracksFor(freshDataDir());
  const kept: Promise<void>[] = [];
  // The last thousand are of vehicles that were never named before, and are refused.
  for (let n = 0; n < pointsThatMayWait + 1_000; n++) {
    const vehicle = n < pointsThatMayWait ? n % 20 : 100 + (n % 20);
    kept.push(keepOne(tracks, vehicle, nowS - 60_000 + Math.floor(n / 20)));
  }
  const outcomes = await Promise.allSettled(kept);
  expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1_000);
  const vehicles = [119, 50, 100];
  await keepAll(
    tracks,
    vehicles.flatMap((vehicle) => drive(vehicle, nowS - 60, 5)),
  );
  await expectOwn(tracks, vehicles, nowS - 60, 5);
  expect((await readWhole(tracks, 7)).map(({ lonE6 }) => lonE6)).toEqual(
    upTo(pointsThatMayWait / 20).map(() => 121_607_000),
  );
});

test('of two places in one second the first kept stays, sealed or not, whoever asks', async () => {
  const dataDir = freshDataDir();
  const tracks = await openTracksFor(dataDir, { sealAfterMs: 0 });
  const [first] = drive(1, nowS - 60, 1) as [ReturnType<typeof drive>[number]];
  await keepAll(tracks, [first]);
  await vi.waitFor(() => expect(chunksIn(dataDir)).toBe(1));
  await keepAll(tracks, [{ ...first, lonE6: 1, latE6: 1 }]);
  expect(await readWhole(tracks, 1)).toEqual([first]);
  const [all] = await tracks.readAll({ fromMs: 0, toMs: 4e12 }, 10);
  expect(all?.lonE6[0]).toBe(first.lonE6);
});

test('only what is wanted is told of, and counts', async () => {
  const tracks = await openTracksFor(freshDataDir());
  const points = upTo(9).flatMap((vehicle) => drive(vehicle, nowS - 60, 10));
  await keepAll(tracks, points);
  const range = { fromMs: 0, toMs: 4e12 };
  const areaCodes = [false, false, true, false, false];
  const wanted = { areaCodes, vehicles: new Set(['V4']) };
  const whose = points.filter(({ vehicle, area }) => vehicle === 4 || areaCodes[area]);
  const told = await tracks.readAll(range, whose.length, wanted);
  expect(whose.length).toBeLessThan(points.length);
  expect(told.map(({ vehicleId, count }) => [vehicleId, count]).sort()).toEqual(
    [...new Set(whose.map(({ vehicle }) => vehicle))].map((vehicle) => [`V${vehicle}`, 10]),
  );
  await expect(tracks.readAll(range, whose.length - 1, wanted)).rejects.toMatchObject({
    code: 'too-large',
  });
});

describe('a thread', () => {
  afterEach(() => void vi.useRealTimers());

  test('that hangs is told of after two seconds, also when the clock is set back', async () => {
    const worker = new Worker(
      `const { parentPort } = require('node:worker_threads');
      parentPort.on('message', () => undefined);
      parentPort.postMessage({ kind: 'ready', opened: { damagedFrames: 0 } });`,
      { eval: true },
    );
    onTestFinished(async () => void (await worker.terminate()));
    const link = await linkWorker<TrackTables, OpenedTracks>(worker, 'track');
    vi.useFakeTimers({ toFake: ['performance', 'Date', 'setTimeout', 'clearTimeout'] });
    const batches = new TrackBatches(link, Date.now);
    batches.keep('V1', nowS, 1, 1, 0, 0, 0).catch(() => undefined);
    await vi.advanceTimersByTimeAsync(1_900);
    expect(batches.stalledSinceMs).toBeNull();
    vi.setSystemTime(Date.now() - 3_600_000);
    await vi.advanceTimersByTimeAsync(600);
    expect(Date.now() - (batches.stalledSinceMs ?? 0)).toBe(2_500);
  });

  test('that reads garbage dies, says why, and is stalled for good', async () => {
    const dataDir = freshDataDir();
    const tracks = await openTracksFor(dataDir);
    await keepAll(tracks, drive(1, nowS - 900, 900));
    inStore(dataDir, 'PRAGMA wal_checkpoint(TRUNCATE)');
    writeFileSync(trackFile(dataDir), new Uint8Array(1_000_000).fill(7));
    await statusesOf(upTo(50).map((n) => keepOne(tracks, n + 5, nowS - 60)));
    await statusesOf([readWhole(tracks, 1).then(() => undefined)]);
    expect(await tracks.died).toContain('track thread died');
    expect(tracks.stalledSinceMs()).not.toBeNull();
    expect(tracks.health().ok).toBe(false);
  });

  test('that is closed has not died', async () => {
    const tracks = await openTracksFor(freshDataDir());
    await tracks.close();
    expect(await Promise.race([tracks.died, Promise.resolve('lives')])).toBe('lives');
  });
});
