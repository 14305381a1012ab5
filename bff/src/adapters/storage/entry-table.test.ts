import type { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { prepareDataDir } from './data-dir.ts';
import { type AppendRequest, entryTable } from './entry-table.ts';
import { openDatabase } from './open-database.ts';
import { storageErrorOf } from './sqlite-failure.ts';
import { freshDataDir, upTo } from './storage.fixture.ts';

function openEntries(): { db: DatabaseSync; entries: ReturnType<typeof entryTable> } {
  const dataDir = freshDataDir();
  prepareDataDir(dataDir);
  const db = openDatabase(dataDir, 'epoch-1');
  onTestFinished(() => db.close());
  return { db, entries: entryTable(db) };
}

const append = (text: string): AppendRequest => ({
  mark: { commandId: text.slice(0, 9), accountId: 'u' },
  drafts: [
    {
      type: 'incident.noted',
      areas: '["WGQ"]',
      audience: null,
      actedAtMs: null,
      actor: '{"kind":"machine","name":"test"}',
      data: JSON.stringify({ incidentId: 'inc-1', text }),
      dedupeKey: text.slice(0, 9),
    },
  ],
});

const rowsIn = (db: DatabaseSync, table: string): unknown =>
  db.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n;

/** Caps the database at its present size plus a few pages: the next big write meets a full disk. */
function fillDisk(db: DatabaseSync): void {
  const pages = Number(db.prepare('PRAGMA page_count').get()?.page_count);
  db.exec(`PRAGMA max_page_count = ${pages + 4}`);
}

describe('a full disk', () => {
  test('refuses the whole batch by name, half-writes nothing, and goes on when there is room', () => {
    const { db, entries } = openEntries();
    entries.commit({ nowMs: 1, appends: [append('before')] });
    fillDisk(db);
    const batch = upTo(40).map((n) => append(`${n} `.padEnd(9) + 'x'.repeat(2000)));
    let failure: unknown;
    try {
      entries.commit({ nowMs: 2, appends: batch });
    } catch (error) {
      failure = error;
    }
    expect(storageErrorOf(failure).code).toBe('disk-full');
    expect(['entry', 'dedupe', 'command'].map((table) => rowsIn(db, table))).toEqual([1, 1, 1]);
    expect(entries.headSeq()).toBe(1);

    db.exec('PRAGMA max_page_count = 1000000');
    const { seqs } = entries.commit({ nowMs: 3, appends: batch });
    expect(seqs.flat()).toEqual(upTo(40).map((n) => n + 1));
    expect(entries.read(0, 100)).toHaveLength(41);
  });
});

describe('the log', () => {
  test('refuses to be changed, by whoever asks', () => {
    const { db, entries } = openEntries();
    entries.commit({ nowMs: 1, appends: [append('said')] });
    expect(() => db.exec("UPDATE entry SET body = '{}'")).toThrow('never changed');
    expect(() => db.exec('DELETE FROM entry')).toThrow('never changed');
  });

  test('syncs fully on every commit', () => {
    const { db } = openEntries();
    expect(db.prepare('PRAGMA synchronous').get()?.synchronous).toBe(2);
    expect(db.prepare('PRAGMA journal_mode').get()?.journal_mode).toBe('wal');
  });
});
