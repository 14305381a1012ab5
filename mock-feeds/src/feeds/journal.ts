import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What devices know to be true, for whoever holds the centre to it: that a message was given to the
 * line, and that the centre answered for it. Keys are the centre's own names of messages.
 */
export type Journal = {
  sent: (key: string) => void;
  acked: (key: string) => void;
  /** Writes what is still held, and nothing after it. */
  close: () => void;
};

export const noJournal: Journal = { sent: () => {}, acked: () => {}, close: () => {} };

const flushMs = 100;

/** One JSON object to a line, in `<dir>/sent-<pid>.jsonl`; without a folder nothing is noted. */
export function openJournal(
  dir: string | null,
  { pid, nowMs }: { pid: number; nowMs: () => number },
): Journal {
  if (dir === null) return noJournal;
  mkdirSync(dir, { recursive: true });
  const file = join(dir, `sent-${pid}.jsonl`);
  let held = '';
  let closed = false;
  const flush = () => {
    if (held !== '') appendFileSync(file, held);
    held = '';
  };
  const beat = setInterval(flush, flushMs);
  const note = (kind: 'sent' | 'acked') => (key: string) => {
    if (!closed) held += `${JSON.stringify({ kind, key, atMs: nowMs() })}\n`;
  };
  return {
    sent: note('sent'),
    acked: note('acked'),
    close: () => {
      if (closed) return;
      closed = true;
      clearInterval(beat);
      flush();
    },
  };
}
