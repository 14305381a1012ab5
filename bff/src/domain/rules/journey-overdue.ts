import type { Journey } from '@ftz/shared/contract/journey.ts';
import type { AlarmRule, SweepVerdict } from '#domain/alarm-rule.ts';
import { exampleDueWorld } from '#domain/rule-examples/journey-examples.ts';
import type { World } from '#domain/sighting.ts';

/** What gates read while nobody listened they tell after our start: nobody is late until they have. */
const settlingMs = 3 * 60_000;

/** Null while there is time yet: what was late once stays late until it ends. */
function verdictOf(
  journey: Journey,
  { nowMs, limits, picture }: World,
): SweepVerdict['verdict'] | null {
  const { id, departedAtMs, dueAtMs, state } = journey;
  if (state !== 'under-way') return { condition: 'gone', entityId: id };
  const plannedMs = dueAtMs - departedAtMs;
  const limitMs = (plannedMs * limits.journeyOverduePct) / 100;
  const overdueMs = nowMs - dueAtMs;
  const settles = nowMs - picture.startedAtMs < settlingMs;
  if (overdueMs <= limitMs || settles) return null;
  const seconds = (ms: number) => String(Math.round(ms / 1000));
  return {
    condition: 'present',
    severity: 3,
    entityKind: 'journey',
    entityId: id,
    facts: [
      { name: 'overdue-s', value: seconds(overdueMs) },
      { name: 'limit-s', value: seconds(limitMs) },
      { name: 'planned-s', value: seconds(plannedMs) },
    ],
    happens: false,
  };
}

function sweep(world: World): SweepVerdict[] {
  const { picture, situation } = world;
  return Object.values(situation.journeys).flatMap((journey) => {
    const verdict = verdictOf(journey, world);
    if (!verdict) return [];
    const { vehicleId, sealId, toArea: area } = journey;
    const point = picture.vehicles.get(vehicleId)?.fix?.point ?? null;
    return [{ verdict, area, point, vehicleId, sealId, journey }];
  });
}

const verdictIn = (...example: Parameters<typeof exampleDueWorld>) =>
  sweep(exampleDueWorld(...example))[0]?.verdict;

const minuteMs = 60_000;

/**
 * Under way for more than a fifth longer than planned, and no gate has read it in: P3, in the area that
 * waits for it. Once for each journey; it returns when the journey arrives or is written off.
 */
export const rule: AlarmRule = {
  kind: 'journey-overdue',
  sweep,
  examples: [
    {
      says: 'planned for 100 minutes, under way for 121',
      verdict: () => verdictIn(21 * minuteMs),
      expect: { condition: 'present', severity: 3 },
    },
    {
      says: 'planned for 100 minutes, under way for 119',
      verdict: () => verdictIn(19 * minuteMs),
      expect: null,
    },
    {
      says: 'a gate read it in, late as it was',
      verdict: () => verdictIn(21 * minuteMs, { state: 'arrived', arrivedAtMs: 1 }),
      expect: { condition: 'gone' },
    },
    {
      says: 'two people have written it off',
      verdict: () => verdictIn(21 * minuteMs, { state: 'written-off' }),
      expect: { condition: 'gone' },
    },
    {
      says: 'the house has just started, and gates may have read it in meanwhile',
      verdict: () => verdictIn(21 * minuteMs, {}, minuteMs / 2),
      expect: null,
    },
    {
      says: 'the house has just started, and a gate tells that it did',
      verdict: () => verdictIn(21 * minuteMs, { state: 'arrived', arrivedAtMs: 1 }, minuteMs / 2),
      expect: { condition: 'gone' },
    },
  ],
};
