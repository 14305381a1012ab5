import type { LonLat } from '@ftz/shared/contract/position.ts';
import { useEffect, useState } from 'react';
import { fetchTrack } from '#api/incident-events.ts';
import type { PlaceThen } from '#desk/place-then.ts';
import { goodForMs, placeOfVehicle } from './place-of-vehicle.ts';

/** Where to look: with the vehicle, as its track says, else at the place itself. Null while that is asked. */
export function usePlacePoints({ atMs, vehicleId, points }: PlaceThen): readonly LonLat[] | null {
  const [known, setKnown] = useState<readonly LonLat[] | null>(vehicleId === null ? points : null);
  useEffect(() => {
    if (vehicleId === null) return setKnown(points);
    let isWanted = true;
    const range = { fromMs: Math.max(0, atMs - goodForMs), toMs: atMs + goodForMs };
    void fetchTrack(vehicleId, range).then((answer) => {
      if (!isWanted) return;
      const place = answer.ok ? placeOfVehicle(answer.value, atMs) : null;
      setKnown(place ? [place] : points);
    });
    return () => {
      isWanted = false;
    };
  }, [atMs, vehicleId, points]);
  return known;
}
