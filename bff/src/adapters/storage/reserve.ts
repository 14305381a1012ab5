import { randomFillSync } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { reserveFile, syncDir } from './data-dir.ts';
import { mayBeFull } from './sqlite-failure.ts';
import { StorageError } from './storage-error.ts';

const pieceBytes = 1 << 20;
const reserveBytes = 8 * pieceBytes;

const sizeOf = (dataDir: string): number | null =>
  statSync(reserveFile(dataDir), { throwIfNoEntry: false })?.size ?? null;

/**
 * Some megabytes that nobody may use, so that people can still act when the disk is full: the log
 * lets go of them piece by piece when SQLite finds no room, and takes them back when there is. While
 * it is not whole, whoever writes what no person asked for stops. A new store has had none to miss.
 */
export function isReserveWhole(dataDir: string): boolean {
  const size = sizeOf(dataDir);
  return size === null || size === reserveBytes;
}

/** Lets go of a piece: all of it at once would be taken by whatever fills the disk. False: nothing is left. */
export function shrinkReserve(dataDir: string): boolean {
  const size = sizeOf(dataDir) ?? 0;
  if (size > 0) truncateSync(reserveFile(dataDir), Math.max(0, size - pieceBytes));
  return size > 0;
}

const freeBytes = (dataDir: string): number => {
  const { bavail, bsize } = statfsSync(dataDir);
  return bavail * bsize;
};

const noRoomIn = (dataDir: string, cause: unknown): StorageError =>
  new StorageError('disk-full', `no room in ${dataDir}: ${String(cause)}`, { cause });

/**
 * Tries again with one piece less of the reserve for as long as there is no room for `work`, which must
 * be all or nothing. For what a start needs: there SQLite calls a full disk by other names, too.
 */
export function withRoom<T>(dataDir: string, work: () => T): T {
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!mayBeFull(error) || freeBytes(dataDir) >= pieceBytes) throw error;
      if (shrinkReserve(dataDir)) continue;
      throw noRoomIn(dataDir, error);
    }
  }
}

/** Takes it, or what is missing of it. False: there is no room, and it is not whole. */
export function holdReserve(dataDir: string): boolean {
  const size = sizeOf(dataDir) ?? 0;
  if (size === reserveBytes) return true;
  const draft = `${reserveFile(dataDir)}.tmp`;
  try {
    // As much again beside it, or the disk would be full at once.
    if (freeBytes(dataDir) < 2 * reserveBytes)
      throw new StorageError('disk-full', 'no room to reserve');
    writeReserve(draft);
    // Only a whole one gets the name.
    renameSync(draft, reserveFile(dataDir));
    syncDir(dataDir);
    return true;
  } catch {
    rmSync(draft, { force: true });
    if (size === 0) writeFileSync(reserveFile(dataDir), '', { mode: 0o600 });
    return false;
  }
}

/** Real bytes, and such that no file system can shrink: a hole reserves nothing. */
function writeReserve(file: string): void {
  const piece = randomFillSync(new Uint8Array(pieceBytes));
  const fd = openSync(file, 'w', 0o600);
  try {
    for (let written = 0; written < reserveBytes; ) written += writeSync(fd, piece);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
