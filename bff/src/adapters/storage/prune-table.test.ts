import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { entryTable } from './entry-table.ts';
import { pruneTable } from './prune-table.ts';
import { ensureSchema } from './schema.ts';

const dayMs = 86_400_000;

/** One named message and one command a day. */
function sixtyDays() {
  const db = new DatabaseSync(':memory:');
  ensureSchema(db, 'epoch-1');
  const entries = entryTable(db);
  const draft = {
    type: 'x.y',
    areas: '[]',
    audience: null,
    actedAtMs: null,
    actor: '{}',
    data: '{}',
  };
  for (let day = 1; day <= 60; day++) {
    const appends = [
      { drafts: [{ ...draft, dedupeKey: `m${day}` }], mark: null },
      {
        drafts: [{ ...draft, dedupeKey: null }],
        mark: { commandId: `c${day}`, accountId: 'u' },
      },
    ];
    entries.commit({ nowMs: day * dayMs, appends });
  }
  return { entries, prune: pruneTable(db).prune };
}

test('lets go of names that nobody uses again, and of no entry', () => {
  const { entries, prune } = sixtyDays();
  expect(prune(60 * dayMs)).toBeGreaterThan(0);
  expect(entries.knownKeys(['m1', 'm29', 'm30', 'm60'])).toEqual(['m30', 'm60']);
  const seqOf = (commandId: string) => entries.seqOfCommand({ commandId, accountId: 'u' });
  expect([seqOf('c52'), seqOf('c53'), seqOf('c60')]).toEqual([null, 106, 120]);
  expect(entries.read(0, 1000)).toHaveLength(120);
  expect(prune(60 * dayMs)).toBe(0);
});

test('a clock that jumps ahead makes nothing old', () => {
  const { entries, prune } = sixtyDays();
  prune(400 * dayMs);
  expect(entries.knownKeys(['m30', 'm60'])).toEqual(['m30', 'm60']);
  expect(entries.seqOfCommand({ commandId: 'c60', accountId: 'u' })).toBe(120);
});

test('has nothing to do in an empty store, nor in a young one', () => {
  const { prune } = sixtyDays();
  expect(prune(2 * dayMs)).toBe(0);
  const empty = new DatabaseSync(':memory:');
  ensureSchema(empty, 'epoch-1');
  expect(pruneTable(empty).prune(60 * dayMs)).toBe(0);
});
