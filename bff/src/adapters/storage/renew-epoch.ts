import { existsSync } from 'node:fs';
import { databaseFile } from './data-dir.ts';
import { lockDataDir } from './data-dir-lock.ts';
import { forgetHead } from './head-file.ts';
import { openDatabase } from './open-database.ts';
import { withRoom } from './reserve.ts';
import { renameEpoch } from './schema.ts';
import { StorageError } from './storage-error.ts';
import { openTables } from './tables.ts';

/**
 * The last step of a restore from a backup, on the stopped store: its history may lack entries that
 * screens have seen, so it must not go by the old name. Throws `data-dir-in-use` on a running one.
 */
export function renewEpoch(dataDir: string, epoch: string): void {
  if (!existsSync(databaseFile(dataDir))) {
    throw new StorageError('failed', `there is no log in ${dataDir}`);
  }
  const lock = lockDataDir(dataDir);
  try {
    const db = openDatabase(dataDir, epoch);
    withRoom(dataDir, () => renameEpoch(db, epoch));
    forgetHead(dataDir);
    const tables = openTables(db, dataDir);
    tables.keepHead();
    tables.close();
  } finally {
    lock.close();
  }
}
