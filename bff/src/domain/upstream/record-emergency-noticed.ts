import type { Actor, DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import type { Observation } from '#domain/observation.ts';
import type { World } from '#domain/sighting.ts';

/** Said once, and of the emergency that was told: one declared since then waits for its own message. */
export function recordEmergencyNoticed(
  { incidentId, declaredAtMs, receivedAtMs }: Extract<Observation, { kind: 'upstream-emergency' }>,
  { situation }: World,
  actor: Actor,
): DurableDraft[] {
  const incident = ownOf(situation.incidents, incidentId);
  const emergency = incident?.emergency;
  if (!incident || !emergency || emergency.noticedAtMs !== null) return [];
  if (emergency.declaredAtMs !== declaredAtMs) return [];
  const data = { incidentId, atMs: receivedAtMs };
  return [{ type: 'emergency.noticed', areas: incident.areas, actor, data }];
}
