import { statSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { databaseFile } from './data-dir.ts';
import { freshDataDir, note, openFor } from './storage.fixture.ts';

/** More than SQLite remembers, so that a read has to look at the disk. */
const muchMore = Array.from({ length: 4_000 }, () => note('x'.repeat(2_000)));

test('a store that reads garbage dies, says why, and is stalled for good', async () => {
  const dataDir = freshDataDir();
  const storage = await openFor(dataDir);
  await storage.log.append(muchMore);
  expect(storage.stalledSinceMs()).toBeNull();
  for (const file of [databaseFile(dataDir), `${databaseFile(dataDir)}-wal`]) {
    writeFileSync(file, new Uint8Array(statSync(file).size).fill(7));
  }
  await expect(storage.log.read(0, 4_000)).rejects.toMatchObject({ code: 'gone' });
  expect(await storage.died).toContain('storage thread died');
  expect(storage.stalledSinceMs()).not.toBeNull();
  expect(storage.health().ok).toBe(false);
  await expect(storage.log.append([note('lost')])).rejects.toMatchObject({ code: 'gone' });
});

test('one that is closed has not died', async () => {
  const storage = await openFor(freshDataDir());
  await storage.close();
  expect(await Promise.race([storage.died, Promise.resolve('lives')])).toBe('lives');
});
