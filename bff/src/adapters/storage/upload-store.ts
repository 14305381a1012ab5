import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import {
  appendFile,
  link as linkFile,
  open,
  readdir,
  readFile,
  rm,
  stat,
  statfs,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import type { Upload, UploadStore } from '#domain/ports.ts';
import { evidenceDir, uploadDir } from './data-dir.ts';
import { orDiskFull, safeId, syncDir } from './evidence-store.ts';
import { StorageError } from './storage-error.ts';
import type { WorkerLink } from './worker-link.ts';

const staleAfterMs = 86_400_000;
/** A film must not take the room in which alarms are written. */
const keptFreeBytes = 1024 ** 3;

/**
 * Files that come from phones in pieces. Beside each part lies what was announced of it, so that a
 * phone goes on where it was after the end of either side. What is whole becomes evidence by a new
 * name for the same bytes: the row is written last, as it is for every piece of evidence.
 */
export function openUploadStore(link: WorkerLink, dataDir: string): UploadStore {
  const folder = uploadDir(dataDir);
  const partOf = (id: string) => join(folder, `${checked(id)}.part`);
  const announcementOf = (id: string) => join(folder, `${checked(id)}.json`);
  const inTurn = oneAtATime();

  async function find(id: string) {
    const upload = await readAnnouncement(announcementOf(id));
    if (!upload) return null;
    const { size: offset } = await stat(partOf(id)).catch(() => ({ size: 0 }));
    return { upload, offset };
  }

  async function drop(id: string): Promise<void> {
    // The part first: an announcement without one is an upload that begins anew.
    await rm(partOf(id), { force: true });
    await rm(announcementOf(id), { force: true });
  }

  async function becomeEvidence({ sizeBytes, ...row }: Upload, savedAtMs: number): Promise<void> {
    const kept = join(evidenceDir(dataDir), row.id);
    if ((await link.call('findEvidence', row.id)) !== null) return;
    await linkFile(partOf(row.id), kept).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
      // A file without a row: the house ended between the two. Only this upload can have had its name.
      await unlink(kept);
      await linkFile(partOf(row.id), kept);
    });
    await syncDir(evidenceDir(dataDir));
    await link.call('addEvidence', { ...row, savedAtMs, sizeBytes });
  }

  return {
    begin: (upload) =>
      inTurn(upload.id, async () => {
        const { bavail, bsize } = await statfs(folder);
        if (bavail * bsize < upload.sizeBytes + keptFreeBytes)
          throw new StorageError('disk-full', 'too little room for this file');
        await writeFile(partOf(upload.id), '', { mode: 0o600, flag: 'a' }).catch(orDiskFull);
        await writeFile(announcementOf(upload.id), JSON.stringify(upload), {
          mode: 0o600,
          flag: 'wx',
        }).catch(orDiskFull);
      }),

    find,
    drop: (id) => inTurn(id, () => drop(id)),

    append: (id, offset, bytes) =>
      inTurn(id, async () => {
        const { size } = await stat(partOf(id));
        if (size !== offset) return size;
        await appendFile(partOf(id), bytes).catch(orDiskFull);
        return size + bytes.length;
      }),

    finish: (id, savedAtMs) =>
      inTurn(id, async () => {
        const found = await find(id);
        if (!found) return (await link.call('findEvidence', id)) !== null;
        const whole = (await syncedHash(partOf(id))) === found.upload.sha256;
        if (whole) await becomeEvidence(found.upload, savedAtMs);
        await drop(id);
        return whole;
      }),

    underWay: async () => {
      const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
      const all = names.map(async (name) => {
        const id = name.slice(0, -'.json'.length);
        const touched = await stat(partOf(id)).catch(() => null);
        if (touched && Date.now() - touched.mtimeMs < staleAfterMs)
          return readAnnouncement(announcementOf(id));
        await inTurn(id, () => drop(id));
        return null;
      });
      return (await Promise.all(all)).filter((upload) => upload !== null);
    },
  };
}

function checked(id: string): string {
  if (safeId.test(id)) return id;
  throw new StorageError('bad-id', 'this cannot name a piece of evidence');
}

/** Null: there is none, or its writing was cut off, and then the phone announces it again. */
async function readAnnouncement(path: string): Promise<Upload | null> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return JSON.parse(text) as Upload;
  } catch {
    await unlink(path);
    return null;
  }
}

/** What was handed over piece by piece reaches the disk here, before anybody is told that it is kept. */
async function syncedHash(path: string): Promise<string> {
  const file = await open(path, 'r+');
  await file.sync().finally(() => file.close());
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(path)) hash.update(bytes as Buffer);
  return hash.digest('hex');
}

/** Two pieces of one file that come at once must not both be the next. */
function oneAtATime() {
  const last = new Map<string, Promise<unknown>>();
  return <T>(id: string, work: () => Promise<T>): Promise<T> => {
    const mine = (last.get(id) ?? Promise.resolve()).then(work, work);
    last.set(id, mine);
    const over = () => {
      if (last.get(id) === mine) last.delete(id);
    };
    mine.then(over, over);
    return mine;
  };
}
