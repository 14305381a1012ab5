import { useState } from 'react';
import { clockAge } from '#lib/age.ts';
import './kept-film.css';

/** A film that was kept as evidence: its first picture, how long it is, and the means to play it. */
export function KeptFilm({ address, name }: { address: string; name: string }) {
  const [lengthS, setLengthS] = useState<number | null>(null);
  return (
    <figure className="kept-film">
      <video
        // A tenth of a second in: players show nothing of a film before its first moment.
        src={`${address}#t=0.1`}
        controls
        muted
        playsInline
        preload="metadata"
        aria-label={name}
        onLoadedMetadata={({ currentTarget: { duration } }) =>
          // A recorder that did not know when it would end tells no length.
          setLengthS(Number.isFinite(duration) ? duration : null)
        }
      />
      <figcaption className="num">
        {name}
        {lengthS === null ? null : ` · ${clockAge(Math.ceil(lengthS) * 1000)}`}
      </figcaption>
    </figure>
  );
}
