import { maySee } from '@ftz/shared/access/policy.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import { Id } from '@ftz/shared/contract/ids.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { Type } from 'typebox';

/** What somebody looks at something for. Neither: a round of the zone. */
export const PurposeQuery = Type.Object({
  incidentId: Type.Optional(Id),
  alarmId: Type.Optional(Id),
});

/** A purpose that is not there for this person is none: nobody is told of it, and nothing is noted of it. */
export function purposeOf(
  { incidentId, alarmId }: { incidentId?: string; alarmId?: string },
  principal: Principal,
  situation: Situation,
): { incidentId: string | null; alarmId?: string } {
  const alarm = ownOf(situation.alarms, alarmId ?? '');
  const incident = ownOf(situation.incidents, incidentId ?? alarm?.incidentId ?? '');
  const sees = (areas: Parameters<typeof maySee>[2]) => maySee(principal, 'situation.read', areas);
  const known = incident && sees(incident.areas) ? incident : undefined;
  const isAlarmKnown =
    alarm && (sees([alarm.area]) || (known && alarm.incidentId === known.id))
      ? alarm.id
      : undefined;
  return {
    incidentId: known?.id ?? null,
    ...(isAlarmKnown === undefined ? {} : { alarmId: isAlarmKnown }),
  };
}
