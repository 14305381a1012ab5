import type { Journey } from '@ftz/shared/contract/journey.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import {
  type Arrival,
  foreseeArrival,
  onWay,
  type WaySample,
  withSample,
} from '@ftz/shared/geo/arrival.ts';
import { useRef } from 'react';
import { useNow } from '#live/server-clock.ts';
import { fixOf } from '#live/vehicle-whereabouts.ts';

/** When the vehicle of a journey arrives, by the minutes in which it was looked at; null: it has none under way. */
export function useArrival(journey: Journey | null): Arrival | null {
  const nowMs = useNow();
  const watched = useRef<{ journeyId: string; samples: WaySample[] } | null>(null);
  const fix = journey?.state === 'under-way' ? fixOf(journey.vehicleId) : null;
  const way = journey && fix && onWay(fix.point, journey.corridor as LonLat[]);
  if (!journey || !fix || !way) return null;
  if (watched.current?.journeyId !== journey.id)
    watched.current = { journeyId: journey.id, samples: [] };
  const sample = { atMs: fix.fixAtMs, alongM: way.alongM };
  watched.current.samples = withSample(watched.current.samples, sample);
  return foreseeArrival(way, journey.corridorM, fix, watched.current.samples, nowMs);
}
