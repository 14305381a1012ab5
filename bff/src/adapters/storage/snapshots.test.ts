import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import { applyAll } from '@ftz/shared/state/apply-durable.ts';
import { randomHistory } from '@ftz/shared/state/random-history.fixture.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { databaseFile } from './data-dir.ts';
import { packSituation } from './snapshot-json.ts';
import { freshDataDir, note, openFor } from './storage.fixture.ts';
import type { Storage } from './storage.ts';

const folded = async ({ log }: Storage) => applyAll(emptySituation(), await log.read(0, 100_000));
/** As many as make a snapshot worth its while at the stop. */
const many = (n = 1_000): DurableDraft[] => Array.from({ length: n }, (_, i) => note(`${i}`));
const draftsOf = (events: Awaited<ReturnType<Storage['log']['read']>>) =>
  events.map(({ seq: _seq, atMs: _atMs, ...draft }) => draft as DurableDraft);

function inDatabase<T>(dataDir: string, work: (db: DatabaseSync) => T): T {
  const db = new DatabaseSync(databaseFile(dataDir));
  try {
    return work(db);
  } finally {
    db.close();
  }
}
const snapshotsIn = (dataDir: string) =>
  inDatabase(dataDir, (db) => db.prepare('SELECT seq FROM snapshot ORDER BY seq').all());

/** A house that was stopped, with a snapshot of its first thousand entries, and a few more since. */
async function stoppedHouse(more: DurableDraft[]): Promise<string> {
  const dataDir = freshDataDir();
  const first = await openFor(dataDir);
  await first.log.append([...more, ...many()]);
  await first.close();
  const second = await openFor(dataDir);
  await second.history();
  await second.log.append([note('since'), ...more]);
  await second.close();
  expect(snapshotsIn(dataDir)).toHaveLength(1);
  return dataDir;
}

describe('the situation at a start', () => {
  test('is that of the whole log, from a snapshot and the rest', async () => {
    await fc.assert(
      fc.asyncProperty(randomHistory, async (events) => {
        const dataDir = await stoppedHouse(draftsOf(events));
        const storage = await openFor(dataDir);
        expect(JSON.stringify(await storage.history())).toBe(JSON.stringify(await folded(storage)));
        await storage.close();
      }),
      { numRuns: 3 },
    );
  }, 60_000);

  test.each([
    ['damaged', 'UPDATE snapshot SET body = zeroblob(length(body))'],
    ['of other code', "UPDATE snapshot SET fingerprint = 'other'"],
    ['of entries that the log has lost', 'UPDATE snapshot SET seq = 100000'],
    ['of another history', 'UPDATE snapshot SET entry_hash = zeroblob(32)'],
  ])('comes from the first entry where the snapshot is %s', async (_what, sql) => {
    const dataDir = await stoppedHouse([]);
    tellLie(dataDir);
    inDatabase(dataDir, (db) => db.exec(sql));
    const storage = await openFor(dataDir);
    expect(await storage.history()).toEqual(await folded(storage));
  });

  test('comes from a snapshot that nothing speaks against, lie or not', async () => {
    const dataDir = await stoppedHouse([]);
    tellLie(dataDir);
    const { unknownDevices, seq } = await (await openFor(dataDir)).history();
    expect([Object.keys(unknownDevices), seq]).toEqual([['lie'], 1_001]);
  });
});

/** Puts a snapshot in the place of the one there that shows whether it was believed. */
function tellLie(dataDir: string): void {
  const lie = { gateway: 'jt808', deviceId: 'lie', firstSeenAtMs: 0 } as const;
  const situation = { ...emptySituation(), seq: 1_000, unknownDevices: { lie } };
  const body = new Uint8Array(packSituation(situation));
  const hash = createHash('sha256').update(body).digest();
  inDatabase(dataDir, (db) =>
    db.prepare('UPDATE snapshot SET body = ?, body_hash = ?').run(body, hash),
  );
}

test('one is made while the house runs, and the newest two are kept', async () => {
  const dataDir = freshDataDir();
  const storage = await openFor(dataDir);
  await storage.log.append(many(10_000));
  await storage.close();
  for (const more of [1_000, 1_200]) {
    const next = await openFor(dataDir);
    await next.history();
    await next.log.append(many(more));
    await next.close();
  }
  expect(snapshotsIn(dataDir)).toEqual([{ seq: 11_000 }, { seq: 12_200 }]);
}, 30_000);
