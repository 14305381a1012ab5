import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { databaseFile } from './data-dir.ts';
import { withRoom } from './reserve.ts';
import { textIn } from './row-values.ts';
import { ensureSchema } from './schema.ts';
import { StorageError } from './storage-error.ts';

/** How long a commit waits for a foreign writer, say a person with the sqlite3 shell. */
const foreignWriterMs = 2000;

/**
 * Opens a database of DATA_DIR for writing. FULL: a commit returns after the write-ahead log has been
 * fsynced, so what was acknowledged survives a power cut; `fullfsync` asks macOS for the same. On a
 * full disk the reserve makes room for that.
 */
export const openForWriting = (
  file: string,
  bringToSchema: (db: DatabaseSync) => void,
): DatabaseSync => withRoom(dirname(file), () => openOnce(file, bringToSchema));

function openOnce(file: string, bringToSchema: (db: DatabaseSync) => void): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: foreignWriterMs });
  try {
    const mode = db.prepare('PRAGMA journal_mode = WAL').get() ?? {};
    if (textIn(mode, 'journal_mode') !== 'wal') {
      throw new StorageError('failed', `the file system of ${file} cannot carry a WAL database`);
    }
    db.exec('PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA trusted_schema = OFF');
    bringToSchema(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** The database of the log. */
export const openDatabase = (dataDir: string, freshEpoch: string): DatabaseSync =>
  openForWriting(databaseFile(dataDir), (db) => ensureSchema(db, freshEpoch));
