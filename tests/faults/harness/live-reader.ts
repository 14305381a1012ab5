import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { entryName } from './entry-name.ts';
import type { TruthJournal } from './truth-journal.ts';

/** One `events` message, read once however many desks get it. */
export type ReadRange = {
  afterSeq: number;
  upToSeq: number;
  seqs: number[];
  keys: number[];
  events: DurableEvent[];
};

export type LiveReader = { readRange: (packet: string) => ReadRange };

/** Desks of one scope get the same text within a moment of each other. */
const mostKept = 64;

export function createLiveReader(journal: TruthJournal): LiveReader {
  const read = new Map<string, ReadRange>();
  return {
    readRange: (packet) => {
      const known = read.get(packet);
      if (known) return known;
      const [, message] = JSON.parse(packet) as [
        string,
        { afterSeq: number; upToSeq: number; events: DurableEvent[] },
      ];
      const range = {
        ...message,
        seqs: message.events.map(({ seq }) => seq),
        keys: message.events.map((event) => journal.keyOf(entryName(event))),
      };
      if (read.size >= mostKept) read.clear();
      read.set(packet, range);
      return range;
    },
  };
}
