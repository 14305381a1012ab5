import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { incidentsOfPlate, reachesAllOf } from '@ftz/shared/state/lane-circle.ts';

type Word = Extract<
  DurableDraft,
  {
    type:
      | 'lane.decided'
      | 'lane.checked'
      | 'lane.release-asked'
      | 'lane.referral-escalated'
      | 'lane.referral-expired';
  }
>;

/** A lane's word about a vehicle, and with it what tells the incidents that it does not reach. */
export function withIncidentsTold(
  word: Word,
  plate: string | null,
  text: string | null,
  situation: Situation,
): DurableDraft[] {
  const { type, actor } = word;
  const others = incidentsOfPlate(situation, plate).filter(
    (incident) => !reachesAllOf(incident, word.areas),
  );
  return [
    word,
    ...others.map(
      ({ id, areas }): DurableDraft => ({
        type: 'incident.lane-told',
        areas,
        actor,
        data: { incidentId: id, word: type, text },
      }),
    ),
  ];
}
