import type { Journey } from '@ftz/shared/contract/journey.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Arrival } from '@ftz/shared/geo/arrival.ts';
import { beside, labelRank } from '#features/map/pins/label-ranks.ts';
import { usePin } from '#features/map/pins/map-pins.ts';
import type { MapView } from '#features/map/view/map-view.ts';
import { shortAge } from '#lib/age.ts';
import { lengthText } from '#lib/length.ts';
import { zoneMinute } from '#lib/zone-time.ts';
import { useNow } from '#live/server-clock.ts';
import { drawnPointOf } from '#live/vehicle-whereabouts.ts';
import { type Text, useText } from '#text/text.ts';
import { useArrival } from './use-arrival.ts';
import './map-label.css';

type ArrivalLabelProps = { view: MapView; journey: Journey; gapPx: number };

/** At the end of the corridor of what is selected: how far it still is, and when it will be there. */
export function ArrivalLabel({ view, journey, gapPx }: ArrivalLabelProps) {
  const { map: text } = useText();
  const arrival = useArrival(journey);
  const nowMs = useNow();
  const end = (journey.corridor.at(-1) as LonLat | undefined) ?? null;
  // Where the end is out of sight, the vehicle says it.
  const placeNow = () =>
    end && view.isInView(end) ? end : drawnPointOf(journey.vehicleId, Date.now());
  const pin = usePin(view, () => (arrival ? placeNow() : null), {
    label: { rank: labelRank.arrival, gap: { x: gapPx, y: gapPx }, sides: beside },
  });
  const lateMs = latenessMs(journey, arrival, nowMs);
  return (
    <div ref={pin} className="map-pin">
      <div className="map-label arrival num" data-arrival={arrival?.state}>
        {arrival ? <span>{arrivalWords(arrival, nowMs, text)}</span> : null}
        {lateMs > 60_000 ? <b>{text.late(shortAge(lateMs))}</b> : null}
      </div>
    </div>
  );
}

/** How much later than declared it comes, or already is. */
function latenessMs(journey: Journey, arrival: Arrival | null, nowMs: number): number {
  const atMs = arrival?.state === 'under-way' ? arrival.atMs : nowMs;
  return atMs - journey.dueAtMs;
}

function arrivalWords(arrival: Arrival, nowMs: number, text: Text['map']): string {
  switch (arrival.state) {
    case 'under-way':
      return text.arrives(
        lengthText(arrival.leftM),
        zoneMinute(arrival.atMs),
        arrival.spanMs === 0 ? null : shortAge(arrival.spanMs),
      );
    case 'standing':
      return text.arrivesNever(lengthText(arrival.leftM));
    case 'off-way':
      return text.offWay(lengthText(arrival.awayM));
    case 'stale':
      return text.arrivalStale(lengthText(arrival.leftM), shortAge(nowMs - arrival.fixAtMs));
  }
}
