import type { LonLat } from '@ftz/shared/contract/position.ts';
import { journeyOfPaper } from '#domain/documents/journey-of-paper.ts';
import type { Observation } from '#domain/observation.ts';
import type { Sighting, World } from '#domain/sighting.ts';
import { answerLane } from './answer-lane.ts';
import { identifyDevice } from './identify-device.ts';
import type { Lateness } from './judge-lateness.ts';
import { areaAt, isAtGate } from './locate-in-zone.ts';
import { matchEquipment, matchJourney, matchPassage } from './match-journey.ts';

/** Puts around an observation what the house knows: who, where, on which journey. */
export function enrich(observation: Observation, world: World, lateness: Lateness): Sighting {
  const identity = identifyDevice(observation, world);
  const live = identity.vehicle ? (world.picture.vehicles.get(identity.vehicle.id) ?? null) : null;
  const reported =
    observation.kind === 'position' || observation.kind === 'seal' ? observation.point : null;
  const point =
    reported ??
    identity.gate?.point ??
    middleOf(identity.segment?.line) ??
    identity.device?.point ??
    (observation.kind === 'seal' ? (live?.fix?.point ?? null) : null);
  const area = point && areaAt(world.registry, point);
  const known = { ...identity, point };
  const matched = match(observation, known, world);
  const late = lateness === 'late';
  return {
    ...known,
    ...matched,
    observation,
    nowMs: world.nowMs,
    late,
    laneDecision: answerLane(observation, { ...known, ...matched, late }, world),
    future: lateness === 'future',
    area,
    liveVehicle: live,
    atApprovedPlace: area !== null || (point !== null && isAtGate(world.registry, point)),
  };
}

function match(observation: Observation, known: Parameters<typeof matchJourney>[0], world: World) {
  switch (observation.kind) {
    case 'passage':
      return matchPassage(observation, known, world);
    case 'equipment':
      return matchEquipment(observation, known, world);
    case 'document':
      return { journey: journeyOfPaper(observation.document, world.situation), offRouteM: null };
    case 'ruling':
      return { journey: journeyOfPaper(observation.ruling, world.situation), offRouteM: null };
    default:
      return matchJourney(known, world);
  }
}

function middleOf(line: readonly LonLat[] | undefined): LonLat | null {
  const [a, b] = line ?? [];
  return a && b ? [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2] : null;
}
