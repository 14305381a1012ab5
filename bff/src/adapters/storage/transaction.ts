import type { DatabaseSync } from 'node:sqlite';

/** All of `work` or nothing. SQLite rolls back by itself on a full disk, hence the question first. */
export function inTransaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}
