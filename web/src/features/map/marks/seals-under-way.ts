import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { isOpen } from '@ftz/shared/state/alarm-lifecycle.ts';
import { type SealCondition, sealConditionOf } from '@ftz/shared/state/seal-condition.ts';

/** A seal that guards goods on the road, with the vehicle that carries it. */
export type SealUnderWay = {
  sealId: string;
  vehicleId: string;
  condition: SealCondition;
  /** Its newest word, by its own clock; null: it has not spoken. */
  saidAtMs: number | null;
  departedAtMs: number;
};

export function sealsUnderWay({
  journeys,
  seals,
  alarms,
}: Pick<Situation, 'journeys' | 'seals' | 'alarms'>): SealUnderWay[] {
  const kinds = new Map<string, Alarm['kind'][]>();
  for (const alarm of Object.values(alarms)) {
    if (alarm.sealId === null || !isOpen(alarm)) continue;
    kinds.set(alarm.sealId, [...(kinds.get(alarm.sealId) ?? []), alarm.kind]);
  }
  return Object.values(journeys).flatMap(({ sealId, vehicleId, state, departedAtMs }) => {
    if (sealId === null || state !== 'under-way') return [];
    const report = seals[sealId];
    const condition = sealConditionOf(report, kinds.get(sealId) ?? []);
    return [{ sealId, vehicleId, condition, saidAtMs: report?.deviceAtMs ?? null, departedAtMs }];
  });
}
