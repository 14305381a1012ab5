import { isFilmId } from '@ftz/shared/contract/evidence-id.ts';
import type { EvidencePiece } from '@ftz/shared/state/evidence-of.ts';
import type { ReactNode } from 'react';
import { photoAddress } from '#api/photos.ts';
import { videoAddress } from '#api/uploads.ts';
import { useDeletions } from '#live/use-deletions.ts';
import { useText } from '#text/text.ts';
import { KeptUnlessDeleted } from '#ui/deleted-note.tsx';
import { KeptFilm } from '#ui/kept-film.tsx';
import { PieceCard, type Shown } from './piece-card.tsx';
import './picture-cards.css';

/** Photographs that crews and inspectors kept. */
export function PhotoCard(props: Shown) {
  const text = useText().evidence;
  const own = props.pieces.filter(({ kind }) => kind === 'photo');
  const deletionOf = useDeletions(own.map(({ ref }) => ref));
  const large = own.find(({ id }) => id === props.large);
  const shown = large ? [large] : own.slice(0, 4);
  return (
    <PieceCard {...props} area="photos" title={text.photos} own={own}>
      {own.length === 0 ? <p className="empty">{text.noPhoto}</p> : null}
      <div className="photo-row">
        {shown.map((piece) => {
          const n = own.indexOf(piece) + 1;
          return (
            <KeptUnlessDeleted key={piece.id} deletion={deletionOf(piece.ref)}>
              {isFilmId(piece.ref) ? (
                <KeptFilm address={videoAddress(piece.ref)} name={text.film(n)} />
              ) : (
                <img src={photoAddress(piece.ref)} alt={text.photo(n)} />
              )}
            </KeptUnlessDeleted>
          );
        })}
      </div>
    </PieceCard>
  );
}

/** One camera, live. */
export function CameraCard({
  piece,
  children,
  ...shown
}: Shown & { piece: EvidencePiece; children: ReactNode }) {
  const text = useText().evidence;
  return (
    <PieceCard {...shown} area="camera" title={text.cameras} own={[piece]}>
      {children}
    </PieceCard>
  );
}
