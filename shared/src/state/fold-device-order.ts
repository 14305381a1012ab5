import type { TrackedOrder } from '#contract/device-order.ts';
import type { DurableEvent } from '#contract/durable-event.ts';
import { type OrderAct, orderAfter } from './device-order-lifecycle.ts';
import type { Fold } from './fold.ts';
import { type EventOf, entryOf, writeOn } from './incident-lines.ts';
import { ownOf } from './own.ts';

export function foldOrderRequested(f: Fold, event: EventOf<'device-order.requested'>): void {
  const { order } = event.data;
  f.put('deviceOrders', order.id, order);
  writeOn(f, order.incidentId, entryOf(event, { text: order.reason, orderId: order.id }));
}

type OrderEvent = Exclude<
  Extract<DurableEvent, { type: `device-order.${string}` }>,
  { type: 'device-order.requested' }
>;

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

export function foldOrder(
  f: Fold,
  event: OrderEvent,
  act: OrderAct,
  change: Partial<TrackedOrder>,
): void {
  const { orderId, incidentId } = event.data;
  const order = ownOf(f.situation.deviceOrders, orderId);
  if (order) f.put('deviceOrders', order.id, orderAfter(order, act, change));
  writeOn(f, incidentId, entryOf(event, { text: saidOfOrder(event), orderId }));
}
