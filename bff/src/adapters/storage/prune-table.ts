import type { DatabaseSync } from 'node:sqlite';
import { numberIn, textIn } from './row-values.ts';

const dayMs = 86_400_000;
/** How long a device may repeat a message, and a person a command, and be told that it is known. */
const keptMs = { dedupe: 30 * dayMs, command: 7 * dayMs };
/** A slice is short: a commit waits for it. */
const rowsPerSlice = 500;

/** Lets go of names that nobody will use again. The entries themselves are kept for ever. */
export function pruneTable(db: DatabaseSync) {
  const head = db.prepare('SELECT max(seq) AS seq FROM entry');
  const entryAt = db.prepare('SELECT body FROM entry WHERE seq = ?');
  const dropKeys = db.prepare(`
    DELETE FROM dedupe WHERE key IN
      (SELECT key FROM dedupe WHERE seq <= ? ORDER BY seq LIMIT ${rowsPerSlice})`);
  const dropMarks = db.prepare(`
    DELETE FROM command WHERE (account_id, command_id) IN
      (SELECT account_id, command_id FROM command WHERE seq <= ? ORDER BY seq LIMIT ${rowsPerSlice})`);

  function atMsOf(seq: number): number {
    return numberIn(JSON.parse(textIn(entryAt.get(seq) ?? {}, 'body')), 'atMs');
  }

  const headSeq = (): number => (head.get()?.seq as number | null) ?? 0;

  /** A clock that jumps ahead makes nothing old: the log ages by what is written in it. */
  function logTimeMs(nowMs: number): number {
    const seq = headSeq();
    return seq === 0 ? nowMs : Math.min(nowMs, atMsOf(seq));
  }

  /** The last entry of before a time, 0 when there is none. Entries are in the order of their times. */
  function lastBefore(atMs: number): number {
    let [before, after] = [0, headSeq()];
    while (before < after) {
      const middle = Math.ceil((before + after) / 2);
      if (atMsOf(middle) < atMs) before = middle;
      else after = middle - 1;
    }
    return before;
  }

  return {
    /** One slice; answers how many rows went, 0 when there is nothing left to let go of. */
    prune(nowMs: number): number {
      const atMs = logTimeMs(nowMs);
      const keys = dropKeys.run(lastBefore(atMs - keptMs.dedupe)).changes;
      const marks = dropMarks.run(lastBefore(atMs - keptMs.command)).changes;
      return Number(keys) + Number(marks);
    },
  };
}
