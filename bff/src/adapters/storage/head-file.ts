import { closeSync, fsyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { headFile, syncDir } from './data-dir.ts';

/** How far the log had come, noted outside of it. `hash` is that of entry `seq`, in hexadecimal. */
export type NotedHead = { epoch: string; seq: number; hash: string };

/** A disk writes so much at once or not at all. */
const noteBytes = 512;

/** Null when there is none, or none that can be read: then it proves nothing. */
export function readNotedHead(dataDir: string): NotedHead | null {
  try {
    const [line = ''] = readFileSync(headFile(dataDir), 'utf8').split('\n');
    const { epoch, seq, hash } = JSON.parse(line);
    const whole = typeof epoch === 'string' && Number.isInteger(seq) && typeof hash === 'string';
    return whole ? { epoch, seq, hash } : null;
  } catch {
    return null;
  }
}

/**
 * Written over the old one: that is cheap enough for every commit, takes no new room on most file
 * systems, and leaves the old head or the new one, never a part. `synced` survives a power cut; one
 * that is not may then be older than the log, which proves less and harms nothing.
 */
export function noteHead(dataDir: string, head: NotedHead, { synced }: { synced: boolean }): void {
  const file = openHead(dataDir);
  try {
    writeSync(file, `${JSON.stringify(head)}\n`.padEnd(noteBytes), 0);
    if (synced) fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function openHead(dataDir: string): number {
  try {
    return openSync(headFile(dataDir), 'r+');
  } catch {
    const file = openSync(headFile(dataDir), 'wx', 0o600);
    syncDir(dataDir);
    return file;
  }
}

/** For a log that got another name: what was noted of the old one would be held against it for ever. */
export function forgetHead(dataDir: string): void {
  rmSync(headFile(dataDir), { force: true });
  syncDir(dataDir);
}
