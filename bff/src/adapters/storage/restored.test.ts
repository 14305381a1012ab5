import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { databaseFile, headFile } from './data-dir.ts';
import { noteHead } from './head-file.ts';
import { openDatabase } from './open-database.ts';
import { renameRestored } from './rename-restored.ts';
import { readEpoch } from './schema.ts';
import { freshDataDir, newId, note, openFor } from './storage.fixture.ts';
import { openStorage } from './storage.ts';
import { openTables } from './tables.ts';

/** Opens, appends these, closes; what it is called then, and what was said. */
async function live(dataDir: string, texts: string[]) {
  const said: string[] = [];
  const storage = await openStorage({ dataDir, nowMs: Date.now, newId, say: (s) => said.push(s) });
  for (const text of texts) await storage.log.append([note(text)]);
  const { epoch } = storage.log;
  await storage.close();
  return { epoch, said };
}

/** Three entries, of which a backup has the first. */
async function houseWithBackup() {
  const dataDir = freshDataDir();
  const backup = `${dataDir}.backup`;
  await live(dataDir, ['a']);
  copyFileSync(databaseFile(dataDir), backup);
  const { epoch, said } = await live(dataDir, ['b', 'c']);
  expect(said).toEqual([]);
  return { dataDir, epoch, restore: () => copyFileSync(backup, databaseFile(dataDir)) };
}

test('a log that is shorter than it was gets a name of its own, once, and says so', async () => {
  const { dataDir, epoch, restore } = await houseWithBackup();
  restore();
  const after = await live(dataDir, []);
  expect(after.epoch).not.toBe(epoch);
  expect(after.said).toEqual([expect.stringContaining('restored from a backup')]);
  expect(await live(dataDir, [])).toEqual({ epoch: after.epoch, said: [] });
});

test('so does one that has grown again into another history', async () => {
  const { dataDir, epoch, restore } = await houseWithBackup();
  const noted = readFileSync(headFile(dataDir));
  restore();
  // Whoever restored it started it where the note did not lie.
  writeFileSync(headFile(dataDir), '');
  await live(dataDir, ['x', 'y', 'z']);
  writeFileSync(headFile(dataDir), noted);
  expect((await live(dataDir, [])).epoch).not.toBe(epoch);
});

test('a note that is missing or spoilt proves nothing', async () => {
  const { dataDir, epoch } = await houseWithBackup();
  writeFileSync(headFile(dataDir), '{"epoch":"e"');
  expect(await live(dataDir, ['d'])).toEqual({ epoch, said: [] });
});

test('every entry that was acknowledged is noted, so that a backup of a moment ago is found out', async () => {
  const dataDir = freshDataDir();
  const backup = `${dataDir}.backup`;
  const storage = await openFor(dataDir);
  await storage.log.append([note('a')]);
  const db = new DatabaseSync(databaseFile(dataDir), { readOnly: true });
  db.prepare('VACUUM INTO ?').run(backup);
  db.close();
  await storage.log.append([note('b')]);
  // As it lies there when the program is killed now.
  const noted = readFileSync(headFile(dataDir));
  await storage.close();
  copyFileSync(backup, databaseFile(dataDir));
  writeFileSync(headFile(dataDir), noted);
  expect((await live(dataDir, [])).epoch).not.toBe(storage.log.epoch);
});

test('a log that is called otherwise than was noted is another one, as far as it goes', async () => {
  const { dataDir, epoch, restore } = await houseWithBackup();
  restore();
  const renamed = await live(dataDir, []);
  restore();
  expect([epoch, renamed.epoch]).not.toContain((await live(dataDir, [])).epoch);
});

test('is renamed once, also where the new head cannot be noted', async () => {
  const { dataDir, epoch } = await houseWithBackup();
  noteHead(dataDir, { epoch, seq: 9, hash: '00' }, { synced: true });
  const db = openDatabase(dataDir, '');
  const tables = openTables(db, dataDir);
  const start = (freshEpoch: string) => renameRestored(db, tables, { dataDir, freshEpoch });
  expect([start('epoch-2'), start('epoch-3')]).toEqual([true, false]);
  expect(readEpoch(db)).toBe('epoch-2');
  db.close();
});
