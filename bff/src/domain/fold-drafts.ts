import type { DurableDraft, DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { foldEvent } from '@ftz/shared/state/apply-durable.ts';
import type { Fold } from '@ftz/shared/state/fold.ts';
import { withGuests } from './with-guests.ts';

/** Where a decision stands, and where it puts what it wants written: what was put is seen at once. */
export type Leading = {
  /** As it will be once all that was put is committed. Changes with every `put`. */
  readonly situation: Situation;
  /** What was put so far. */
  readonly drafts: readonly DurableDraft[];
  put: (drafts: readonly DurableDraft[]) => void;
};

/** Folds drafts as if they were committed now, and remembers them. */
export function leadOn(fold: Fold, atMs: number): Leading & { drafts: DurableDraft[] } {
  const drafts: DurableDraft[] = [];
  return {
    drafts,
    situation: fold.situation,
    put: (more) => {
      for (const wanted of more) {
        const draft = withGuests(fold.situation, wanted, atMs);
        const { dedupeKey: _, ...entry } = draft;
        foldEvent(fold, { ...entry, seq: fold.situation.seq + 1, atMs } as DurableEvent);
        drafts.push(draft);
      }
    },
  };
}
