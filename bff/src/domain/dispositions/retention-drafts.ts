import type { Disposition } from '@ftz/shared/contract/disposition.ts';
import type { Actor, DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { keptUntilIn, refusalToRetain } from '@ftz/shared/state/kept-until.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { foundRight } from './found-right.ts';

/** Two people say until when recordings are held; not when their incident is open again, or that time is past. */
export function retentionDrafts(
  disposition: Disposition,
  entityId: string,
  { situation, nowMs }: { situation: Situation; nowMs: number },
  actor: Actor,
): DurableDraft[] {
  const { id: dispositionId, incidentId, first } = disposition;
  const incident = ownOf(situation.incidents, incidentId ?? '');
  const keptUntilMs = incident ? keptUntilIn(entityId, incident.id) : null;
  if (!incident || keptUntilMs === null) return [];
  if (refusalToRetain(incident, keptUntilMs, nowMs) !== null) return [];
  const reason = (first?.verdict.note.trim() || dispositionId).slice(0, 500);
  const by = [...foundRight(disposition), actor.name];
  const retention = { keptUntilMs, dispositionId, by, reason, atMs: nowMs };
  return [
    {
      type: 'retention.changed',
      areas: incident.areas,
      actor,
      data: { incidentId: incident.id, retention },
    },
  ];
}
