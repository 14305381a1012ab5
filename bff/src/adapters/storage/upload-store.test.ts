import { createHash } from 'node:crypto';
import { linkSync, readdirSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Upload } from '#domain/ports.ts';
import { evidenceDir, uploadDir } from './data-dir.ts';
import { freshDataDir, openFor } from './storage.fixture.ts';

const bytes = Uint8Array.from({ length: 100_000 }, (_, i) => i % 251);
const upload: Upload = {
  id: 'P-film',
  mediaType: 'video/mp4',
  sha256: createHash('sha256').update(bytes).digest('hex'),
  areas: ['WGQ'],
  incidentId: 'I1',
  accountId: 'U1',
  capturedAtMs: 500,
  sizeBytes: bytes.length,
};
const { id } = upload;

describe('a file in pieces', () => {
  test('goes on where it was after the end of the house, and is evidence when it is whole', async () => {
    const dataDir = freshDataDir();
    const first = await openFor(dataDir);
    await first.uploads.begin(upload);
    expect(await first.uploads.append(id, 0, bytes.subarray(0, 60_000))).toBe(60_000);
    await first.close();

    const { uploads, evidence } = await openFor(dataDir);
    expect(await uploads.find(id)).toEqual({ upload, offset: 60_000 });
    expect(await uploads.append(id, 60_000, bytes.subarray(60_000))).toBe(100_000);
    expect(await evidence.find(id)).toBeNull();
    expect(await uploads.finish(id, 9_000)).toBe(true);
    const kept = await evidence.find(id);
    expect(Buffer.compare(kept?.bytes ?? new Uint8Array(), bytes)).toBe(0);
    expect(kept).toMatchObject({ incidentId: 'I1', accountId: 'U1', capturedAtMs: 500 });
    expect(await evidence.count({ incidentId: 'I1', accountId: 'U1', sinceMs: 0 })).toEqual({
      ofIncident: 1,
      ofAccount: 1,
      bytesOfAccount: 100_000,
    });
    expect(await uploads.find(id)).toBeNull();
    expect(readdirSync(uploadDir(dataDir))).toEqual([]);
    // Asked again, because the answer was lost.
    expect(await uploads.finish(id, 9_001)).toBe(true);
  });

  test('is read in parts', async () => {
    const { uploads, evidence } = await openFor(freshDataDir());
    await uploads.begin(upload);
    await uploads.append(id, 0, bytes);
    await uploads.finish(id, 9_000);
    const file = await evidence.open(id);
    expect(file?.sizeBytes).toBe(100_000);
    const parts = [];
    for await (const part of file?.read({ from: 10, to: 12 }) ?? []) parts.push(...part);
    expect(parts).toEqual([10, 11, 12]);
    expect(await evidence.open('P-none')).toBeNull();
  });

  test('takes each piece once, whoever sends it twice and at once', async () => {
    const { uploads } = await openFor(freshDataDir());
    await uploads.begin(upload);
    const piece = bytes.subarray(0, 40_000);
    const ends = [uploads.append(id, 0, piece), uploads.append(id, 0, piece)];
    expect(await Promise.all(ends)).toEqual([40_000, 40_000]);
    expect((await uploads.find(id))?.offset).toBe(40_000);
  });

  test('that is not what was announced is not kept', async () => {
    const dataDir = freshDataDir();
    const { uploads, evidence } = await openFor(dataDir);
    await uploads.begin(upload);
    await uploads.append(
      id,
      0,
      bytes.map((byte) => byte ^ 1),
    );
    expect(await uploads.finish(id, 9_000)).toBe(false);
    expect(await evidence.find(id)).toBeNull();
    expect(readdirSync(uploadDir(dataDir))).toEqual([]);
    expect(readdirSync(evidenceDir(dataDir))).toEqual([]);
  });

  test('whose name was taken just before the house ended gets its row', async () => {
    const dataDir = freshDataDir();
    const { uploads, evidence } = await openFor(dataDir);
    await uploads.begin(upload);
    await uploads.append(id, 0, bytes);
    linkSync(join(uploadDir(dataDir), `${id}.part`), join(evidenceDir(dataDir), id));
    expect(await uploads.finish(id, 9_000)).toBe(true);
    expect((await evidence.find(id))?.bytes.length).toBe(100_000);
  });

  test('begins anew where a power cut took its beginning', async () => {
    const dataDir = freshDataDir();
    const { uploads } = await openFor(dataDir);
    await uploads.begin(upload);
    await uploads.append(id, 0, bytes);
    truncateSync(join(uploadDir(dataDir), `${id}.part`), 70_000);
    expect((await uploads.find(id))?.offset).toBe(70_000);
    writeFileSync(join(uploadDir(dataDir), `${id}.json`), '{"id":');
    expect(await uploads.find(id)).toBeNull();
    await uploads.begin(upload);
    expect((await uploads.find(id))?.offset).toBe(70_000);
  });

  test('is forgotten when nobody went on with it for a day', async () => {
    const dataDir = freshDataDir();
    const { uploads } = await openFor(dataDir);
    await uploads.begin(upload);
    await uploads.begin({ ...upload, id: 'P-old' });
    const dayAgo = new Date(Date.now() - 86_400_000);
    utimesSync(join(uploadDir(dataDir), 'P-old.part'), dayAgo, dayAgo);
    expect((await uploads.underWay()).map((one) => one.id)).toEqual([id]);
    expect(await uploads.find('P-old')).toBeNull();
  });

  test.each(['../ev', 'a/b', '..', '', 'a\0b', 'a.json', '%2e%2e'])(
    'cannot be called %j',
    async (name) => {
      const { uploads } = await openFor(freshDataDir());
      const refused = expect.objectContaining({ code: 'bad-id' });
      await expect(uploads.begin({ ...upload, id: name })).rejects.toEqual(refused);
      await expect(uploads.find(name)).rejects.toEqual(refused);
      await expect(uploads.append(name, 0, bytes)).rejects.toEqual(refused);
    },
  );
});
