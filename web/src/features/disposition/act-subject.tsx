import type { AbnormalKind, Disposition } from '@ftz/shared/contract/disposition.ts';
import { deletionOf, keptPieces } from '@ftz/shared/state/kept-evidence.ts';
import { keptUntilIn } from '@ftz/shared/state/kept-until.ts';
import { photoAddress } from '#api/photos.ts';
import { useSite } from '#api/site.ts';
import { videoAddress } from '#api/uploads.ts';
import { zoneDate, zoneMinute } from '#lib/zone-time.ts';
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
      <Subject act={act} entityId={entityId} incidentId={incidentId ?? ''} />
    </p>
  );
}

type Named = { act: AbnormalKind; entityId: string; incidentId: string };

function Subject({ act, entityId, incidentId }: Named) {
  const { keptEvidence: text } = useText();
  if (act === 'evidence-deleted')
    return <PieceSubject pieceId={entityId} incidentId={incidentId} />;
  const untilMs = act === 'retention-changed' ? keptUntilIn(entityId, incidentId) : null;
  if (untilMs === null) return entityId;
  return text.keptUntil(`${zoneDate(untilMs)} ${zoneMinute(untilMs)}`);
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
