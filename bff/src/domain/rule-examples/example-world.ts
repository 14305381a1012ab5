import type { Journey } from '@ftz/shared/contract/journey.ts';
import { fleetVehicle } from '@ftz/shared/site/fleet.ts';
import { site, siteTimeLimits } from '@ftz/shared/site/site.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { emptyPicture } from '#domain/live-picture.ts';
import type { Observation } from '#domain/observation.ts';
import { buildRegistry } from '#domain/registry.ts';
import type { Sighting, World } from '#domain/sighting.ts';

/** The small world that the rules' examples are told in: one truck, one seal, one journey, noon. */
export const noonMs = Date.UTC(2026, 0, 15, 4);
export const truck = fleetVehicle(1);
export const place: [number, number] = [121.6, 31.3];

export const exampleJourney: Journey = {
  id: 'J1',
  vehicleId: truck.id,
  plate: truck.plate,
  containerNo: truck.containerNo,
  sealId: truck.sealId,
  fromGateId: 'YSP-L2',
  toGateId: 'WGQ-G1',
  fromArea: 'YSP',
  toArea: 'WGQ',
  corridor: [
    [121.5, 31.3],
    [121.7, 31.3],
  ],
  corridorM: 300,
  departedAtMs: noonMs - 3_600_000,
  dueAtMs: noonMs + 3_600_000,
  state: 'under-way',
  arrivedAtMs: null,
};

export function exampleWorld(): World {
  return {
    limits: siteTimeLimits,
    registry: buildRegistry(site, [truck], []),
    situation: emptySituation(),
    picture: emptyPicture(noonMs - 86_400_000),
    nowMs: noonMs,
  };
}

export const reported = { deviceAtMs: noonMs, receivedAtMs: noonMs };

export function sightingOf(observation: Observation, around: Partial<Sighting>): Sighting {
  return {
    observation,
    nowMs: noonMs,
    late: false,
    future: false,
    trusted: true,
    device: null,
    area: 'WGQ',
    point: place,
    vehicle: truck,
    liveVehicle: null,
    journey: null,
    sealId: truck.sealId,
    segment: null,
    gate: null,
    laneDecision: null,
    offRouteM: null,
    atApprovedPlace: false,
    ...around,
  };
}
