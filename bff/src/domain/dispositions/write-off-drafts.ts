import type { Disposition } from '@ftz/shared/contract/disposition.ts';
import type { Actor, DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { union } from '@ftz/shared/state/incident-lifecycle.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { areasOfJourney } from '#domain/lanes/arrival-of.ts';
import { areasOfDisposition } from './disposition-ref.ts';

/** Two people write a journey off, in the decision that says so; not when its truck has come meanwhile. */
export function writeOffDrafts(
  disposition: Disposition,
  journeyId: string,
  reason: string,
  { situation }: { situation: Situation },
  actor: Actor,
): DurableDraft[] {
  const journey = ownOf(situation.journeys, journeyId);
  if (journey?.state !== 'under-way') return [];
  const { id: dispositionId, incidentId } = disposition;
  return [
    {
      type: 'journey.written-off',
      areas: union(areasOfDisposition(situation, disposition), areasOfJourney(journey)),
      actor,
      data: { journeyId, incidentId, dispositionId, reason },
    },
  ];
}
