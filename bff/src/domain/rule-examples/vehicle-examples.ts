import type { Journey } from '@ftz/shared/contract/journey.ts';
import { emptyPicture, type LiveVehicle, meetVehicle, noteDevice } from '#domain/live-picture.ts';
import type { Observation } from '#domain/observation.ts';
import type { Sighting, World } from '#domain/sighting.ts';
import { exampleWorld, noonMs, place, reported, sightingOf, truck } from './example-world.ts';

type PositionReport = Extract<Observation, { kind: 'position' }>;

export function exampleSighting({
  alarms = [],
  ...around
}: Partial<Sighting> & { alarms?: PositionReport['alarms'] }): Sighting {
  const observation: Observation = {
    ...reported,
    kind: 'position',
    gateway: 'jt808',
    deviceId: truck.terminalId,
    point: place,
    speedKph: 40,
    headingDeg: 90,
    alarms,
    backfill: false,
  };
  return sightingOf(observation, around);
}

/** A truck that has stood for so long; null: it moves. */
export function exampleHalt(standsMs: number | null): { liveVehicle: LiveVehicle } {
  const { liveVehicle } = {
    liveVehicle: meetVehicle(emptyPicture(0), { ...truck, trusted: true }),
  };
  const halt = standsMs === null ? null : { point: place, sinceMs: noonMs - standsMs };
  return { liveVehicle: { ...liveVehicle, halt } };
}

/** The truck moves on this journey; its seal was last heard so long ago. */
export function exampleMovingWorld(journey: Journey, sealHeardAgoMs: number): World {
  const world = exampleWorld();
  const live = meetVehicle(world.picture, { ...truck, trusted: true });
  live.fix = { ...reported, point: place, speedKph: 60, headingDeg: 0 };
  const seal = { gateway: 'eseal-mqtt' as const, deviceId: truck.sealId ?? '', area: truck.area };
  noteDevice(
    world.picture,
    { ...seal, trusted: true, gone: false, deviceAtMs: noonMs, clockAtMs: noonMs },
    noonMs - sealHeardAgoMs,
  );
  return { ...world, situation: { ...world.situation, journeys: { [journey.id]: journey } } };
}
