import type { EvidencePiece } from '@ftz/shared/state/evidence-of.ts';
import { type ReactNode, useEffect, useRef } from 'react';
import { classNames } from '#lib/class-names.ts';
import { useText } from '#text/text.ts';
import { useOpenedPieces } from './opened-pieces.ts';
import './piece-card.css';

/** What every card of the stage is told. */
export type Shown = {
  incidentId: string;
  pieces: readonly EvidencePiece[];
  /** The piece that the keys stand on. */
  at: string | null;
  large: string | null;
  onOpen: (piece: EvidencePiece) => void;
};

type Props = Shown & {
  area: string;
  title: string;
  /** The pieces that this card shows; none: there are none, and the card says so. */
  own: readonly EvidencePiece[];
  children: ReactNode;
};

/** One frame of the stage, with the digits of its pieces. */
export function PieceCard({
  area,
  title,
  own,
  at,
  large,
  pieces,
  onOpen,
  incidentId,
  children,
}: Props) {
  const text = useText().evidence;
  const opened = useOpenedPieces(incidentId);
  const card = useRef<HTMLElement>(null);
  const isAt = own.some(({ id }) => id === at);
  const isLarge = own.some(({ id }) => id === large);
  useEffect(() => {
    if (isAt) card.current?.scrollIntoView({ block: 'nearest' });
  }, [isAt]);
  return (
    <section
      ref={card}
      className={classNames('piece-card', area, isAt && 'at', isLarge && 'large')}
      data-piece={own[0]?.id}
      aria-label={title}
    >
      <h3>
        {title}
        {own.map((piece) => {
          const n = pieces.indexOf(piece) + 1;
          return (
            <button
              key={piece.id}
              type="button"
              className={classNames(
                'piece-digit num',
                piece.id === at && 'at',
                opened.includes(piece.id) && 'opened',
              )}
              aria-label={`${text.piece(n)} · ${text.enlarge}`}
              onClick={() => onOpen(piece)}
            >
              {n}
              {opened.includes(piece.id) ? ' ✓' : ''}
            </button>
          );
        })}
      </h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what may scroll is reached by the keyboard */}
      <div className="piece-body" tabIndex={0}>
        {children}
      </div>
    </section>
  );
}
