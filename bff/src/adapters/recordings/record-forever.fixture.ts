import { writeSync } from 'node:fs';
import { openRecordings } from './recordings.ts';

/**
 * A process to be killed: it records for as long as it lives, holds its first minute, and prints the start of every
 * segment that was written, never before. Arguments: DATA_DIR, and the start of its first segment.
 */
const [dataDir = '', first = ''] = process.argv.slice(2);
const cameraId = 'CAM-1';
const recordings = openRecordings({
  dataDir,
  hours: { [cameraId]: 24 },
  mostBytes: 1e9,
  leastFreeBytes: 0,
  nowMs: Date.now,
});

const fromMs = Number(first);
for (let startsAtMs = fromMs; ; startsAtMs += 2_000) {
  const media = new Uint8Array(30_000).fill((startsAtMs / 2_000) % 256);
  const before = recordings.figures().segments;
  const init = new Uint8Array([1, 2, 3, 4]);
  await recordings.append({ cameraId, startsAtMs, durationMs: 2_000, begins: false, init, media });
  if (startsAtMs === fromMs)
    await recordings.hold(`I-${first}`, [{ cameraId, fromMs, untilMs: fromMs + 60_000 }]);
  if (recordings.figures().segments > before) writeSync(1, `${startsAtMs}\n`);
}
