import { useMemo } from 'react';
import { selectThing } from '#desk/select-thing.ts';
import { scaledTo } from '#features/map/paint/map-geometry.ts';
import { anywhere, far, labelRank } from '#features/map/pins/label-ranks.ts';
import { usePin } from '#features/map/pins/map-pins.ts';
import type { MapView } from '#features/map/view/map-view.ts';
import { useSettledZoom } from '#features/map/view/use-settled-zoom.ts';
import { shortAge } from '#lib/age.ts';
import { useNow } from '#live/server-clock.ts';
import { useText } from '#text/text.ts';
import { type BlindGroup, groupBlindSpots } from './blind-groups.ts';
import type { BlindSpot } from './blind-spots.ts';
import './blind-marks.css';

type BlindMarksProps = {
  view: MapView;
  spots: readonly BlindSpot[];
  symbolPx: number;
  isInteractive: boolean;
};

/** A dashed ring with a question mark wherever nothing gives evidence, with the age of the last of it. */
export function BlindMarks({ view, spots, symbolPx, isInteractive }: BlindMarksProps) {
  const zoom = useSettledZoom(view);
  const groups = useMemo(
    () =>
      groupBlindSpots(spots, (point) => scaledTo(zoom, point, view), {
        x: symbolPx * 3.4,
        y: symbolPx * 1.4,
      }),
    [view, spots, zoom, symbolPx],
  );
  return groups.map((group) => (
    <BlindMark key={group.key} {...{ view, group, symbolPx, isInteractive }} />
  ));
}

type BlindMarkProps = {
  view: MapView;
  group: BlindGroup;
  symbolPx: number;
  isInteractive: boolean;
};

function BlindMark({ view, group, symbolPx, isInteractive }: BlindMarkProps) {
  const { map: text, thing: words } = useText();
  const nowMs = useNow();
  const pin = usePin(view, () => group.point, {
    label: {
      rank: labelRank.blind,
      gap: { x: symbolPx * 0.6, y: symbolPx * 0.6 },
      sides: anywhere,
      reaches: far,
    },
  });
  const { spots, sinceMs } = group;
  const [first] = spots;
  if (!first) return null;
  const age = sinceMs === null ? text.blindEver : shortAge(nowMs - sinceMs);
  const name = `${words.kinds[first.thing.kind]} ${text.blindWhy[first.why]}`;
  const look = (
    <>
      <span className="blind-ring" aria-hidden="true">
        ?
      </span>
      <span className="num">
        {spots.length > 1 ? `×${spots.length} ` : null}
        {age}
      </span>
      <span className="visually-hidden">{name}</span>
    </>
  );
  const press = () =>
    spots.length > 1 ? view.flyTo(group.point, view.zoom() + 1.5) : selectThing(first.thing);
  const shared = {
    className: 'map-label blind-mark',
    style: { '--symbol': `${symbolPx}px` } as React.CSSProperties,
    'data-blind': group.key,
    title: name,
  };
  return (
    <div ref={pin} className="map-pin">
      {isInteractive ? (
        <button type="button" onClick={press} {...shared}>
          {look}
        </button>
      ) : (
        <div {...shared}>{look}</div>
      )}
    </div>
  );
}
