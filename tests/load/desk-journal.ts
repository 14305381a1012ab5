import { closeSync, openSync, writeSync } from 'node:fs';
import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { eventKey } from './event-key.ts';

/** One line of a journal: an entry that a desk has applied, and when (both times of the same clock). */
export type JournalLine = {
  desk: string;
  epoch: string;
  seq: number;
  type: DurableEvent['type'];
  key: string | null;
  atMs: number;
  appliedAtMs: number;
};

export type DeskJournal = {
  note: (event: DurableEvent, epoch: string) => void;
  close: () => void;
};

/** Appends to a file, so that desks, and runs, may share one; what was noted survives a kill. */
export function openJournal(path: string, desk: string): DeskJournal {
  const file = openSync(path, 'a');
  return {
    note: (event, epoch) => {
      const { seq, type, atMs } = event;
      const key = eventKey(event);
      const line: JournalLine = { desk, epoch, seq, type, key, atMs, appliedAtMs: Date.now() };
      writeSync(file, `${JSON.stringify(line)}\n`);
    },
    close: () => closeSync(file),
  };
}
