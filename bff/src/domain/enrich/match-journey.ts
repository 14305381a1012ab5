import type { Journey } from '@ftz/shared/contract/journey.ts';
import {
  journeyOfContainer,
  journeyOfSeal,
  journeyOfVehicle,
} from '@ftz/shared/state/situation-selectors.ts';
import type { Observation } from '#domain/observation.ts';
import type { Sighting, World } from '#domain/sighting.ts';
import { distanceFromCorridorM } from './distance-from-corridor.ts';

type Known = Pick<Sighting, 'vehicle' | 'sealId' | 'point'>;
type Matched = Pick<Sighting, 'journey' | 'offRouteM'>;

/** The journey that this thing is on (vehicle first, then seal), and how far it is from its road. */
export function matchJourney({ vehicle, sealId, point }: Known, { situation }: World): Matched {
  const journey =
    (vehicle && journeyOfVehicle(situation, vehicle.id)) ??
    (sealId === null ? undefined : journeyOfSeal(situation, sealId)) ??
    null;
  if (!journey || !point) return { journey, offRouteM: null };
  return { journey, offRouteM: distanceFromCorridorM(point, journey.corridor) };
}

/**
 * The journey that passes a lane. Where the plate leads to none, the container or the seal may: then
 * the goods came on another truck. A read from before the departure belongs to an earlier journey.
 */
export function matchPassage(
  { passage }: Extract<Observation, { kind: 'passage' }>,
  known: Known,
  world: World,
): Matched {
  const byPlate = matchJourney(known, world).journey;
  const journey = byPlate ?? journeyOfCargo(passage, world) ?? null;
  const earlier = journey !== null && passage.closedAtMs < journey.departedAtMs;
  return { journey: earlier ? null : journey, offRouteM: null };
}

/**
 * The journey of what equipment saw: by the vehicle, or by the container. The equipment stands at its
 * post, so it says nothing about a road.
 */
export function matchEquipment(
  { report }: Extract<Observation, { kind: 'equipment' }>,
  known: Known,
  world: World,
): Matched {
  const { containerNo } = report;
  const byCargo =
    containerNo === null ? undefined : journeyOfContainer(world.situation, containerNo);
  return { journey: matchJourney(known, world).journey ?? byCargo ?? null, offRouteM: null };
}

type Passage = Extract<Observation, { kind: 'passage' }>['passage'];

function journeyOfCargo(
  { containerNos, seals }: Passage,
  { situation }: World,
): Journey | undefined {
  const found = [
    ...containerNos.map((containerNo) => journeyOfContainer(situation, containerNo)),
    ...seals.map(({ id }) => journeyOfSeal(situation, id)),
  ];
  return found.find((journey) => journey !== undefined);
}
