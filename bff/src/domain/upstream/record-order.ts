import type { Actor, DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { OrderContent, UpstreamOrder } from '@ftz/shared/contract/order.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { isSameMessage } from '@ftz/shared/state/upstream-order-lifecycle.ts';
import type { Observation, OrderMessage } from '#domain/observation.ts';
import type { World } from '#domain/sighting.ts';
import { orderIdOf } from './order-id.ts';

/** An order that names no time is due in half an hour. */
const usuallyDueMs = 30 * 60_000;

/**
 * An order from above, or what became of it. An update of something that never came here is an order
 * itself, and a withdrawal of one is kept as such: neither is dropped. What is played through can
 * neither change nor end what is real.
 */
export function recordOrder(message: OrderMessage, world: World, actor: Actor): DurableDraft[] {
  const { situation, nowMs } = world;
  const { dueAtMs, ...said } = message.content;
  const content: OrderContent = {
    ...said,
    receivedAtMs: nowMs,
    dueAtMs: dueAtMs ?? nowMs + usuallyDueMs,
  };
  const earlier = message.act === 'issue' ? undefined : orderMeant(message, situation);
  if (!earlier) {
    const order = newOrder(message, content, nowMs);
    return [{ type: 'order.received', areas: order.areas, actor, data: { order } }];
  }
  const { id: orderId, areas, status } = earlier;
  if (message.act === 'update') {
    return [{ type: 'order.updated', areas, actor, data: { orderId, status, content } }];
  }
  const { sender, identifier, sent } = content;
  const by = { sender, identifier, sent };
  return [{ type: 'order.cancelled', areas, actor, data: { orderId, status, by } }];
}

function orderMeant(
  { references, status }: OrderMessage,
  { orders }: Situation,
): UpstreamOrder | undefined {
  return Object.values(orders).find(
    (order) =>
      order.status === status &&
      order.state !== 'cancelled' &&
      [order.content, ...order.earlier].some((content) =>
        references.some((reference) => isSameMessage(content, reference)),
      ),
  );
}

function newOrder(
  { act, status, areas }: OrderMessage,
  content: OrderContent,
  nowMs: number,
): UpstreamOrder {
  return {
    id: orderIdOf(content),
    version: 1,
    state: act === 'cancel' ? 'cancelled' : 'open',
    status,
    areas: areas.length > 0 ? areas : [...areaIds],
    content,
    earlier: [],
    changedAtMs: nowMs,
    receiptedAtMs: null,
    acknowledgedBy: null,
    acknowledgedAtMs: null,
    note: null,
  };
}

export function recordReceipt(
  { orderId, of, receivedAtMs }: Extract<Observation, { kind: 'upstream-receipt' }>,
  { situation }: World,
  actor: Actor,
): DurableDraft[] {
  const order = ownOf(situation.orders, orderId);
  if (!order) return [];
  const data = { orderId, of, atMs: receivedAtMs };
  return [{ type: 'order.receipted', areas: order.areas, actor, data }];
}
