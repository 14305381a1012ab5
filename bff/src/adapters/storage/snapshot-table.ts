import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { bytesIn, numberIn, type Row, textIn } from './row-values.ts';
import { inTransaction } from './transaction.ts';

/** The fold of the log up to `seq`, as compressed JSON; `entryHash` is that of entry `seq`. */
export type Snapshot = { seq: number; entryHash: Uint8Array; fingerprint: string };

const keptSnapshots = 2;

const hashOf = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/** The log has this very entry: what was folded up to it is of this history. */
function isOfThisLog(row: Row, hashOfEntry: (seq: number) => Row | undefined): boolean {
  const entry = hashOfEntry(numberIn(row, 'seq'));
  if (entry === undefined) return false;
  return Buffer.compare(bytesIn(entry, 'hash'), bytesIn(row, 'entry_hash')) === 0;
}

const isWhole = (row: Row): boolean =>
  Buffer.compare(hashOf(bytesIn(row, 'body')), bytesIn(row, 'body_hash')) === 0;

/** What may be folded on from instead of the whole log: never the truth, always to be thrown away. */
export function snapshotTable(db: DatabaseSync) {
  const newest = db.prepare('SELECT * FROM snapshot ORDER BY seq DESC');
  const hashOfEntry = db.prepare('SELECT hash FROM entry WHERE seq = ?');
  const insert = db.prepare(`
    INSERT INTO snapshot (seq, fingerprint, entry_hash, body, body_hash) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (seq) DO UPDATE SET fingerprint = excluded.fingerprint,
      entry_hash = excluded.entry_hash, body = excluded.body, body_hash = excluded.body_hash`);
  const dropOld = db.prepare(
    'DELETE FROM snapshot WHERE seq NOT IN (SELECT seq FROM snapshot ORDER BY seq DESC LIMIT ?)',
  );
  const dropBeyond = db.prepare('DELETE FROM snapshot WHERE seq > ?');

  return {
    /** The newest one that this code made of this log and that is whole; null when there is none. */
    trustedSnapshot(fingerprint: string): { seq: number; body: Uint8Array } | null {
      for (const row of newest.iterate()) {
        if (textIn(row, 'fingerprint') !== fingerprint) continue;
        if (!isOfThisLog(row, (seq) => hashOfEntry.get(seq)) || !isWhole(row)) continue;
        return { seq: numberIn(row, 'seq'), body: bytesIn(row, 'body') };
      }
      return null;
    },

    saveSnapshot({ seq, fingerprint, entryHash }: Snapshot, bytes: ArrayBuffer): void {
      const body = new Uint8Array(bytes);
      inTransaction(db, () => {
        // Those of a history that was cut off would count as the newest for ever.
        dropBeyond.run(seq);
        insert.run(seq, fingerprint, entryHash, body, hashOf(body));
        dropOld.run(keptSnapshots);
      });
    },
  };
}
