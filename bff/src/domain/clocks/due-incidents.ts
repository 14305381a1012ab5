import type { Actor } from '@ftz/shared/contract/durable-event.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { isIncidentOpen } from '@ftz/shared/state/incident-lifecycle.ts';

/** The open incidents for which something is due. */
export function dueIncidents(
  { incidents }: Situation,
  isDue: (incident: Incident) => boolean,
): Incident[] {
  return Object.values(incidents).filter((incident) => isIncidentOpen(incident) && isDue(incident));
}

/** Where, and by which clock, for an entry about this incident. */
export const told = ({ areas }: Incident, name: string): { areas: AreaId[]; actor: Actor } => ({
  areas,
  actor: { kind: 'machine', name },
});
