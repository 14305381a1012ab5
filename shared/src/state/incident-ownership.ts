import type { Incident } from '#contract/incident.ts';
import type { Situation } from '#contract/situation.ts';
import { isIncidentOpen } from './incident-lifecycle.ts';

/** Open incidents of one account. */
export function incidentsOwnedBy(
  { incidents }: Situation,
  { accountId }: { accountId: string },
): Incident[] {
  return Object.values(incidents).filter(
    (incident) => isIncidentOpen(incident) && incident.owner?.accountId === accountId,
  );
}
