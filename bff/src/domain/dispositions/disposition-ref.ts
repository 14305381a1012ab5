import type { Disposition } from '@ftz/shared/contract/disposition.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { union } from '@ftz/shared/state/incident-lifecycle.ts';
import { ownOf } from '@ftz/shared/state/own.ts';

/**
 * Whose business it is: its incident's people, those who were drawn in later among them; and whose what is
 * written off was to come from, or to.
 */
export function areasOfDisposition(situation: Situation, disposition: Disposition): AreaId[] {
  const { areas, subject } = disposition;
  const ofIncident = incidentOfDisposition(situation, disposition)?.areas ?? areas;
  return subject.kind === 'act' ? union(ofIncident, areas) : ofIncident;
}

export function incidentOfDisposition(
  { incidents }: Situation,
  { incidentId }: Disposition,
): Incident | undefined {
  return incidentId === null ? undefined : ownOf(incidents, incidentId);
}

export const dispositionRefOf = ({ id, incidentId }: Disposition) => ({
  dispositionId: id,
  incidentId,
});
