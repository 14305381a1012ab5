import type { TrackedOrder } from '#contract/device-order.ts';
import type { DurableEvent } from '#contract/durable-event.ts';
import { type OrderAct, orderAfter } from './device-order-lifecycle.ts';
import type { Fold } from './fold.ts';
import { type EventOf, entryOf, type FoldsOf, nameOf, writeOn } from './incident-lines.ts';
import { ownOf } from './own.ts';

/** What each entry does to an order that people gave to a device. */
export const deviceOrderFolds = {
  'device-order.requested': foldRequested,
  'device-order.authorised': (f, event) =>
    foldOrder(f, event, 'authorise', {
      authorisedBy: nameOf(event),
      authorisedAtMs: event.atMs,
      dueAtMs: event.data.dueAtMs,
    }),
  'device-order.withdrawn': (f, event) =>
    foldOrder(f, event, 'withdraw', { finishedAtMs: event.atMs, detail: event.data.reason }),
  'device-order.sending': (f, event) => foldOrder(f, event, 'send', { sentAtMs: event.atMs }),
  'device-order.sent': (f, event) =>
    foldOrder(f, event, 'note-sent', { reference: event.data.reference }),
  'device-order.confirmed': (f, event) =>
    foldOrder(f, event, 'confirm', {
      finishedAtMs: event.atMs,
      failure: null,
      detail: event.data.detail,
    }),
  'device-order.failed': (f, event) =>
    foldOrder(f, event, 'fail', {
      finishedAtMs: event.atMs,
      failure: event.data.failure,
      detail: event.data.detail,
    }),
} satisfies FoldsOf<AnyOrderEvent['type']>;

type AnyOrderEvent = Extract<DurableEvent, { type: `device-order.${string}` }>;
type OrderEvent = Exclude<AnyOrderEvent, { type: 'device-order.requested' }>;

function foldRequested(f: Fold, event: EventOf<'device-order.requested'>): void {
  const { order } = event.data;
  f.put('deviceOrders', order.id, order);
  writeOn(f, order.incidentId, entryOf(event, { text: order.reason, orderId: order.id }));
}

/** The words that belong on the timeline: a person's reason, a device's answer. */
function saidOfOrder(event: OrderEvent): string | null {
  switch (event.type) {
    case 'device-order.withdrawn':
      return event.data.reason;
    case 'device-order.confirmed':
    case 'device-order.failed':
      return event.data.detail || null;
    default:
      return null;
  }
}

function foldOrder(f: Fold, event: OrderEvent, act: OrderAct, change: Partial<TrackedOrder>): void {
  const { orderId, incidentId } = event.data;
  const order = ownOf(f.situation.deviceOrders, orderId);
  if (order) f.put('deviceOrders', order.id, orderAfter(order, act, change));
  writeOn(f, incidentId, entryOf(event, { text: saidOfOrder(event), orderId }));
}
