import type { OrderContent, OrderReference, UpstreamOrder } from '#contract/order.ts';
import type { RefusalCode } from '#contract/refusal.ts';

/** As many earlier contents as the situation carries; the log has all. */
const mostEarlier = 20;

/** Orders that somebody still has to acknowledge, the one that is due first first. */
export function openOrders(orders: Record<string, UpstreamOrder>): UpstreamOrder[] {
  return Object.values(orders)
    .filter(({ state }) => state === 'open')
    .sort((a, b) => a.content.dueAtMs - b.content.dueAtMs);
}

/** The same message, whoever tells of it. */
export const isSameMessage = (a: OrderReference, b: OrderReference): boolean =>
  a.identifier === b.identifier && a.sender === b.sender;

/**
 * A new content takes the place of the old one, and wants to be acknowledged anew. One that was sent
 * before the present one came late: it is kept among the earlier ones and changes nothing else.
 */
export function updatedOrder(
  order: UpstreamOrder,
  content: OrderContent,
  atMs: number,
): UpstreamOrder {
  const isNewer = content.sentAtMs >= order.content.sentAtMs;
  const earlier = [...order.earlier, isNewer ? order.content : content].slice(-mostEarlier);
  const version = order.version + 1;
  if (!isNewer || order.state === 'cancelled') return { ...order, version, earlier };
  return {
    ...order,
    version,
    state: 'open',
    content,
    earlier,
    changedAtMs: atMs,
    receiptedAtMs: null,
    acknowledgedBy: null,
    acknowledgedAtMs: null,
    note: null,
  };
}

export function cancelledOrder(order: UpstreamOrder, atMs: number): UpstreamOrder {
  return { ...order, version: order.version + 1, state: 'cancelled', changedAtMs: atMs };
}

/** A receipt of an earlier content says nothing about the present one. */
export function receiptedOrder(
  order: UpstreamOrder,
  of: OrderReference,
  atMs: number,
): UpstreamOrder {
  return isSameMessage(order.content, of) ? { ...order, receiptedAtMs: atMs } : order;
}

export function acknowledgedOrder(
  order: UpstreamOrder,
  by: string,
  note: string | null,
  atMs: number,
): UpstreamOrder {
  return {
    ...order,
    version: order.version + 1,
    state: 'acknowledged',
    changedAtMs: atMs,
    acknowledgedBy: by,
    acknowledgedAtMs: atMs,
    note,
  };
}

/** Why an order cannot be acknowledged now; null: it can. */
export function refusalToAcknowledgeOrder({ state }: UpstreamOrder): RefusalCode | null {
  if (state === 'open') return null;
  return state === 'acknowledged' ? 'already-acknowledged' : 'wrong-state';
}
