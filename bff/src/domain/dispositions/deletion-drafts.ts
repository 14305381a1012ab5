import type { Disposition } from '@ftz/shared/contract/disposition.ts';
import type { Actor, DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { keptPieces, refusalToDelete } from '@ftz/shared/state/kept-evidence.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { wordOfTwo } from './word-of-two.ts';

/**
 * Two people have a piece of evidence deleted, in the decision that says so; not when its incident is open
 * again by then, or under review: somebody needs it. The bytes follow, see `app/delete-evidence.ts`.
 */
export function deletionDrafts(
  disposition: Disposition,
  pieceId: string,
  { situation, nowMs }: { situation: Situation; nowMs: number },
  actor: Actor,
): DurableDraft[] {
  const incident = ownOf(situation.incidents, disposition.incidentId ?? '');
  const piece = incident && keptPieces(situation, incident).find(({ id }) => id === pieceId);
  if (!piece || refusalToDelete(situation, incident, piece, nowMs) !== null) return [];
  const { kind, clip } = piece;
  return [
    {
      type: 'evidence.deletion-ordered',
      areas: incident.areas,
      actor,
      data: {
        incidentId: incident.id,
        deletion: {
          ...{ pieceId, kind, clip, orderedAtMs: nowMs },
          ...wordOfTwo(disposition, actor),
          ...{ files: null, goneAtMs: null, remains: false },
        },
      },
    },
  ];
}
