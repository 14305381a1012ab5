import type { Camera } from '@ftz/shared/contract/site.ts';
import { type EvidencePiece, evidenceOf } from '@ftz/shared/state/evidence-of.ts';
import { tasksOfIncident } from '@ftz/shared/state/situation-selectors.ts';
import { isTaskOpen } from '@ftz/shared/state/task-lifecycle.ts';
import { type ReactNode, useEffect, useState } from 'react';
import { noteOpened } from '#api/evidence.ts';
import { usePrincipal } from '#api/session.ts';
import { useSite } from '#api/site.ts';
import { useKeys } from '#desk/keys.ts';
import { setStage } from '#desk/stage.ts';
import { useSituation } from '#live/durable-store.ts';
import { useText, wordFor } from '#text/text.ts';
import { EyeIcon } from '#ui/eye-icon.tsx';
import { SeveritySymbol } from '#ui/severity-symbol.tsx';
import { ComparisonTable } from './comparison-table.tsx';
import { DocumentCard, FactsCard, RulingCard, SealCard } from './evidence-cards.tsx';
import '#ui/desk-stage.css';
import './evidence-stage.css';
import { LaneRuling } from './lane-ruling.tsx';
import { openPiece, useOpenedPieces } from './opened-pieces.ts';
import { CameraCard, PhotoCard } from './picture-cards.tsx';
import { TrackCard } from './track-card.tsx';
import { usePieceKeys } from './use-piece-keys.ts';

type Props = {
  incidentId: string;
  /** A live picture; cameras are another room's. */
  renderCamera: (camera: Camera, big: boolean) => ReactNode;
};

/** All by which one alarm is believed or not, on one screen: nothing to scroll, nothing to remember. */
export function EvidenceStage({ incidentId, renderCamera }: Props) {
  const text = useText().evidence;
  const isThere = useSituation((s) => s.incidents[incidentId] !== undefined);
  useEffect(() => void noteOpened(incidentId, null), [incidentId]);
  return (
    <section className="desk-stage evidence-stage" aria-label={text.title}>
      {isThere ? (
        <KnownEvidence incidentId={incidentId} renderCamera={renderCamera} />
      ) : (
        <p className="empty">{text.gone}</p>
      )}
    </section>
  );
}

function KnownEvidence({ incidentId, renderCamera }: Props) {
  const pieces = useEvidence(incidentId);
  const [large, setLarge] = useState<string | null>(null);
  const review = useOwnReview(incidentId);
  const open = (piece: EvidencePiece) => {
    openPiece(incidentId, piece.id, review);
    setLarge(piece.id);
  };
  const keys = usePieceKeys(pieces, large === null ? open : () => undefined);
  const cameras = useSite()?.site.cameras ?? [];
  useKeys(large === null ? {} : { Escape: () => setLarge(null) }, 30);
  const of = (kind: EvidencePiece['kind']) => pieces.filter((piece) => piece.kind === kind);
  const shown = { incidentId, pieces, at: keys.at, onOpen: open, large };
  return (
    <>
      <StageHead incidentId={incidentId} pieces={pieces} />
      <div className="evidence-grid" data-large={large !== null}>
        <FactsCard {...shown} />
        <ComparisonTable {...shown} />
        <DocumentCard {...shown} />
        <RulingCard {...shown} />
        <SealCard {...shown} />
        <TrackCard {...shown} />
        <PhotoCard {...shown} />
        {of('camera').map((piece) => {
          const camera = cameras.find(({ id }) => id === piece.ref);
          return camera ? (
            <CameraCard key={piece.id} {...shown} piece={piece}>
              {renderCamera(camera, large === piece.id)}
            </CameraCard>
          ) : null;
        })}
      </div>
      <LaneRuling incidentId={incidentId} />
    </>
  );
}

function StageHead({ incidentId, pieces }: { incidentId: string; pieces: EvidencePiece[] }) {
  const text = useText();
  const incident = useSituation((s) => s.incidents[incidentId] ?? null);
  const opened = useOpenedPieces(incidentId);
  const eyes = useSituation((s) =>
    (incident?.alarms ?? []).flatMap(({ alarmId }) => s.seenAlarms[alarmId]?.by ?? []),
  );
  if (!incident) return null;
  const names = [...new Set(eyes.map(({ name }) => name))];
  return (
    <header>
      <SeveritySymbol severity={incident.severity} filled />
      <h2>
        {text.evidence.title} · {wordFor(text.alarm.kinds, incident.kind)}
      </h2>
      {names.length > 0 ? (
        <span>
          <EyeIcon /> {text.evidence.seen(names.join(' '))}
        </span>
      ) : null}
      <span className="num" role="status">
        {text.evidence.opened(pieces.filter(({ id }) => opened.includes(id)).length, pieces.length)}
      </span>
      <button type="button" className="button" onClick={() => setStage({ show: 'map' })}>
        {text.evidence.back} <kbd>Esc</kbd>
      </button>
    </header>
  );
}

/** The same list that a review task was given. */
function useEvidence(incidentId: string): EvidencePiece[] {
  return useSituation((s) => {
    const incident = s.incidents[incidentId];
    return incident ? evidenceOf(s, incident).map((piece) => JSON.stringify(piece)) : [];
  }).map((piece) => JSON.parse(piece) as EvidencePiece);
}

/** The open review of this incident that this officer has accepted. */
function useOwnReview(incidentId: string): string | null {
  const accountId = usePrincipal()?.accountId ?? '';
  return useSituation(
    (s) =>
      tasksOfIncident(s, incidentId).find(
        (task) =>
          task.kind === 'review' &&
          isTaskOpen(task) &&
          task.crew.some((member) => member.accountId === accountId),
      )?.id ?? null,
  );
}
