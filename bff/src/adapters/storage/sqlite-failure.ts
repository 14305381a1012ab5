import { StorageError } from './storage-error.ts';

/** Primary result codes, https://www.sqlite.org/rescode.html */
const busy = 5;
const ioError = 10;
const corrupt = 11;
const full = 13;
const notADatabase = 26;

/** The primary code of an error that SQLite raised, else null; extended codes keep it in the low byte. */
function sqliteCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error)) return null;
  return typeof error.errcode === 'number' ? error.errcode & 0xff : null;
}

export const isFull = (error: unknown): boolean => sqliteCode(error) === full;

export const isBusy = (error: unknown): boolean => sqliteCode(error) === busy;

/**
 * After one of these nobody knows what the disk holds. A failed fsync is not to be tried again: the
 * kernel may have dropped the pages and the second call would lie. Only a fresh open reads the truth.
 */
export const isFatal = (error: unknown): boolean =>
  [ioError, corrupt, notADatabase].includes(sqliteCode(error) ?? 0);

export function storageErrorOf(error: unknown): StorageError {
  if (error instanceof StorageError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new StorageError(isFull(error) ? 'disk-full' : 'failed', message);
}
