import type { Principal } from '#contract/account.ts';
import type { DurableEvent } from '#contract/durable-event.ts';
import type { AreaId } from '#contract/ids.ts';
import type { Situation } from '#contract/situation.ts';
import { ownOf } from '#state/own.ts';
import { emptySituation } from '#state/situation.ts';
import { isGuest } from './guest-sight.ts';
import { incidentIdsOf } from './incidents-of-entry.ts';
import { maySee } from './policy.ts';

/** What is so now, for those whose sight ends at a time. Asked only about experts. */
export type GuestBook = { situation: () => Situation; nowMs: () => number };

/** Lets nobody in: whoever does not say what is so now tells an expert nothing. */
const closed: GuestBook = { situation: emptySituation, nowMs: () => 0 };

/** The entries of the log that this principal is entitled to, in their order. */
export function scopeEvents(
  principal: Principal,
  events: readonly DurableEvent[],
  book: GuestBook = closed,
): DurableEvent[] {
  return events.filter((event) => maySeeEntry(principal, event, book));
}

/** What tells of several areas at once is for those who see them all. */
export function seesEvery(principal: Principal, areas: readonly AreaId[]): boolean {
  return areas.every((area) => maySee(principal, 'situation.read', [area]));
}

/** An entry for few is for them alone, and for those who audit its areas. */
function maySeeEntry(principal: Principal, event: DurableEvent, book: GuestBook): boolean {
  const { areas, audience } = event;
  const seesAreas = maySee(principal, 'situation.read', areas);
  if (audience === undefined) return seesAreas;
  if (audience === 'every-area') return seesEvery(principal, areas);
  if ('also' in audience) {
    if (seesAreas || !audience.also.includes(principal.accountId)) return seesAreas;
    return principal.role !== 'expert' || isStillLetIn(principal, event, book);
  }
  return audience.only.includes(principal.accountId) || (principal.role === 'auditor' && seesAreas);
}

/** What an expert was told while he was let in is not told again afterwards; that it is over is. */
function isStillLetIn(
  { accountId }: Principal,
  event: DurableEvent,
  { situation, nowMs }: GuestBook,
): boolean {
  if (event.type === 'incident.guest-left' && event.data.accountId === accountId) return true;
  const now = situation();
  return incidentIdsOf(now, event).some((id) => {
    const incident = ownOf(now.incidents, id);
    return incident !== undefined && isGuest(incident, accountId, nowMs());
  });
}
