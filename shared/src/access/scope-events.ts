import type { Principal } from '#contract/account.ts';
import type { DurableEvent } from '#contract/durable-event.ts';
import type { AreaId } from '#contract/ids.ts';
import { maySee } from './policy.ts';

/** The entries of the log that this principal is entitled to, in their order. */
export function scopeEvents(principal: Principal, events: readonly DurableEvent[]): DurableEvent[] {
  return events.filter((event) => maySeeEntry(principal, event));
}

/** What tells of several areas at once is for those who see them all. */
export function seesEvery(principal: Principal, areas: readonly AreaId[]): boolean {
  return areas.every((area) => maySee(principal, 'situation.read', [area]));
}

/** An entry for few is for them alone, and for those who audit its areas. */
function maySeeEntry(principal: Principal, { areas, audience }: DurableEvent): boolean {
  const seesAreas = maySee(principal, 'situation.read', areas);
  if (audience === undefined) return seesAreas;
  if (audience === 'every-area') return seesEvery(principal, areas);
  if ('also' in audience) return seesAreas || audience.also.includes(principal.accountId);
  return audience.only.includes(principal.accountId) || (principal.role === 'auditor' && seesAreas);
}
