import type { Actor, DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { Journey } from '@ftz/shared/contract/journey.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { union } from '@ftz/shared/state/incident-lifecycle.ts';
import { ownOf } from '@ftz/shared/state/own.ts';

export const areasOfJourney = ({ fromArea, toArea }: Pick<Journey, 'fromArea' | 'toArea'>) =>
  union([fromArea], [toArea]);

export function arrived(
  journey: Journey,
  gateId: string,
  atMs: number,
  actor: Actor,
): DurableDraft {
  const data = { journeyId: journey.id, gateId, atMs };
  return { type: 'journey.arrived', areas: areasOfJourney(journey), actor, data };
}

type Read = { journeyId: string | null; direction: 'IN' | 'OUT'; gateId: string };

/** Released by a person, it arrives like any other: where its journey ends at this gate. */
export function arrivalOf(
  read: Read | undefined,
  { journeys }: Situation,
  atMs: number,
  actor: Actor,
): DurableDraft[] {
  const journey = ownOf(journeys, read?.journeyId ?? '');
  if (!read || read.direction !== 'IN' || journey?.state !== 'under-way') return [];
  return journey.toGateId === read.gateId ? [arrived(journey, read.gateId, atMs, actor)] : [];
}
