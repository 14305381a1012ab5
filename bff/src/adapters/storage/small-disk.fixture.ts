import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmdirSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { reserveFile } from './data-dir.ts';

/** Of the system, not of this project. */
const tools = { mount: 'mount', unmount: 'umount' };

/** A small disk of memory, gone again after the test; null where this machine allows none. */
export function smallDisk(sizeMb: number): string | null {
  const path = mkdtempSync(join(tmpdir(), 'ftz-small-disk-'));
  try {
    execFileSync(tools.mount, ['-t', 'tmpfs', '-o', `size=${sizeMb}m`, 'tmpfs', path], {
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

export const noDiskHere = 'a full disk: this machine mounts no tmpfs';

/** In bytes. */
export const reserveOf = (dataDir: string): number =>
  statSync(reserveFile(dataDir), { throwIfNoEntry: false })?.size ?? 0;

/** Every page that is left. */
export function takeTheRest(file: string): void {
  const fd = openSync(file, 'a');
  try {
    for (const bytes of [1 << 20, 4_096]) takePieces(fd, new Uint8Array(bytes));
  } finally {
    closeSync(fd);
  }
}

function takePieces(fd: number, piece: Uint8Array): void {
  try {
    while (writeSync(fd, piece) === piece.length);
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' });
  }
}
