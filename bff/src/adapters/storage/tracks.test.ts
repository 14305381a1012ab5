import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { describe, expect, onTestFinished, test } from 'vitest';
import { trackFile } from './data-dir.ts';
import { freshDataDir, upTo } from './storage.fixture.ts';
import {
  drive,
  keepAll,
  keepPoint,
  nameOf,
  nowS,
  openTracksFor,
  pointsIn,
  readWhole,
} from './track.fixture.ts';
import { pointsPerFrame, pointsThatMayWait, TrackBatches } from './track-batches.ts';
import { decodeFrame } from './track-frame.ts';
import type { OpenedTracks, TrackTables } from './track-tables.ts';
import { linkWorker } from './worker-link.ts';

const range = (fromS: number, toS: number) => ({ fromMs: fromS * 1000, toMs: toS * 1000 });

function inStore<T>(dataDir: string, look: (db: DatabaseSync) => T): T {
  const db = new DatabaseSync(trackFile(dataDir));
  try {
    return look(db);
  } finally {
    db.close();
  }
}
const countOf = (dataDir: string, table: 'frame' | 'chunk' | 'vehicle'): number =>
  inStore(dataDir, (db) => Number(db.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n));

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('keep and read', () => {
  test('gives back what was kept, of this vehicle, in this range, the end not included', async () => {
    const tracks = await openTracksFor(freshDataDir());
    await keepAll(tracks, [...drive(1, nowS - 60, 60), ...drive(2, nowS - 60, 60)]);
    const track = await tracks.read('V1', range(nowS - 50, nowS - 40), 100);
    expect(pointsIn(track)).toEqual(drive(1, nowS - 60, 60).slice(10, 20));
    expect((await tracks.read('V3', range(0, nowS), 100)).count).toBe(0);
    // Between two seconds nothing happened.
    expect(
      (await tracks.read('V1', { fromMs: nowS * 1000 - 5_999, toMs: nowS * 1000 - 5_000 }, 9))
        .count,
    ).toBe(0);
  });

  test('points of one turn share a frame and one promise', async () => {
    const dataDir = freshDataDir();
    const tracks = await openTracksFor(dataDir);
    const [first, second] = drive(1, nowS - 9, 2).map((point) => keepPoint(tracks, point));
    expect(second).toBe(first);
    await first;
    expect(countOf(dataDir, 'frame')).toBe(1);
  });

  test('answers the oldest where there are more than asked for', async () => {
    const tracks = await openTracksFor(freshDataDir());
    await keepAll(tracks, drive(1, nowS - 60, 60));
    const track = await tracks.read('V1', range(0, nowS), 7);
    expect(pointsIn(track)).toEqual(drive(1, nowS - 60, 60).slice(0, 7));
  });

  test('late points land where they belong, repeated ones are there once', async () => {
    const tracks = await openTracksFor(freshDataDir(), { sealAfterMs: 0 });
    const points = drive(1, nowS - 3000, 1000);
    await keepAll(tracks, points.slice(500));
    await keepAll(tracks, points.slice(0, 700).reverse());
    await keepAll(tracks, points.slice(300, 900));
    expect(await readWhole(tracks, 1)).toEqual(points);
  });

  test('tells of everything where it was, and refuses more than asked for', async () => {
    const tracks = await openTracksFor(freshDataDir());
    await keepAll(
      tracks,
      upTo(30).flatMap((vehicle) => drive(vehicle, nowS - 60, 60)),
    );
    const all = await tracks.readAll(range(nowS - 20, nowS - 10), 300);
    expect(all.map(({ vehicleId }) => vehicleId).sort()).toEqual(upTo(30).map(nameOf).sort());
    expect(all.flatMap(pointsIn)).toHaveLength(300);
    await expect(tracks.readAll(range(nowS - 20, nowS - 10), 299)).rejects.toMatchObject({
      code: 'too-large',
    });
  });

  test('keeps nothing that retention would take at once, and nothing that is yet to come', async () => {
    const dataDir = freshDataDir();
    const tracks = await openTracksFor(dataDir, { retainHours: 24 });
    await keepAll(tracks, [...drive(1, nowS - 90_000, 1), ...drive(1, nowS + 90_000, 1)]);
    expect(countOf(dataDir, 'frame')).toBe(0);
    expect(tracks.health()).toMatchObject({ ok: true });
    expect(tracks.health().detail).toContain('2 outside the kept time');
  });
});

