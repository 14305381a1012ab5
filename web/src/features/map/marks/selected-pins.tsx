import type { FenceSegment } from '@ftz/shared/contract/site.ts';
import type { ComponentType } from 'react';
import { useSite } from '#api/site.ts';
import { placeOfThing } from '#desk/place-of-thing.ts';
import { useSelection } from '#desk/selection.ts';
import { isSameThing, type Thing } from '#desk/thing.ts';
import type { Box } from '#features/map/paint/pixels.ts';
import { useLinePin } from '#features/map/pins/line-pin.ts';
import { usePin } from '#features/map/pins/map-pins.ts';
import { drawnBelowPx } from '#features/map/things/icon-offset.ts';
import type { MapView } from '#features/map/view/map-view.ts';
import './selected-pins.css';

/** What is said of a thing; in passing it is looked at alone, and nothing on it can be pressed. */
export type ThingCardType = ComponentType<{ thing: Thing; isPassing?: boolean }>;

type SelectedPinsProps = {
  view: MapView;
  symbolPx: number;
  /** How much larger than at a desk icons are. */
  mark: number;
  /** What the pointer rests on. */
  passing: Thing | null;
  card: ThingCardType | null;
};

/** The ring around what is pointed out, and what is known of it; of what the pointer rests on as well. */
export function SelectedPins({ view, symbolPx, mark, passing, card: Card }: SelectedPinsProps) {
  const thing = useSelection((selection) => selection.thing);
  // The panel tells of it where it has nothing else to tell, and a vehicle wears its plate.
  const isTold = useSelection(({ alarmId, incidentId }) => alarmId === null && incidentId === null);
  const other = isSameThing(passing, thing) ? null : passing;
  return (
    <>
      {thing ? (
        <Ring key={`ring ${thing.kind} ${thing.id}`} {...{ view, thing, symbolPx, mark }} />
      ) : null}
      {thing && Card && !isTold ? (
        <CardPin key={`card ${thing.kind} ${thing.id}`} {...{ view, thing, symbolPx, mark }}>
          <Card thing={thing} />
        </CardPin>
      ) : null}
      {other && Card ? (
        <CardPin
          key={`passing ${other.kind} ${other.id}`}
          {...{ view, symbolPx, mark }}
          thing={other}
        >
          <Card thing={other} isPassing />
        </CardPin>
      ) : null}
    </>
  );
}

type PinProps = { view: MapView; thing: Thing; symbolPx: number; mark: number };

function Ring({ view, thing, symbolPx, mark }: PinProps) {
  const fence = useSite()?.site.fences.find(({ id }) => thing.kind === 'fence' && id === thing.id);
  const pin = usePin(view, () => placeOfThing(thing), {
    belowPx: () => drawnBelowPx(thing, view.zoom(), mark),
    covers: () => ringBox(symbolPx),
  });
  return (
    <>
      {fence ? <Stretch view={view} fence={fence} symbolPx={symbolPx} /> : null}
      <div
        ref={pin}
        className="map-pin"
        style={{ '--symbol': `${symbolPx}px` } as React.CSSProperties}
      >
        <div className="map-ring" data-ring={`${thing.kind} ${thing.id}`} />
      </div>
    </>
  );
}

const ringBox = (symbolPx: number): Box => {
  const half = symbolPx * 0.6;
  return { left: -half, top: -half, right: half, bottom: half };
};

type StretchProps = { view: MapView; fence: FenceSegment; symbolPx: number };

/** How far the chosen stretch of fence goes: the ring only says where its middle is. */
function Stretch({ view, fence, symbolPx }: StretchProps) {
  const bar = useLinePin(view, fence.line);
  return (
    <div
      ref={bar}
      className="map-stretch"
      style={{ '--thick': `${symbolPx * 0.4}px` } as React.CSSProperties}
    />
  );
}

/** On the side of the thing that is towards the middle of the map: there it is never cut off. */
function CardPin({
  view,
  thing,
  symbolPx,
  mark,
  children,
}: PinProps & { children: React.ReactNode }) {
  const pin = usePin(view, () => placeOfThing(thing), {
    belowPx: () => drawnBelowPx(thing, view.zoom(), mark),
    onPinned: (element, at) => {
      const { clientWidth = 0, clientHeight = 0 } = element.parentElement ?? {};
      const across = at.x > clientWidth / 2 ? 'left' : 'right';
      element.dataset.side = `${across}-${at.y > clientHeight / 2 ? 'above' : 'below'}`;
    },
  });
  return (
    <div
      ref={pin}
      className="map-pin map-card-pin"
      style={{ '--symbol': `${symbolPx}px` } as React.CSSProperties}
    >
      <div className="map-card">{children}</div>
    </div>
  );
}
