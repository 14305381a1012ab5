import type { Principal } from '#contract/account.ts';
import type { DurableEvent } from '#contract/durable-event.ts';
import { maySee } from './policy.ts';

/** The entries of the log that this principal is entitled to, in their order. */
export function scopeEvents(principal: Principal, events: readonly DurableEvent[]): DurableEvent[] {
  return events.filter((event) => maySee(principal, 'situation.read', event.areas));
}
