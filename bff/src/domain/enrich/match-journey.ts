import type { Journey } from '@ftz/shared/contract/journey.ts';
import { distanceToLineM } from '@ftz/shared/geo/polyline.ts';
import { journeyOfSeal, journeyOfVehicle } from '@ftz/shared/state/situation-selectors.ts';
import type { Sighting, World } from '#domain/sighting.ts';

type Known = Pick<Sighting, 'vehicle' | 'sealId' | 'point'>;

/** The journey that this thing is on (vehicle first, then seal), and how far it is from its road. */
export function matchJourney(
  { vehicle, sealId, point }: Known,
  { situation }: World,
): { journey: Journey | null; offRouteM: number | null } {
  const journey =
    (vehicle && journeyOfVehicle(situation, vehicle.id)) ??
    (sealId === null ? undefined : journeyOfSeal(situation, sealId)) ??
    null;
  if (!journey || !point) return { journey, offRouteM: null };
  return { journey, offRouteM: distanceToLineM(point, journey.corridor) };
}
