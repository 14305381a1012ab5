import type { DatabaseSync } from 'node:sqlite';
import { accountTable } from './account-table.ts';
import { badFrameTable } from './bad-frame-table.ts';
import { entryTable } from './entry-table.ts';
import { evidenceTable } from './evidence-table.ts';
import { sessionTable } from './session-table.ts';

/** Everything that the thread can be asked, by name; `WorkerLink.call` carries it over. */
export const openTables = (db: DatabaseSync) => ({
  ...entryTable(db),
  ...accountTable(db),
  ...sessionTable(db),
  ...evidenceTable(db),
  ...badFrameTable(db),
  close: (): void => db.close(),
});

export type Tables = ReturnType<typeof openTables>;
