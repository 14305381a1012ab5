import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { clipsDir, syncDir } from './data-dir.ts';

/** The id becomes a file name. */
const safeId = /^[A-Za-z0-9_-]{1,64}$/;

export type ClipWriter = {
  bytes: () => number;
  append: (bytes: Uint8Array) => Promise<void>;
  /** Resolves when all of it is on the disk. */
  finish: () => Promise<{ bytes: number; sha256: string }>;
};

/** Recordings grow while they are made; finished, they are what their hash in the log says. */
export type ClipStore = {
  begin: (clipId: string) => Promise<ClipWriter>;
  /** Null: there is none. */
  file: (clipId: string) => string | null;
  /** Of what a dead process left. */
  measure: (clipId: string) => Promise<{ bytes: number; sha256: string } | null>;
  /** Takes it off the disk for good; may be asked again. */
  delete: (clipId: string) => Promise<void>;
};

export function openClipStore(dataDir: string): ClipStore {
  const pathOf = (clipId: string) => join(clipsDir(dataDir), `${clipId}.mp4`);
  const file = (clipId: string) =>
    safeId.test(clipId) && existsSync(pathOf(clipId)) ? pathOf(clipId) : null;

  return {
    file,
    begin: async (clipId) => writeTo(await open(pathOf(clipId), 'wx', 0o600)),
    measure: async (clipId) => {
      const path = file(clipId);
      if (path === null) return null;
      const hash = createHash('sha256');
      let bytes = 0;
      for await (const chunk of createReadStream(path)) {
        hash.update(chunk);
        bytes += chunk.length;
      }
      return { bytes, sha256: hash.digest('hex') };
    },
    delete: async (clipId) => {
      const path = file(clipId);
      if (path === null) return;
      await rm(path, { force: true });
      syncDir(clipsDir(dataDir));
    },
  };
}

function writeTo(handle: FileHandle): ClipWriter {
  const hash = createHash('sha256');
  let written = 0;
  return {
    bytes: () => written,
    append: async (bytes) => {
      await handle.appendFile(bytes);
      hash.update(bytes);
      written += bytes.length;
    },
    finish: async () => {
      await handle.sync().finally(() => handle.close());
      return { bytes: written, sha256: hash.digest('hex') };
    },
  };
}
