import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Unit } from '@ftz/shared/contract/site.ts';
import { bearingDeg } from '@ftz/shared/geo/bearing.ts';
import { distanceM } from '@ftz/shared/geo/distance.ts';
import { lengthText } from '#lib/length.ts';
import { nameIn } from '#text/names.ts';
import { compassWord } from '#text/place-sentence.ts';
import { useLanguage, useText } from '#text/text.ts';
import { useOwnPosition } from './use-own-position.ts';
import './place-sketch.css';

type Props = { point: LonLat; post: Unit | null };

/** Which way and how far, north up: from where the officer is, or else from the unit's post. */
export function PlaceSketch({ point, post }: Props) {
  const text = useText().mobile;
  const language = useLanguage();
  const own = useOwnPosition();
  const from = own ?? post?.point ?? null;
  if (!from) return null;
  const metres = distanceM(from, point);
  const bearing = bearingDeg(from, point);
  const said = text.distance(lengthText(metres), compassWord(bearing, text.directions));
  return (
    <div className="place-sketch">
      <svg viewBox="0 0 96 96" aria-hidden="true">
        <circle className="rim" cx="48" cy="48" r="42" />
        <text x="48" y="15">
          N
        </text>
        <g transform={`rotate(${bearing} 48 48)`}>
          <path className="way" d="M48 48V16" />
          <path className="tip" d="M48 8l7 14-7-4-7 4Z" />
        </g>
        <circle className="here" cx="48" cy="48" r="5" />
      </svg>
      <p className="num">
        <b>{said}</b>
        <span>{own ? text.fromHere : post ? text.fromPost(nameIn(language, post)) : null}</span>
        <span>
          {point[1].toFixed(5)}, {point[0].toFixed(5)}
        </span>
      </p>
    </div>
  );
}
