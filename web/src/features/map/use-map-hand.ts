import { useEffect, useState } from 'react';
import { placeOfPointThen } from '#desk/place-then.ts';
import { selectThing } from '#desk/select-thing.ts';
import { select } from '#desk/selection.ts';
import { setStage } from '#desk/stage.ts';
import { isSameThing, type Thing } from '#desk/thing.ts';
import { serverNow } from '#live/server-clock.ts';
import { vehicleAtPixel } from './vehicles/vehicle-at-pixel.ts';
import type { MapHit } from './view/map-hits.ts';
import type { MapView } from './view/map-view.ts';

/** How near to a vehicle one has to point. */
const reachPx = 14;

/** A vehicle lies over whatever stands there. */
function thingAt({ point, thing }: MapHit, view: MapView): Thing | null {
  const vehicle = vehicleAtPixel(point, view, reachPx, Date.now());
  return vehicle ? { kind: 'vehicle', id: vehicle.id } : thing;
}

/**
 * A click points out what lies under it, or lets go over empty ground; the right button asks about the
 * place as it is now. Answers what the pointer rests on.
 */
export function useMapHand(view: MapView, isInteractive: boolean): Thing | null {
  const [passing, setPassing] = useState<Thing | null>(null);
  useEffect(() => {
    if (!isInteractive) return;
    const stops = [
      view.onClick((hit) => {
        const thing = thingAt(hit, view);
        if (thing) selectThing(thing);
        else if (hit.group) view.flyTo(hit.group, view.zoom() + 1.5);
        else select({ thing: null });
      }),
      view.onHover((hit) => {
        const thing = hit && thingAt(hit, view);
        setPassing((before) => (isSameThing(before, thing) ? before : thing));
      }),
      view.onAsk((point) =>
        setStage({ show: 'neighbours', place: placeOfPointThen(point, serverNow()) }),
      ),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [view, isInteractive]);
  return passing;
}
