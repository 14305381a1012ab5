import type { AlarmKind } from '@ftz/shared/contract/alarm.ts';
import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import type { Procedure } from '@ftz/shared/contract/procedure.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { siteProcedureOf } from '@ftz/shared/site/procedures.ts';
import { isIncidentOpen } from '@ftz/shared/state/incident-lifecycle.ts';
import { procedureOfIncident } from '@ftz/shared/state/procedure-selectors.ts';

/**
 * The procedure that this incident should be in and is not: of the kind that it is called by now. It
 * is put beside the one that it began with, since what was begun is not to be left half done.
 */
export function procedureDrafts(
  situation: Situation,
  incident: Incident | undefined,
  procedureOf: (kind: AlarmKind) => Procedure = siteProcedureOf,
): DurableDraft[] {
  if (!incident || !isIncidentOpen(incident)) return [];
  const procedure = procedureOf(incident.kind);
  const run = procedureOfIncident(situation, incident.id);
  if (run?.procedures.some(({ id }) => id === procedure.id)) return [];
  return [
    {
      type: 'procedure.started',
      areas: incident.areas,
      actor: { kind: 'machine', name: 'procedures' },
      data: { incidentId: incident.id, procedure },
    },
  ];
}
