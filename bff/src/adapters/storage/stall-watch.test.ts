import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { hangingSinceMs, StallWatch } from './stall-watch.ts';
import { StorageError } from './storage-error.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A disk that is as the test says. */
function watched() {
  const disk = { error: null as Error | null, probes: 0 };
  const watch = new StallWatch(async () => {
    disk.probes += 1;
    if (disk.error) throw disk.error;
  }, Date.now);
  return { disk, watch };
}

test('remembers since when, and finds out by itself that it is over', async () => {
  const { disk, watch } = watched();
  const since = Date.now();
  disk.error = new Error('busy');
  watch.failed(disk.error);
  await vi.advanceTimersByTimeAsync(3_500);
  watch.failed(disk.error);
  expect(watch.failure?.sinceMs).toBe(since);
  expect(disk.probes).toBe(3);
  disk.error = null;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(watch.failure).toBeNull();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(disk.probes).toBe(4);
});

test('a clock that is set tells the same age', async () => {
  const { disk, watch } = watched();
  disk.error = new Error('busy');
  watch.failed(disk.error);
  const beganMs = performance.now();
  await vi.advanceTimersByTimeAsync(1_500);
  vi.setSystemTime(Date.now() - 3_600_000);
  expect(Date.now() - (watch.failure?.sinceMs ?? 0)).toBe(1_500);
  expect(hangingSinceMs(beganMs, Date.now)).toBeNull();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(Date.now() - (hangingSinceMs(beganMs, Date.now) ?? 0)).toBe(2_500);
});

test('a commit that succeeds ends it, unless the disk is full and a person wrote', async () => {
  const { disk, watch } = watched();
  watch.failed(new Error('busy'));
  watch.succeeded();
  expect(watch.failure).toBeNull();
  disk.error = new StorageError('disk-full', 'no room');
  watch.failed(disk.error);
  watch.succeeded();
  expect(watch.failure).not.toBeNull();
  disk.error = null;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(watch.failure).toBeNull();
});

test('asks nobody any more once it is closed', async () => {
  const { disk, watch } = watched();
  watch.failed(new Error('busy'));
  watch.close();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(disk.probes).toBe(0);
});

test('a full disk stays full, whatever else goes wrong on it', async () => {
  const { disk, watch } = watched();
  disk.error = new StorageError('disk-full', 'no room');
  watch.failed(disk.error);
  watch.failed(new Error('busy'));
  watch.succeeded();
  expect(watch.failure).not.toBeNull();
  disk.error = null;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(watch.failure).toBeNull();
});
