import type { DatabaseSync } from 'node:sqlite';
import { lockDataDir } from './data-dir-lock.ts';
import { openDatabase } from './open-database.ts';

const renew = (db: DatabaseSync, epoch: string): void => {
  db.prepare("UPDATE meta SET value = ? WHERE name = 'epoch'").run(epoch);
};

/**
 * The last step of a restore from a backup, on the stopped store: its history may lack entries that
 * screens have seen, so it must not go by the old name. Throws `data-dir-in-use` on a running one.
 */
export function renewEpoch(dataDir: string, epoch: string): void {
  const lock = lockDataDir(dataDir);
  try {
    const db = openDatabase(dataDir, epoch);
    renew(db, epoch);
    db.close();
  } finally {
    lock.close();
  }
}
