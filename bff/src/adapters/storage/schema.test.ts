import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { databaseFile, evidenceDir } from './data-dir.ts';
import { freshDataDir, note, openFor, textOf } from './storage.fixture.ts';

const emptySha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** A store as the first version wrote it: evidence knew neither incident nor account. */
async function storeOfFirstVersion(): Promise<string> {
  const dataDir = freshDataDir();
  const storage = await openFor(dataDir);
  await storage.log.append([note('of before')]);
  await storage.close();
  const db = new DatabaseSync(databaseFile(dataDir));
  db.exec(`
    DROP TABLE evidence;
    DROP TABLE snapshot;
    DROP TABLE push_subscription;
    DROP INDEX command_by_seq;
    ALTER TABLE account DROP COLUMN person_id;
    ALTER TABLE account DROP COLUMN office_id;
    ALTER TABLE account DROP COLUMN licences;
    CREATE TABLE evidence (
      id TEXT PRIMARY KEY,
      media_type TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      areas TEXT NOT NULL
    ) STRICT;
    INSERT INTO evidence VALUES ('old', 'image/png', '${emptySha256}', '["WGQ"]');
    PRAGMA user_version = 1`);
  db.close();
  writeFileSync(join(evidenceDir(dataDir), 'old'), '');
  return dataDir;
}

test('a store of the first version opens with everything in it, and goes on', async () => {
  const dataDir = await storeOfFirstVersion();
  const first = await openFor(dataDir);
  expect((await first.log.read(0, 10)).map(textOf)).toEqual(['of before']);
  const old = { id: 'old', mediaType: 'image/png', areas: ['WGQ'], incidentId: null };
  expect(await first.evidence.find('old')).toMatchObject(old);
  const photo = { id: 'new', mediaType: 'image/png', areas: ['WGQ' as const] };
  const of = { incidentId: 'I1', accountId: 'U1' };
  await first.evidence.save({
    ...photo,
    ...of,
    savedAtMs: 5,
    capturedAtMs: null,
    bytes: new Uint8Array(1),
  });
  await first.close();

  const { evidence } = await openFor(dataDir);
  expect(await evidence.describe('new')).toMatchObject({ incidentId: 'I1' });
  expect(await evidence.describe('old')).toMatchObject({ incidentId: null });
  expect(await evidence.count({ ...of, sinceMs: 0 })).toEqual({
    ofIncident: 1,
    ofAccount: 1,
    bytesOfAccount: 1,
  });
});

test('a step that fails changes nothing', async () => {
  const dataDir = await storeOfFirstVersion();
  const db = new DatabaseSync(databaseFile(dataDir));
  db.exec('CREATE INDEX evidence_by_account ON evidence (areas)');
  await expect(openFor(dataDir)).rejects.toMatchObject({ code: 'failed' });
  const columns = db.prepare('PRAGMA table_info(evidence)').all();
  expect(columns.map(({ name }) => name)).toEqual(['id', 'media_type', 'sha256', 'areas']);
  db.exec('DROP INDEX evidence_by_account');
  db.close();
  expect(await (await openFor(dataDir)).evidence.describe('old')).not.toBeNull();
});
