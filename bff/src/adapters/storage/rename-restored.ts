import type { DatabaseSync } from 'node:sqlite';
import { forgetHead, readNotedHead } from './head-file.ts';
import { withRoom } from './reserve.ts';
import { readEpoch, renameEpoch } from './schema.ts';
import type { Tables } from './tables.ts';
import type { WorkerStart } from './worker-talk.ts';

/**
 * A log that is not what was noted of it, by its name or by an entry, has been restored or has lost its
 * end, and gets a name of its own: screens may have seen more. Answers whether it was. It is renamed
 * before the note goes: whoever dies in between renames it once more.
 */
export function renameRestored(
  db: DatabaseSync,
  tables: Pick<Tables, 'hashOfEntry'>,
  { dataDir, freshEpoch }: WorkerStart,
): boolean {
  const noted = readNotedHead(dataDir);
  if (noted === null) return false;
  if (noted.epoch === readEpoch(db) && tables.hashOfEntry(noted.seq) === noted.hash) return false;
  withRoom(dataDir, () => renameEpoch(db, freshEpoch));
  forgetHead(dataDir);
  return true;
}
