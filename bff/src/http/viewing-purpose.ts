import { maySee } from '@ftz/shared/access/policy.ts';
import type { Viewing } from '@ftz/shared/contract/access.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import { type AreaId, Id } from '@ftz/shared/contract/ids.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import type { FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import { principalOf } from './authorize.ts';
import type { HttpDeps } from './http-deps.ts';

/** What somebody looks at something for. Neither: a round of the zone. */
export const PurposeQuery = Type.Object({
  incidentId: Type.Optional(Id),
  alarmId: Type.Optional(Id),
});
type PurposeQuery = Static<typeof PurposeQuery>;

/** A purpose that is not there for this person is none: nobody is told of it, and nothing is noted of it. */
export function purposeOf(
  { incidentId, alarmId }: PurposeQuery,
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

/** Tells the access log who looks at what, and what for. */
export function noteLook(
  { noteViewing, world }: Pick<HttpDeps, 'noteViewing' | 'world'>,
  request: FastifyRequest,
  look: Omit<Viewing, 'incidentId'>,
  areas: AreaId[],
): void {
  const principal = principalOf(request);
  const asked = request.query as PurposeQuery;
  const { incidentId, alarmId } = purposeOf(asked, principal, world().situation);
  const viewing = { ...look, incidentId };
  noteViewing(principal, { viewing, areas, ...(alarmId === undefined ? {} : { alarmId }) });
}
