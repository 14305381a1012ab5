import type { EvidenceDeletion } from '#contract/evidence-deletion.ts';
import type { Fold } from './fold.ts';
import { type EventOf, entryOf, incidentOf, tellOn } from './incident-lines.ts';

/** How evidence goes, and how long it stays from an incident: its own, also where that goes on in another. */
export const evidenceFolds = {
  'evidence.deletion-ordered': (f: Fold, event: EventOf<'evidence.deletion-ordered'>) => {
    const { incidentId, deletion } = event.data;
    const incident = incidentOf(f, incidentId);
    if (!incident) return;
    const deletions = [...(incident.deletions ?? []), deletion];
    tellOn(f, incident, entryOf(event, { text: `${deletion.pieceId} · ${deletion.reason}` }), {
      deletions,
    });
  },
  // No line and no version: it says nothing that an officer decides by.
  'evidence.measured': (
    f: Fold,
    { data: { incidentId, pieceId, files } }: EventOf<'evidence.measured'>,
  ) => {
    const incident = incidentOf(f, incidentId);
    if (incident)
      f.put('incidents', incidentId, { ...incident, ...changed(incident, pieceId, { files }) });
  },
  'retention.changed': (f: Fold, event: EventOf<'retention.changed'>) => {
    const { incidentId, retention } = event.data;
    const incident = incidentOf(f, incidentId);
    if (incident) tellOn(f, incident, entryOf(event, { text: retention.reason }), { retention });
  },
  'evidence.deleted': (f: Fold, event: EventOf<'evidence.deleted'>) => {
    const { incidentId, pieceId, remains } = event.data;
    const incident = incidentOf(f, incidentId);
    if (!incident) return;
    const change = changed(incident, pieceId, { goneAtMs: event.atMs, remains });
    tellOn(f, incident, entryOf(event, { text: pieceId }), change);
  },
};

function changed(
  { deletions = [] }: { deletions?: EvidenceDeletion[] },
  pieceId: string,
  change: Partial<EvidenceDeletion>,
) {
  if (deletions.length === 0) return {};
  return {
    deletions: deletions.map((each) => (each.pieceId === pieceId ? { ...each, ...change } : each)),
  };
}
