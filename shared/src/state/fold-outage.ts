import type { DurableEvent } from '#contract/durable-event.ts';
import type { Outage, Signed } from '#contract/outage.ts';
import type { Fold } from './fold.ts';
import { type OutageAct, outageAfter } from './outage-lifecycle.ts';
import { ownOf } from './own.ts';

type OutageEvent = Extract<DurableEvent, { type: `outage.${string}` }>;
type ChangeEvent = Exclude<OutageEvent, { type: 'outage.requested' | 'outage.planned' }>;

export function foldOutage(f: Fold, event: OutageEvent): void {
  if (event.type === 'outage.requested' || event.type === 'outage.planned') {
    f.put('outages', event.data.outage.id, event.data.outage);
    return;
  }
  const outage = ownOf(f.situation.outages, event.data.outageId);
  if (!outage) return;
  f.put('outages', outage.id, outageAfter(outage, actOf[event.type], changeBy(event, outage)));
}

const actOf: Record<ChangeEvent['type'], OutageAct> = {
  'outage.authorised': 'authorise',
  'outage.refused': 'refuse',
  'outage.began': 'begin',
  'outage.reminded': 'remind',
  'outage.confirmed': 'confirm',
  'outage.ended': 'end',
};

const signedIn = ({ actor, atMs }: DurableEvent): Signed | null =>
  actor.kind === 'person' ? { accountId: actor.accountId, name: actor.name, atMs } : null;

function changeBy(event: ChangeEvent, outage: Outage): Partial<Outage> {
  switch (event.type) {
    case 'outage.authorised':
      return { authorised: signedIn(event), confirmDueAtMs: event.data.confirmDueAtMs };
    case 'outage.refused':
      return { refused: signedIn(event) };
    case 'outage.began':
      return {};
    case 'outage.reminded':
      return {
        confirmDueAtMs: event.data.confirmDueAtMs,
        unconfirmedSinceMs: outage.unconfirmedSinceMs ?? event.atMs,
      };
    case 'outage.confirmed':
      return {
        confirmed: signedIn(event),
        confirmDueAtMs: event.data.confirmDueAtMs,
        unconfirmedSinceMs: null,
      };
    case 'outage.ended':
      return { endedAtMs: event.atMs, confirmDueAtMs: null, unconfirmedSinceMs: null };
  }
}
