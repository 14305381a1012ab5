import { site } from '@ftz/shared/site/site.ts';
import { exampleTask } from '@ftz/shared/state/task.fixture.ts';
import { emptyUnit } from '@ftz/shared/state/unit-lifecycle.ts';
import type { World } from '#domain/sighting.ts';
import { exampleWorld, noonMs } from './example-world.ts';

type OfUnit = { silentForMs: number; distress?: boolean; over?: boolean };

/** The first unit of the site is on the spot, and has so long ago, or has yet, to give a sign of life. */
export function exampleUnitWorld({ silentForMs, distress, over }: OfUnit): World {
  const world = exampleWorld();
  const [unit] = site.units;
  if (!unit) throw new Error('the site has no unit');
  const by = { accountId: 'U2', personId: 'U2', name: 'patrol' };
  const task = exampleTask({
    unitId: unit.id,
    state: over ? 'cancelled' : 'on-site',
    crew: [by],
    lastCheckInAtMs: noonMs - 720_000,
    silentDueAtMs: noonMs - silentForMs,
  });
  const called = { by, note: null, sinceMs: noonMs };
  const units = distress
    ? { [unit.id]: { ...emptyUnit(unit.id, unit.area), distress: called } }
    : {};
  return { ...world, situation: { ...world.situation, tasks: { [task.id]: task }, units } };
}
