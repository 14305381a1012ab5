import { useEffect, useMemo, useState } from 'react';
import { scaledTo } from '#features/map/paint/map-geometry.ts';
import { anywhere, far, labelRank } from '#features/map/pins/label-ranks.ts';
import { usePin } from '#features/map/pins/map-pins.ts';
import type { Crowd } from '#features/map/vehicles/crowd-squares.ts';
import { joinCrowds } from '#features/map/vehicles/join-crowds.ts';
import type { MapView } from '#features/map/view/map-view.ts';
import { useSettledZoom } from '#features/map/view/use-settled-zoom.ts';
import { useText } from '#text/text.ts';
import './crowd-marks.css';

type CrowdMarksProps = {
  view: MapView;
  /** How large a count is written. */
  letterPx: number;
  isInteractive: boolean;
};

/** So wide and so high is a count of four digits, in letters. */
const countSize = { x: 4.6, y: 1.7 };

/** Where vehicles would lie over each other, how many there are; a press goes nearer, until they stand apart. */
export function CrowdMarks({ view, letterPx, isInteractive }: CrowdMarksProps) {
  const [crowds, setCrowds] = useState<readonly Crowd[]>([]);
  const zoom = useSettledZoom(view);
  useEffect(() => view.onCrowds(setCrowds), [view]);
  const joined = useMemo(
    () =>
      joinCrowds(crowds, (point) => scaledTo(zoom, point, view), {
        x: countSize.x * letterPx,
        y: countSize.y * letterPx,
      }),
    [view, crowds, zoom, letterPx],
  );
  // By their order, the largest first: a crowd has no name by which it would be known again.
  return joined.map((crowd, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: as said.
    <CrowdMark key={i} {...{ view, crowd, letterPx, isInteractive }} />
  ));
}

type CrowdMarkProps = { view: MapView; crowd: Crowd; letterPx: number; isInteractive: boolean };

function CrowdMark({ view, crowd, letterPx, isInteractive }: CrowdMarkProps) {
  const { map: text } = useText();
  const { point, count, stale } = crowd;
  const pin = usePin(view, () => point, {
    label: {
      rank: labelRank.crowd,
      gap: { x: letterPx * 0.75, y: letterPx * 0.75 },
      sides: anywhere,
      reaches: far,
    },
  });
  const look = (
    <>
      <svg viewBox="0 0 10 12" aria-hidden="true">
        <path d="M5 0 10 12 5 9 0 12Z" />
      </svg>
      <b className="num">{count.toLocaleString('en')}</b>
      {stale > 0 ? <span className="num">?{stale}</span> : null}
    </>
  );
  const shared = {
    className: 'map-label map-crowd',
    'aria-label': text.crowd(count, stale),
    'data-count': count,
  };
  return (
    <div ref={pin} className="map-pin">
      {isInteractive ? (
        // By the keyboard one goes nearer with the buttons of the map, not through a hundred counts.
        <button
          type="button"
          tabIndex={-1}
          onClick={() => view.flyTo(point, view.zoom() + 1.5)}
          {...shared}
        >
          {look}
        </button>
      ) : (
        <div role="img" {...shared}>
          {look}
        </div>
      )}
    </div>
  );
}
