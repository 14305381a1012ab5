import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { foldEvent } from '@ftz/shared/state/apply-durable.ts';
import { Fold } from '@ftz/shared/state/fold.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { databaseFile } from './data-dir.ts';
import { foldFingerprint } from './fold-fingerprint.ts';
import { bytesIn, textIn } from './row-values.ts';
import { packSituation, unpackSituation } from './snapshot-json.ts';
import { snapshotTable } from './snapshot-table.ts';

/**
 * A thread that lives for one snapshot: it reads the database beside the thread that writes it, folds
 * on from the last snapshot and packs the result, so that neither devices nor people wait for that.
 */
const entriesPerRead = 1_000;

function foldOn(db: DatabaseSync, fingerprint: string): Fold {
  const known = snapshotTable(db).trustedSnapshot(fingerprint);
  const fold = new Fold(known === null ? emptySituation() : unpackSituation(known.body));
  const after = db.prepare('SELECT body FROM entry WHERE seq > ? ORDER BY seq LIMIT ?');
  for (;;) {
    const rows = after.all(fold.situation.seq, entriesPerRead);
    if (rows.length === 0) return fold;
    for (const row of rows) foldEvent(fold, JSON.parse(textIn(row, 'body')));
  }
}

function makeSnapshot(dataDir: string, fingerprint: string): void {
  const db = new DatabaseSync(databaseFile(dataDir), { readOnly: true });
  try {
    const { situation } = foldOn(db, fingerprint);
    const { seq } = situation;
    const row = db.prepare('SELECT hash FROM entry WHERE seq = ?').get(seq) ?? {};
    const snapshot = { seq, fingerprint, entryHash: bytesIn(row, 'hash') };
    const body = packSituation(situation);
    parentPort?.postMessage({ snapshot, body }, [body]);
  } finally {
    db.close();
  }
}

const { dataDir, fingerprint } = workerData;
// Replaced since the start of the program: this code would fold otherwise than that name says.
if (foldFingerprint() === fingerprint) makeSnapshot(dataDir, fingerprint);
