import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { noDiskHere, smallDisk, takeTheRest } from '#adapters/storage/small-disk.fixture.ts';
import { openRecordings } from './recordings.ts';

const t0 = Date.UTC(2026, 5, 1, 3, 0, 0);
const init = new Uint8Array([1, 2, 3, 4]);
const cameraId = 'CAM-1';
const all = { fromMs: t0, untilMs: t0 + 1e9 };

const segmentAt = (n: number) => ({
  cameraId,
  startsAtMs: t0 + n * 2_000,
  durationMs: 2_000,
  begins: false,
  init,
  media: new Uint8Array(20_000).fill(n % 256),
});

const openOn = (disk: string) =>
  openRecordings({
    dataDir: disk,
    hours: { [cameraId]: 24 },
    mostBytes: 1e9,
    leastFreeBytes: 0,
    nowMs: Date.now,
  });

test('on a full disk the oldest goes; with nothing left to let go of it says so, and goes on by itself', async ({
  skip,
}) => {
  const disk = smallDisk(4);
  if (disk === null) return skip(noDiskHere);
  const recordings = openOn(disk);
  // Twelve megabytes onto four: the ring finds its own size.
  for (let n = 0; n < 600; n++) await recordings.append(segmentAt(n));
  expect(recordings.figures().lost).toBe(0);
  const kept = (await recordings.list(cameraId, all)) ?? [];
  expect(kept.at(-1)?.startsAtMs).toBe(t0 + 599 * 2_000);
  expect(kept.length).toBeGreaterThan(100);
  expect(kept.length).toBeLessThan(210);
  for (const { startsAtMs } of kept) {
    const segment = await recordings.segment(cameraId, startsAtMs);
    expect(segment.ok && segment.bytes[0]).toBe(((startsAtMs - t0) / 2_000) % 256);
  }

  // Somebody else takes all that is there, and every minute that is let go of.
  const filler = join(disk, 'filler');
  let n = 600;
  while (recordings.stateOf(cameraId)?.trouble !== 'disk-full') {
    takeTheRest(filler);
    await recordings.append(segmentAt(n++));
    expect(n).toBeLessThan(1_000);
  }
  const lostThen = recordings.figures().lost;
  expect(lostThen).toBeGreaterThan(0);
  rmSync(filler);
  await recordings.append(segmentAt(n));
  expect(recordings.stateOf(cameraId)).toMatchObject({
    newestMs: t0 + (n + 1) * 2_000,
    trouble: null,
  });
  await recordings.close();

  const again = openOn(disk);
  const found = await again.segment(cameraId, t0 + n * 2_000);
  expect(found.ok && found.bytes[0]).toBe(n % 256);
  await again.close();
});
