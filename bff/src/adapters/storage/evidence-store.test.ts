import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { evidenceDir } from './data-dir.ts';
import { freshDataDir, openFor } from './storage.fixture.ts';

const photo = {
  id: 'ev-1',
  mediaType: 'image/jpeg',
  areas: ['WGQ' as const],
  incidentId: 'I1',
  accountId: 'U1',
  savedAtMs: 1_000,
  capturedAtMs: 900,
  bytes: Uint8Array.from({ length: 70_000 }, (_, i) => i % 251),
};
const sha256 = createHash('sha256').update(photo.bytes).digest('hex');

describe('evidence', () => {
  test('comes back as it was saved, also after a restart', async () => {
    const dataDir = freshDataDir();
    const first = await openFor(dataDir);
    expect(await first.evidence.save(photo)).toEqual({ id: 'ev-1', sha256 });
    await first.close();
    const found = await (await openFor(dataDir)).evidence.find('ev-1');
    expect(found).toMatchObject({ id: 'ev-1', mediaType: 'image/jpeg', areas: ['WGQ'], sha256 });
    expect(found).toMatchObject({ incidentId: 'I1', capturedAtMs: 900 });
    expect(Buffer.compare(found?.bytes ?? new Uint8Array(), photo.bytes)).toBe(0);
    expect(statSync(join(evidenceDir(dataDir), 'ev-1')).mode & 0o777).toBe(0o600);
  });

  test('is described without its bytes being read', async () => {
    const dataDir = freshDataDir();
    const { evidence } = await openFor(dataDir);
    await evidence.save(photo);
    rmSync(join(evidenceDir(dataDir), 'ev-1'));
    const record = { id: 'ev-1', mediaType: 'image/jpeg', sha256, areas: ['WGQ'] };
    expect(await evidence.describe('ev-1')).toEqual({
      ...record,
      incidentId: 'I1',
      accountId: 'U1',
      capturedAtMs: 900,
      sizeBytes: 70_000,
      deletedAtMs: null,
    });
    expect(await evidence.describe('ev-2')).toBeNull();
  });

  test('is counted by incident, and by account since a time', async () => {
    const { evidence } = await openFor(freshDataDir());
    const small = { ...photo, bytes: new Uint8Array(3) };
    await evidence.save({ ...small, id: 'a', savedAtMs: 1_000.5 });
    await evidence.save({ ...small, id: 'b', savedAtMs: 2_000 });
    await evidence.save({ ...small, id: 'c', savedAtMs: 3_000, incidentId: 'I2' });
    await evidence.save({ ...small, id: 'd', savedAtMs: 3_000, accountId: 'U2' });
    const of = { incidentId: 'I1', accountId: 'U1', sinceMs: 1_000 };
    expect(await evidence.count(of)).toEqual({ ofIncident: 3, ofAccount: 2, bytesOfAccount: 6 });
    const nobody = { incidentId: 'I9', accountId: 'U9', sinceMs: 0 };
    expect(await evidence.count(nobody)).toEqual({
      ofIncident: 0,
      ofAccount: 0,
      bytesOfAccount: 0,
    });
  });

  test('is never overwritten', async () => {
    const dataDir = freshDataDir();
    const { evidence } = await openFor(dataDir);
    await evidence.save(photo);
    const other = { ...photo, bytes: new Uint8Array(3) };
    await expect(evidence.save(other)).rejects.toMatchObject({ code: 'bad-id' });
    expect((await evidence.find('ev-1'))?.sha256).toBe(sha256);
  });

  test('that was deleted is known by its sum, and never comes back', async () => {
    const dataDir = freshDataDir();
    const first = await openFor(dataDir);
    await first.evidence.save(photo);
    await first.evidence.delete('ev-1', 5_000.5);
    await first.evidence.delete('ev-1', 9_000);
    await first.evidence.delete('ev-2', 9_000);
    expect(readdirSync(evidenceDir(dataDir))).toEqual([]);
    await first.close();
    const { evidence } = await openFor(dataDir);
    const kept = { sha256, sizeBytes: 70_000, deletedAtMs: 5_000 };
    expect(await evidence.describe('ev-1')).toMatchObject(kept);
    expect(await evidence.find('ev-1')).toBeNull();
    expect(await evidence.open('ev-1')).toBeNull();
    await expect(evidence.save(photo)).rejects.toBeDefined();
    expect(readdirSync(evidenceDir(dataDir))).toEqual([]);
  });

  test('that was changed or lost on the disk is not passed on', async () => {
    const dataDir = freshDataDir();
    const { evidence } = await openFor(dataDir);
    await evidence.save(photo);
    const path = join(evidenceDir(dataDir), 'ev-1');
    const bytes = readFileSync(path);
    bytes[5] = 255;
    writeFileSync(path, bytes);
    await expect(evidence.find('ev-1')).rejects.toMatchObject({ code: 'damaged' });
  });

  test.each(['../ev', 'a/b', '..', '.', '', 'a\0b', 'a.jpg', 'x'.repeat(65), '%2e%2e'])(
    'cannot be called %j',
    async (id) => {
      const dataDir = freshDataDir();
      const { evidence } = await openFor(dataDir);
      await expect(evidence.save({ ...photo, id })).rejects.toMatchObject({ code: 'bad-id' });
      expect(await evidence.find(id)).toBeNull();
      expect(readdirSync(evidenceDir(dataDir))).toEqual([]);
      expect(existsSync(join(dataDir, 'ev'))).toBe(false);
    },
  );

  test('whose row cannot be written leaves no file behind', async () => {
    const dataDir = freshDataDir();
    const storage = await openFor(dataDir);
    await storage.close();
    await expect(storage.evidence.save(photo)).rejects.toMatchObject({ code: 'gone' });
    expect(readdirSync(evidenceDir(dataDir))).toEqual([]);
  });
});
