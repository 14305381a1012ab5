import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What lies in DATA_DIR. All of it is for this process's user alone. */
export const databaseFile = (dataDir: string): string => join(dataDir, 'command-center.db');
export const trackFile = (dataDir: string): string => join(dataDir, 'tracks.db');
export const lockFile = (dataDir: string): string => join(dataDir, 'lock');
/** How far the log had come, see head-file.ts. */
export const headFile = (dataDir: string): string => join(dataDir, 'head');
export const reserveFile = (dataDir: string): string => join(dataDir, 'reserve');
export const evidenceDir = (dataDir: string): string => join(dataDir, 'evidence');
/** What is on its way from phones. */
export const uploadDir = (dataDir: string): string => join(dataDir, 'uploads');

/** Recordings of video inspections. */
export const clipsDir = (dataDir: string): string => join(dataDir, 'clips');

/** Makes a new name in a directory survive a power cut. */
export function syncDir(path: string): void {
  const fd = openSync(path, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** SQLite gives its -wal and -shm the mode of the database, so the database must exist with ours. */
function makePrivateFile(path: string): void {
  // Never opened when it exists: closing any descriptor of a file drops this process's POSIX locks
  // on it, and with them the lock that keeps a second process out.
  if (existsSync(path)) chmodSync(path, 0o600);
  else closeSync(openSync(path, 'wx', 0o600));
}

/** One that exists keeps its mode: it may be a mount, or somebody's own choice. */
const makePrivateDir = (path: string): void => {
  mkdirSync(path, { recursive: true, mode: 0o700 });
};

/** Creates what is missing of DATA_DIR (0700) and its files (0600), durably. */
export function prepareDataDir(dataDir: string): void {
  makePrivateDir(dataDir);
  makePrivateDir(evidenceDir(dataDir));
  makePrivateDir(clipsDir(dataDir));
  makePrivateDir(uploadDir(dataDir));
  makePrivateFile(lockFile(dataDir));
  makePrivateFile(databaseFile(dataDir));
  makePrivateFile(trackFile(dataDir));
  syncDir(dataDir);
  syncDir(dirname(dataDir));
}
