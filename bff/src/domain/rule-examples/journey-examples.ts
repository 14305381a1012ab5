import type { Journey } from '@ftz/shared/contract/journey.ts';
import { emptyPicture } from '#domain/live-picture.ts';
import type { World } from '#domain/sighting.ts';
import { exampleJourney, exampleWorld, noonMs } from './example-world.ts';

const plannedMs = 100 * 60_000;

/** A journey planned for 100 minutes is, or was, due so long ago; the house has listened for an hour. */
export function exampleDueWorld(
  dueAgoMs: number,
  change: Partial<Journey> = {},
  listensMs = 3_600_000,
): World {
  const world = exampleWorld();
  const dueAtMs = noonMs - dueAgoMs;
  const times = { departedAtMs: dueAtMs - plannedMs, dueAtMs };
  const journey: Journey = { ...exampleJourney, ...times, ...change };
  return {
    ...world,
    picture: emptyPicture(noonMs - listensMs),
    situation: { ...world.situation, journeys: { [journey.id]: journey } },
  };
}
