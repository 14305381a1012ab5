import { DatabaseSync } from 'node:sqlite';
import { lockFile } from './data-dir.ts';
import { isBusy } from './sqlite-failure.ts';
import { StorageError } from './storage-error.ts';

const inUse = (dataDir: string, cause: unknown): StorageError =>
  new StorageError('data-dir-in-use', `another process is running on ${dataDir}`, { cause });

/**
 * Takes DATA_DIR for this process until `close`, or throws `data-dir-in-use`. The kernel lets go when
 * the process dies, however it dies, so there is no stale lock to clean up. A file beside the database
 * is locked, not the database: so an auditor can verify and a backup can copy while we run.
 */
export function lockDataDir(dataDir: string): { close: () => void } {
  const lock = new DatabaseSync(lockFile(dataDir));
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if (!isBusy(error)) throw error;
    throw inUse(dataDir, error);
  }
}
