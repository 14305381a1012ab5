import { incidentIdsOf } from '@ftz/shared/access/incidents-of-entry.ts';
import type { Audience, DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { ownOf } from '@ftz/shared/state/own.ts';

/**
 * The one place where guests come in: whatever is written about an incident is told to whoever is let
 * into it at that moment, whichever noun it is about. What is for few (`only`) stays theirs.
 */
export function withGuests(situation: Situation, draft: DurableDraft, nowMs: number): DurableDraft {
  const { audience } = draft;
  if (audience === 'every-area' || (audience && 'only' in audience)) return draft;
  // Almost always there is no guest at all.
  if (!Object.values(situation.incidents).some(({ guests }) => guests.length > 0)) return draft;
  const guests = incidentIdsOf(situation, draft).flatMap((id) =>
    (ownOf(situation.incidents, id)?.guests ?? [])
      .filter(({ untilMs }) => untilMs > nowMs)
      .map(({ accountId }) => accountId),
  );
  if (guests.length === 0) return draft;
  const also: Audience = { also: [...new Set([...(audience?.also ?? []), ...guests])] };
  return { ...draft, audience: also };
}
