import type { Disposition } from '@ftz/shared/contract/disposition.ts';
import { deletionOf, keptPieces } from '@ftz/shared/state/kept-evidence.ts';
import { photoAddress } from '#api/photos.ts';
import { useSite } from '#api/site.ts';
import { videoAddress } from '#api/uploads.ts';
import { useSituation } from '#live/durable-store.ts';
import { pieceName } from '#text/piece-name.ts';
import { useLanguage, useText, wordFor } from '#text/text.ts';
import { KeptUnlessDeleted } from '#ui/deleted-note.tsx';

/** What an act is done to: whoever judges it has to know, and to look at what is to go. */
export function ActSubject({ disposition: { subject, incidentId } }: { disposition: Disposition }) {
  const { disposition: text } = useText();
  if (subject.kind !== 'act') return null;
  const { act, entityId } = subject;
  return (
    <p className="num" data-act-subject={entityId}>
      <b>{wordFor(text.abnormal, act)}</b>{' '}
      {act === 'evidence-deleted' ? (
        <PieceSubject pieceId={entityId} incidentId={incidentId ?? ''} />
      ) : (
        entityId
      )}
    </p>
  );
}

function PieceSubject({ pieceId, incidentId }: { pieceId: string; incidentId: string }) {
  const text = useText();
  const language = useLanguage();
  const site = useSite()?.site ?? null;
  const situation = useSituation((whole) => whole);
  const incident = situation.incidents[incidentId];
  const piece = incident && keptPieces(situation, incident).find(({ id }) => id === pieceId);
  if (!piece) return pieceId;
  const addressOf = {
    photo: photoAddress(pieceId),
    film: videoAddress(pieceId),
    clip: `/api/clips/${encodeURIComponent(pieceId)}`,
    // Its files are listed among the held recordings of the incident.
    recording: null,
  };
  const address = addressOf[piece.kind];
  return (
    <>
      {pieceName(piece, text, site, language)}{' '}
      <KeptUnlessDeleted deletion={deletionOf(situation, pieceId)}>
        {address ? (
          <a href={address} target="_blank" rel="noreferrer">
            {text.keptEvidence.look}
          </a>
        ) : null}
      </KeptUnlessDeleted>
    </>
  );
}
