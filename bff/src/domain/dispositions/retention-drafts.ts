import type { Disposition } from '@ftz/shared/contract/disposition.ts';
import type { Actor, DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { keptUntilIn, refusalToRetain } from '@ftz/shared/state/kept-until.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { wordOfTwo } from './word-of-two.ts';

/** Two people say until when recordings are held; not when their incident is open again, or that time is past. */
export function retentionDrafts(
  disposition: Disposition,
  entityId: string,
  { situation, nowMs }: { situation: Situation; nowMs: number },
  actor: Actor,
): DurableDraft[] {
  const incident = ownOf(situation.incidents, disposition.incidentId ?? '');
  const keptUntilMs = incident ? keptUntilIn(entityId, incident.id) : null;
  if (!incident || keptUntilMs === null) return [];
  if (refusalToRetain(incident, keptUntilMs, nowMs) !== null) return [];
  const retention = { keptUntilMs, ...wordOfTwo(disposition, actor), atMs: nowMs };
  return [
    {
      type: 'retention.changed',
      areas: incident.areas,
      actor,
      data: { incidentId: incident.id, retention },
    },
  ];
}
