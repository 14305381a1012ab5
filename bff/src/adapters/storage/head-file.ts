import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { headFile, syncDir } from './data-dir.ts';

/** How far the log had come, noted outside of it. `hash` is that of entry `seq`, in hexadecimal. */
export type NotedHead = { epoch: string; seq: number; hash: string };

/** Null when there is none, or none that can be read: then it proves nothing. */
export function readNotedHead(dataDir: string): NotedHead | null {
  try {
    const { epoch, seq, hash } = JSON.parse(readFileSync(headFile(dataDir), 'utf8'));
    const whole = typeof epoch === 'string' && Number.isInteger(seq) && typeof hash === 'string';
    return whole ? { epoch, seq, hash } : null;
  } catch {
    return null;
  }
}

/** After a power cut the file holds the old head or the new one, never a part. */
export function noteHead(dataDir: string, head: NotedHead): void {
  const file = headFile(dataDir);
  const fd = openSync(`${file}.tmp`, 'w', 0o600);
  try {
    writeFileSync(fd, JSON.stringify(head));
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(`${file}.tmp`, file);
  syncDir(dataDir);
}
