import type { EvidenceDeletion } from '@ftz/shared/contract/evidence-deletion.ts';
import { deletionOf } from '@ftz/shared/state/kept-evidence.ts';
import { useSituation } from './durable-store.ts';

/** How to find out whether one of these pieces of evidence was deleted, and by whom. */
export function useDeletions(
  pieceIds: readonly string[],
): (pieceId: string) => EvidenceDeletion | undefined {
  const deletions = useSituation((s) => pieceIds.flatMap((id) => deletionOf(s, id) ?? []));
  return (pieceId) => deletions.find((each) => each.pieceId === pieceId);
}
