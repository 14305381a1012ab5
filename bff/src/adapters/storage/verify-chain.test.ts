import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { databaseFile } from './data-dir.ts';
import { canonicalJson } from './entry-json.ts';
import { freshDataDir, note, openFor, upTo } from './storage.fixture.ts';
import { verifyChain } from './verify-chain.ts';

async function tenEntries(): Promise<string> {
  const dataDir = freshDataDir();
  const storage = await openFor(dataDir);
  for (const n of upTo(10)) await storage.log.append([note(`${n}`)]);
  await storage.close();
  return dataDir;
}

/** What somebody with the file and a shell can do: the triggers stop only the honest. */
function tamper(dataDir: string, sql: string): void {
  const db = new DatabaseSync(databaseFile(dataDir));
  db.exec(`DROP TRIGGER entry_never_changes; DROP TRIGGER entry_never_goes; ${sql}`);
  db.close();
}

describe('verifyChain', () => {
  test('an untouched log holds, over a restart and beside the running process', async () => {
    const dataDir = await tenEntries();
    const storage = await openFor(dataDir);
    await storage.log.append([note('11')]);
    expect(verifyChain(dataDir)).toMatchObject({ ok: true, entries: 11 });
  });

  test('an empty log holds', async () => {
    const dataDir = freshDataDir();
    await openFor(dataDir);
    expect(verifyChain(dataDir)).toEqual({ ok: true, entries: 0, headHash: '00'.repeat(32) });
  });

  test('the head is what anybody computes from the entries as they were read', async () => {
    const dataDir = await tenEntries();
    const events = await (await openFor(dataDir)).log.read(0, 100);
    const head = events.reduce(
      (previous, event) =>
        createHash('sha256').update(previous).update(canonicalJson(event)).digest(),
      Buffer.alloc(32),
    );
    expect(verifyChain(dataDir)).toMatchObject({ headHash: head.toString('hex') });
  });

  test.each([
    [
      'a changed body',
      `UPDATE entry SET body = replace(body, '"4"', '"5"') WHERE seq = 4`,
      4,
      'changed',
    ],
    ['a changed hash', `UPDATE entry SET hash = zeroblob(32) WHERE seq = 6`, 6, 'changed'],
    ['an entry taken out', `DELETE FROM entry WHERE seq = 5`, 5, 'missing'],
    ['the first one taken out', `DELETE FROM entry WHERE seq = 1`, 1, 'missing'],
    [
      'two swapped',
      `UPDATE entry SET seq = 100 WHERE seq = 7; UPDATE entry SET seq = 7 WHERE seq = 8;
       UPDATE entry SET seq = 8 WHERE seq = 100`,
      7,
      'changed',
    ],
    [
      'an entry taken out and the rest moved up',
      `DELETE FROM entry WHERE seq = 3; UPDATE entry SET seq = seq - 1 WHERE seq > 3`,
      3,
      'changed',
    ],
  ])('names the first bad entry: %s', async (_name, sql, badSeq, reason) => {
    const dataDir = await tenEntries();
    tamper(dataDir, sql);
    expect(verifyChain(dataDir)).toEqual({ ok: false, badSeq, reason });
  });

  test('a forged entry that is well chained but wrongly numbered', async () => {
    const dataDir = await tenEntries();
    const verdict = verifyChain(dataDir);
    const body = canonicalJson({ seq: 99 });
    const head = Buffer.from(verdict.ok ? verdict.headHash : '', 'hex');
    const db = new DatabaseSync(databaseFile(dataDir));
    const hash = createHash('sha256').update(head).update(body).digest();
    db.prepare('INSERT INTO entry (seq, body, hash) VALUES (11, ?, ?)').run(body, hash);
    db.close();
    expect(verifyChain(dataDir)).toEqual({ ok: false, badSeq: 11, reason: 'misnumbered' });
  });

  test('entries cut off at the end show in the head', async () => {
    const dataDir = await tenEntries();
    const before = verifyChain(dataDir);
    tamper(dataDir, 'DELETE FROM entry WHERE seq > 8');
    expect(verifyChain(dataDir)).toMatchObject({ ok: true, entries: 8 });
    expect(verifyChain(dataDir)).not.toEqual(before);
  });
});
