import {
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

/**
 * Replaces a file for this process's user alone (mode 0600): after a crash or a power cut it holds
 * the old text or the new one, never a part. Throws what the file system throws; the old file then
 * stands.
 */
export function writeAtomically(file: string, text: string): void {
  const draft = `${file}.tmp`;
  try {
    const fd = openSync(draft, 'w', 0o600);
    try {
      // One that a crash left behind keeps its mode.
      fchmodSync(fd, 0o600);
      writeFileSync(fd, text);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
  syncFolder(dirname(file));
}

/** Makes the new name survive a power cut. */
function syncFolder(path: string): void {
  const fd = openSync(path, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
