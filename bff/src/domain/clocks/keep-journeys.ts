import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import { journeysInQuestion, staysUntilMs } from '@ftz/shared/state/journey-keeping.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import type { CommandWorld } from '#domain/commands/command-decision.ts';
import { areasOfJourney } from '#domain/lanes/arrival-of.ts';
import type { HouseClock } from './clock.ts';

/** So long before it would go: a house that is down for an hour or two is in time, still. */
const aheadMs = 6 * 3_600_000;
const keptMs = 24 * 3_600_000;

/**
 * A journey that an open alarm is about stays for all who see the journey, also for those who see no such
 * alarm: a merge may show it to them yet, and whoever joins is given both.
 */
export const keepJourneys: HouseClock = {
  name: 'keep-journeys',
  due: ({ situation, nowMs }: CommandWorld): DurableDraft[] =>
    [...journeysInQuestion(situation)].flatMap((id): DurableDraft[] => {
      const journey = ownOf(situation.journeys, id);
      if (!journey || staysUntilMs(journey) > nowMs + aheadMs) return [];
      return [
        {
          type: 'journey.kept',
          areas: areasOfJourney(journey),
          actor: { kind: 'machine', name: 'keep-journeys' },
          data: {
            journey: { ...journey, keptUntilMs: nowMs + keptMs },
            reads: Object.values(situation.laneReads).filter(({ journeyId }) => journeyId === id),
          },
        },
      ];
    }),
};
