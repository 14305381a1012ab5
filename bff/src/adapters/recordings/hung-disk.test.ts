import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { hourFolder } from './chunk-list.ts';
import { openRecordings } from './recordings.ts';

const t0 = Date.UTC(2026, 5, 1, 3, 0, 0);
const span = { fromMs: t0, untilMs: t0 + 60_000 };
const makePipe = 'mkfifo';

test('a disk that does not answer is never taken for one on which nothing is kept', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'ring-hung-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const hour = join(dataDir, 'recordings', 'ring', 'CAM-1', hourFolder(t0));
  mkdirSync(hour, { recursive: true });
  writeFileSync(join(hour, `${t0}.m4s`), '');
  // Whoever reads from a pipe waits until somebody writes: so does a dead disk.
  const pipe = join(hour, `${t0}.rows`);
  execFileSync(makePipe, [pipe]);
  const recordings = openRecordings({
    dataDir,
    hours: { 'CAM-1': 24 },
    mostBytes: 1e9,
    leastFreeBytes: 0,
    nowMs: Date.now,
  });
  expect(await recordings.list('CAM-2', span)).toEqual([]);
  expect(await recordings.list('CAM-1', span)).toBeNull();
  expect(await recordings.list('CAM-2', span)).toBeNull();
  expect(await recordings.segment('CAM-2', t0)).toEqual({ ok: false, reason: 'unreachable' });
  expect(recordings.stateOf('CAM-1')?.trouble).toBe('disk-stalled');
  writeFileSync(pipe, '');
  await expect.poll(() => recordings.list('CAM-2', span), { timeout: 10_000 }).toEqual([]);
  await recordings.close();
});