describe('sealing', () => {
  test('replaces frames by chunks, and nobody who reads can tell', async () => {
    const dataDir = freshDataDir();
    const tracks = await openTracksFor(dataDir, { sealAfterMs: 0 });
    const points = upTo(20).flatMap((vehicle) => drive(vehicle, nowS - 200, 200));
    await keepAll(tracks, points);
    await until(() => countOf(dataDir, 'frame') === 0);
    // A drive of 200 seconds does not fit one chunk.
    expect(countOf(dataDir, 'chunk')).toBe(40);
    for (const vehicle of upTo(20)) {
      expect(await readWhole(tracks, vehicle)).toEqual(drive(vehicle, nowS - 200, 200));
    }
    await tracks.close();
    const again = await openTracksFor(dataDir);
    expect(await readWhole(again, 3)).toEqual(drive(3, nowS - 200, 200));
  });

  test('begins when a vehicle has enough points, long before they are old', async () => {
    const dataDir = freshDataDir();
    const tracks = await openTracksFor(dataDir);
    await keepAll(tracks, drive(1, nowS - 200, 90));
    await keepAll(tracks, drive(2, nowS - 200, 130));
    await until(() => countOf(dataDir, 'chunk') > 0);
    const vehicles = inStore(dataDir, (db) => db.prepare('SELECT vehicle FROM chunk').all());
    expect(vehicles.map(({ vehicle }) => vehicle)).toEqual([2]);
  });

  test('takes a flood of one vehicle', async () => {
    const tracks = await openTracksFor(freshDataDir());
    const points = drive(1, nowS - 10_000, 10_000);
    await keepAll(tracks, points);
    expect(await readWhole(tracks, 1)).toEqual(points);
  });
});

describe('a store on the disk', () => {
  test('has its tails again after a restart', async () => {
    const dataDir = freshDataDir();
    const first = await openTracksFor(dataDir);
    await keepAll(first, [...drive(1, nowS - 60, 60), ...drive(2, nowS - 60, 60)]);
    await first.close();
    const second = await openTracksFor(dataDir);
    await keepAll(second, drive(1, nowS - 30, 90));
    expect(await readWhole(second, 1)).toEqual(
      drive(1, nowS - 60, 60).concat(drive(1, nowS - 30, 90).slice(30)),
    );
    expect(await readWhole(second, 2)).toEqual(drive(2, nowS - 60, 60));
  });

  test('is for nobody else to read', async () => {
    const dataDir = freshDataDir();
    await keepAll(await openTracksFor(dataDir), drive(1, nowS - 9, 1));
    const files = readdirSync(dataDir).filter((name) => name.startsWith('tracks'));
    expect(files).toContain('tracks.db-wal');
    for (const file of files) expect(statSync(join(dataDir, file)).mode & 0o777).toBe(0o600);
  });

  test('with a frame that cannot be read opens all the same, says so, and keeps the bytes', async () => {
    const dataDir = freshDataDir();
    const first = await openTracksFor(dataDir);
    await keepAll(first, drive(1, nowS - 60, 10));
    await keepAll(first, drive(2, nowS - 60, 10));
    await first.close();
    inStore(dataDir, (db) => db.exec("UPDATE frame SET body = x'01ff' WHERE id = 1"));
    const second = await openTracksFor(dataDir, { sealAfterMs: 0 });
    expect(second.health().detail).toContain('1 damaged');
    expect(await readWhole(second, 2)).toEqual(drive(2, nowS - 60, 10));
    await until(() => countOf(dataDir, 'chunk') > 0);
    await until(() => countOf(dataDir, 'frame') === 1);
  });

  test('lets go of what is older than retained, hour by hour, and of the names with it', async () => {
    const dataDir = freshDataDir();
    const first = await openTracksFor(dataDir, { sealAfterMs: 0 });
    const old = drive(1, nowS - 50 * 3600, 100);
    const recent = drive(2, nowS - 10 * 3600, 100);
    await keepAll(first, [...old, ...recent]);
    await until(() => countOf(dataDir, 'frame') === 0);
    await first.close();
    const second = await openTracksFor(dataDir, { retainHours: 24 });
    await until(() => countOf(dataDir, 'vehicle') === 1);
    expect(countOf(dataDir, 'chunk')).toBe(1);
    expect(await readWhole(second, 1)).toEqual([]);
    expect(await readWhole(second, 2)).toEqual(recent);
    // A number is never given again: nobody gets the points of another.
    await keepAll(second, drive(1, nowS - 9, 5));
    expect(await readWhole(second, 1)).toEqual(drive(1, nowS - 9, 5));
  });
});

