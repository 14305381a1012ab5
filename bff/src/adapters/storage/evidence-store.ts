import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, rm, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { EvidenceStore } from '#domain/ports.ts';
import { evidenceDir } from './data-dir.ts';
import { StorageError } from './storage-error.ts';
import type { WorkerLink } from './worker-link.ts';

/** The id becomes a file name: no dots, no separators, nothing that a file system interprets. */
export const safeId = /^[A-Za-z0-9_-]{1,64}$/;

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** `wx`: evidence is never overwritten, whoever asks. */
async function writeNew(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST')
      throw new StorageError('bad-id', 'this evidence exists already', { cause: error });
    throw error;
  });
  try {
    await file.writeFile(bytes);
    await file.sync();
  } catch (error) {
    await unlink(path);
    throw error;
  } finally {
    await file.close();
  }
}

/** Makes the new name in the directory survive a power cut. */
export async function syncDir(path: string): Promise<void> {
  const dir = await open(path, 'r');
  await dir.sync().finally(() => dir.close());
}

export const orDiskFull = (error: unknown): never => {
  if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') {
    throw new StorageError('disk-full', error.message, { cause: error });
  }
  throw error;
};

/** Bytes first and synced, then the row that says they are there: a row never lies about a file. */
export function openEvidenceStore(link: WorkerLink, dataDir: string): EvidenceStore {
  const pathOf = (id: string): string => join(evidenceDir(dataDir), id);

  return {
    save: async ({ bytes, ...row }) => {
      const { id } = row;
      if (!safeId.test(id))
        throw new StorageError('bad-id', 'this cannot name a piece of evidence');
      const sha256 = sha256Of(bytes);
      await writeNew(pathOf(id), bytes).catch(orDiskFull);
      await syncDir(evidenceDir(dataDir));
      await link
        .call('addEvidence', { ...row, sha256, sizeBytes: bytes.length })
        .catch(async (error) => {
          await unlink(pathOf(id));
          throw error;
        });
      return { id, sha256 };
    },

    describe: (id) => link.call('findEvidence', id),

    open: async (id) => {
      const row = await link.call('findEvidence', id);
      if (row === null || row.deletedAtMs !== null) return null;
      const { size: sizeBytes } = await stat(pathOf(row.id));
      return {
        sizeBytes,
        read: ({ from, to }) => createReadStream(pathOf(row.id), { start: from, end: to }),
      };
    },

    count: ({ incidentId, accountId, sinceMs }) =>
      link.call('countEvidence', incidentId, accountId, sinceMs),

    /** The row first: nobody is told that bytes are damaged which were deleted. */
    delete: async (id, atMs) => {
      if ((await link.call('findEvidence', id)) === null) return;
      await link.call('noteEvidenceDeleted', id, atMs);
      await rm(pathOf(id), { force: true });
      await syncDir(evidenceDir(dataDir));
    },

    /** Rejects with `damaged` when the bytes are gone or are not those that were saved. */
    find: async (id) => {
      const row = await link.call('findEvidence', id);
      if (row === null || row.deletedAtMs !== null) return null;
      const bytes = await readFile(pathOf(row.id)).catch(() => null);
      if (bytes === null || sha256Of(bytes) !== row.sha256) {
        throw new StorageError('damaged', `evidence ${id} is not what was saved`);
      }
      return { ...row, bytes };
    },
  };
}
