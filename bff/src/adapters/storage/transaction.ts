import type { DatabaseSync } from 'node:sqlite';
import { StuckTransaction } from './sqlite-failure.ts';

/** All of `work` or nothing. Throws what `work` threw, or `StuckTransaction`: then close the database. */
export function inTransaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    rollBackAfter(error, db);
    throw error;
  }
}

/** SQLite rolls back by itself on a full disk, hence the questions. */
function rollBackAfter(first: unknown, db: DatabaseSync): void {
  if (!db.isTransaction) return;
  try {
    db.exec('ROLLBACK');
  } catch (cause) {
    if (!db.isTransaction) return;
    throw new StuckTransaction(`${String(first)}; no way back: ${String(cause)}`, { cause });
  }
}
