import { execFileSync } from 'node:child_process';
import {
  closeSync,
  mkdtempSync,
  openSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { reserveFile } from './data-dir.ts';
import { note, openFor, textOf } from './storage.fixture.ts';
import type { Storage } from './storage.ts';

const diskMb = 28;
/** Of the system, not of this project. */
const tools = { mount: 'mount', unmount: 'umount' };

/** A small disk of memory, gone again after the test; null where this machine allows none. */
function smallDisk(): string | null {
  const path = mkdtempSync(join(tmpdir(), 'ftz-small-disk-'));
  try {
    execFileSync(tools.mount, ['-t', 'tmpfs', '-o', `size=${diskMb}m`, 'tmpfs', path], {
      stdio: 'ignore',
    });
  } catch {
    rmdirSync(path);
    return null;
  }
  onTestFinished(() => {
    execFileSync(tools.unmount, ['--lazy', path]);
    rmdirSync(path);
  });
  return path;
}

const big = 'x'.repeat(1_900);
const mark = (n: number) => ({ commandId: `c${n}`, accountId: 'u' });
const reserveOf = (dataDir: string) =>
  statSync(reserveFile(dataDir), { throwIfNoEntry: false })?.size ?? 0;

/** What devices say, until it finds no room. Answers how many were acknowledged. */
async function fill({ log }: Storage): Promise<number> {
  for (let n = 0; ; n++) {
    const refused = await log.append([note(`${n}${big}`)]).then(
      () => null,
      ({ code }) => code,
    );
    if (refused !== null) {
      expect(refused).toBe('disk-full');
      return n;
    }
  }
}

/** Every page that is left. */
function takeTheRest(file: string): void {
  const fd = openSync(file, 'w');
  try {
    for (;;) writeSync(fd, new Uint8Array(4_096));
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' });
  } finally {
    closeSync(fd);
  }
}

test('on a full disk devices are refused, people still act, and it goes on when there is room', async ({
  skip,
}) => {
  const disk = smallDisk();
  if (disk === null) return skip('a full disk: this machine mounts no tmpfs');
  const dataDir = join(disk, 'data');
  const storage = await openFor(dataDir);
  await vi.waitFor(() => expect(reserveOf(dataDir)).toBeGreaterThan(8_000_000), 5_000);
  // Something else on the machine takes the disk, all but what is reserved.
  const other = join(disk, 'other');
  writeFileSync(other, new Uint8Array((diskMb - 10) << 20));
  const kept = await fill(storage);
  expect(reserveOf(dataDir)).toBeLessThan(8_000_000);
  // Whatever fills the disk takes that, too.
  takeTheRest(join(disk, 'more'));
  expect(storage.stalledSinceMs()).not.toBeNull();
  expect(storage.health().ok).toBe(false);

  for (let n = 0; n < 1_000; n++) {
    const [device, person] = await Promise.allSettled([
      storage.log.append([note('device')]),
      storage.log.append([note(`person ${n}${big}`)], mark(n)),
    ]);
    expect([device.status, person.status]).toEqual(['rejected', 'fulfilled']);
  }
  expect(storage.stalledSinceMs()).not.toBeNull();

  rmSync(other);
  rmSync(join(disk, 'more'));
  await vi.waitFor(() => expect(storage.stalledSinceMs()).toBeNull(), 10_000);
  expect(reserveOf(dataDir)).toBeGreaterThan(8_000_000);
  await storage.log.append([note('device again')]);
  const texts = (await storage.log.read(0, 100_000)).map(textOf);
  expect(texts).toHaveLength(kept + 1_001);
  expect(texts.at(-1)).toBe('device again');
}, 60_000);
