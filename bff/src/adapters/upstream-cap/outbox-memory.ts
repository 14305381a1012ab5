import { OrderReference } from '@ftz/shared/contract/order.ts';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { Announced } from './notice-of-event.ts';

/** A text that survives a power cut whole, or not at all; null: there is none. */
export type KeptText = { read: () => string | null; write: (text: string) => void };

export type OutboxPlace = { seq: number; announced: Announced };

/** How far the walk has come. Writing costs a disk's turn: what only moved on waits until it is far. */
export type OutboxMemory = {
  read: () => OutboxPlace;
  write: (place: OutboxPlace, when: 'now' | 'when it is far') => void;
};

const Kept = Type.Object({
  epoch: Type.String(),
  seq: Type.Integer({ minimum: 0 }),
  announced: Type.Record(
    Type.String(),
    Type.Object({ references: Type.Array(OrderReference), severity: Type.Integer() }),
  ),
});

const farEntries = 2_000;

/**
 * `head` is where a walk begins that has no memory: what was before the link is nobody's news. A
 * memory of another history (a restored log) begins there too, but for the incidents it announced:
 * they are still open above.
 */
export function openOutboxMemory(kept: KeptText, epoch: string, head: number): OutboxMemory {
  let place = recall(kept.read(), epoch, head);
  let writtenSeq = -1;
  return {
    read: () => place,
    write: (next, when) => {
      place = next;
      if (when === 'when it is far' && next.seq - writtenSeq < farEntries) return;
      if (next.seq === writtenSeq) return;
      kept.write(JSON.stringify({ epoch, ...next }));
      writtenSeq = next.seq;
    },
  };
}

function recall(text: string | null, epoch: string, head: number): OutboxPlace {
  const json = readJson(text);
  if (!Value.Check(Kept, json)) return { seq: head, announced: {} };
  const { announced } = json;
  return { seq: json.epoch === epoch ? Math.min(json.seq, head) : head, announced };
}

function readJson(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
