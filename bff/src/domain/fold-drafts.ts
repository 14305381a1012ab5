import type { DurableDraft, DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { applyDurable } from '@ftz/shared/state/apply-durable.ts';

/** The situation as it will be once these entries are committed: later decisions see earlier ones. */
export function foldDrafts(
  situation: Situation,
  drafts: readonly DurableDraft[],
  atMs: number,
): Situation {
  return drafts.reduce(
    (folded, { dedupeKey: _, ...draft }) =>
      applyDurable(folded, { ...draft, seq: folded.seq + 1, atMs } as DurableEvent),
    situation,
  );
}