describe('when the disk refuses', () => {
  const refuse = (table: string) => `CREATE TRIGGER refuse BEFORE INSERT ON ${table}
    BEGIN SELECT RAISE(ABORT, 'no room'); END`;

  test('a frame, all its points hear of it, nothing of it is kept, and the next one goes on', async () => {
    const dataDir = freshDataDir();
    const tracks = await openTracksFor(dataDir);
    inStore(dataDir, (db) => db.exec(refuse('frame')));
    const refused = await Promise.allSettled(
      drive(1, nowS - 60, 9).map((point) => keepPoint(tracks, point)),
    );
    expect(new Set(refused.map(({ status }) => status))).toEqual(new Set(['rejected']));
    expect(tracks.health()).toMatchObject({ ok: false });
    expect(tracks.health().detail).toContain('no room');
    expect(await readWhole(tracks, 1)).toEqual([]);

    inStore(dataDir, (db) => db.exec('DROP TRIGGER refuse'));
    await keepAll(tracks, drive(1, nowS - 30, 5));
    expect(tracks.health()).toMatchObject({ ok: true });
    await tracks.close();
    expect(await readWhole(await openTracksFor(dataDir), 1)).toEqual(drive(1, nowS - 30, 5));
  });

  test('a chunk, it is said, points are kept all the same, and it is tried again', async () => {
    const dataDir = freshDataDir();
    const tracks = await openTracksFor(dataDir, { sealAfterMs: 0 });
    inStore(dataDir, (db) => db.exec(refuse('chunk')));
    await keepAll(tracks, drive(1, nowS - 60, 9));
    await until(() => !tracks.health().ok);
    await keepAll(tracks, drive(1, nowS - 30, 9));
    expect(await readWhole(tracks, 1)).toHaveLength(18);
    inStore(dataDir, (db) => db.exec('DROP TRIGGER refuse'));
    await until(() => tracks.health().ok);
    expect(countOf(dataDir, 'chunk')).toBe(1);
    expect(await readWhole(tracks, 1)).toHaveLength(18);
  });

  test('closed, it refuses; what was under way is kept', async () => {
    const tracks = await openTracksFor(freshDataDir());
    const last = keepAll(tracks, drive(1, nowS - 60, 9));
    await Promise.all([tracks.close(), tracks.close(), last]);
    await expect(keepAll(tracks, drive(1, nowS - 30, 1))).rejects.toMatchObject({ code: 'gone' });
    await expect(readWhole(tracks, 1)).rejects.toMatchObject({ code: 'gone' });
    expect(tracks.health().ok).toBe(false);
  });
});

describe('a thread', () => {
  const openedFirst = `
    const { parentPort } = require('node:worker_threads');
    parentPort.postMessage({ kind: 'ready', opened: { damagedFrames: 0 } });`;

  async function batchesOn(code: string): Promise<TrackBatches> {
    const worker = new Worker(openedFirst + code, { eval: true });
    onTestFinished(async () => {
      await worker.terminate();
    });
    return new TrackBatches(await linkWorker<TrackTables, OpenedTracks>(worker), () => nowS * 1000);
  }
  const keepOne = (batches: TrackBatches, i: number): Promise<void> =>
    batches.keep('V1', nowS + i, 1, 1, 0, 0, 0);

  test('that hangs: so many wait and no more', async () => {
    const batches = await batchesOn("parentPort.on('message', () => undefined);");
    let refusals = 0;
    for (let i = 0; i < pointsThatMayWait + 500; i++) {
      keepOne(batches, i).catch((error) => {
        if (error.code === 'overloaded') refusals += 1;
      });
    }
    await new Promise((resolve) => setImmediate(resolve));
    expect(refusals).toBe(500);
    expect(batches.state.waiting).toBe(pointsThatMayWait);
  });

  test('that dies: everything under way and everything later is refused', async () => {
    const batches = await batchesOn(
      "parentPort.on('message', () => { throw new Error('the disk is gone'); });",
    );
    const kept = upTo(pointsPerFrame + 5).map((i) => keepOne(batches, i));
    const outcomes = await Promise.allSettled(kept);
    expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(['rejected']));
    await expect(keepOne(batches, 0)).rejects.toMatchObject({ code: 'gone' });
    expect(batches.state.failure).toContain('the disk is gone');
    await batches.drained();
  });
});

test('a frame holds what came while the one before was on its way', async () => {
  const dataDir = freshDataDir();
  const tracks = await openTracksFor(dataDir);
  await keepAll(tracks, drive(1, nowS - 900, 1));
  await Promise.all(
    upTo(pointsPerFrame + 1).map((vehicle) => keepAll(tracks, drive(vehicle, nowS - 60, 1))),
  );
  const bodies = inStore(dataDir, (db) => db.prepare('SELECT body FROM frame ORDER BY id').all());
  const counts = bodies.map(({ body }) => decodeFrame(body as Uint8Array).count);
  expect(counts).toEqual([1, pointsPerFrame, 1]);
});
