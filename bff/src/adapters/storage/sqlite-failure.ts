import { StorageError } from './storage-error.ts';

/** Primary result codes, https://www.sqlite.org/rescode.html */
const busy = 5;
const ioError = 10;
const corrupt = 11;
const full = 13;
const cannotOpen = 14;
const notADatabase = 26;
/** An extended code: the -shm could not grow. It is no part of what is kept, so nothing is in doubt. */
const sharedMemorySize = 4_874;
/** What file systems say of no room, and of none for this user. */
const noRoom: readonly unknown[] = ['ENOSPC', 'EDQUOT'];

/** The code of an error that SQLite raised, else null. */
function extendedCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error)) return null;
  return typeof error.errcode === 'number' ? error.errcode : null;
}

/** Extended codes keep the primary one in the low byte. */
function sqliteCode(error: unknown): number | null {
  const code = extendedCode(error);
  return code === null ? null : code & 0xff;
}

/** There was no room for a write. */
export function isFull(error: unknown): boolean {
  if (error instanceof Error && 'code' in error && noRoom.includes(error.code)) return true;
  return sqliteCode(error) === full || extendedCode(error) === sharedMemorySize;
}

/** What SQLite says on a full disk where it opens a file or makes a new one; a broken disk says the same. */
export const mayBeFull = (error: unknown): boolean =>
  isFull(error) || [ioError, cannotOpen].includes(sqliteCode(error) ?? 0);

export const isBusy = (error: unknown): boolean => sqliteCode(error) === busy;

/** A transaction that could not be taken back: every later one would fail, or become a part of it. */
export class StuckTransaction extends Error {
  override name = 'StuckTransaction';
}

/**
 * After one of these nobody knows what the disk holds. A failed fsync is not to be tried again: the
 * kernel may have dropped the pages and the second call would lie. Only a fresh open reads the truth.
 */
export function isFatal(error: unknown): boolean {
  if (error instanceof StuckTransaction) return true;
  return !isFull(error) && [ioError, corrupt, notADatabase].includes(sqliteCode(error) ?? 0);
}

export function storageErrorOf(error: unknown): StorageError {
  if (error instanceof StorageError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new StorageError(isFull(error) ? 'disk-full' : 'failed', message);
}
