import type { DatabaseSync } from 'node:sqlite';
import { accountTable } from './account-table.ts';
import { badFrameTable } from './bad-frame-table.ts';
import { entryTable } from './entry-table.ts';
import { evidenceTable } from './evidence-table.ts';
import { noteHead } from './head-file.ts';
import { pruneTable } from './prune-table.ts';
import { pushTable } from './push-table.ts';
import { readEpoch } from './schema.ts';
import { sessionTable } from './session-table.ts';
import { snapshotTable } from './snapshot-table.ts';

/** Everything that the thread can be asked, by name; `WorkerLink.call` carries it over. */
export function openTables(db: DatabaseSync, dataDir: string) {
  const entries = entryTable(db);
  const tiny = db.prepare(
    "INSERT INTO meta (name, value) VALUES ('probe', '') ON CONFLICT (name) DO UPDATE SET value = ''",
  );
  const keepHead = (synced: boolean): void => {
    const head = { epoch: readEpoch(db), seq: entries.headSeq(), hash: entries.headHash() };
    noteHead(dataDir, head, { synced });
  };

  return {
    ...entries,
    ...snapshotTable(db),
    ...pruneTable(db),
    ...accountTable(db),
    ...sessionTable(db),
    ...pushTable(db),
    ...evidenceTable(db),
    ...badFrameTable(db),
    /** Fails as a commit would: so that a log that nobody writes to finds out that it could. */
    probe: (): void => void tiny.run(),
    /** Here nobody has to keep any; see room-guard.ts. */
    keepReserve: (): void => undefined,
    /** The log's head, noted outside of it so that it survives a power cut. */
    keepHead: (): void => keepHead(true),
    /** So that it survives the program, and a restored database. */
    jotHead: (): void => keepHead(false),
    close: (): void => db.close(),
  };
}

export type Tables = ReturnType<typeof openTables>;

/** What the log says when it is opened. */
export type OpenedLog = {
  epoch: string;
  headSeq: number;
  /** It lacks entries that it once had: it came from a backup, and got a name of its own. */
  restored: boolean;
};
