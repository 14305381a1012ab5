import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { durableStore } from './durable-store.ts';

/** An expert whose time is over keeps nothing of the incident on his page. */
export function forgetWhatIsOver(events: readonly DurableEvent[], accountId: string): void {
  for (const event of events) {
    if (event.type !== 'incident.guest-left' || event.data.accountId !== accountId) continue;
    const { incidentId } = event.data;
    durableStore.setState(({ situation }) => ({
      situation: withoutIncident(situation, incidentId),
    }));
  }
}

/** Without the incident and whatever names it, whichever noun that is. */
export function withoutIncident(situation: Situation, incidentId: string): Situation {
  const stays = ([key, thing]: [string, unknown]) =>
    key !== incidentId && (thing as { incidentId?: unknown })?.incidentId !== incidentId;
  const records = Object.entries(situation).map(([name, record]) =>
    typeof record === 'object' && record !== null && name !== 'statistics'
      ? [name, Object.fromEntries(Object.entries(record).filter(stays))]
      : [name, record],
  );
  return Object.fromEntries(records) as Situation;
}
