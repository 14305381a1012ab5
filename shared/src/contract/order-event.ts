import { type TSchema, Type } from 'typebox';
import { Id, Millis } from './ids.ts';
import { Nullable } from './nullable.ts';
import { OrderContent, OrderReference, OrderStatus, UpstreamOrder } from './order.ts';

/** What happens to an order of the national centre. */
export const orderPayloads = {
  'order.received': Type.Object({ order: UpstreamOrder }),
  'order.updated': Type.Object({ orderId: Id, status: OrderStatus, content: OrderContent }),
  'order.cancelled': Type.Object({ orderId: Id, status: OrderStatus, by: OrderReference }),
  /** The national centre has our receipt of this message. */
  'order.receipted': Type.Object({ orderId: Id, of: OrderReference, atMs: Millis }),
  'order.acknowledged': Type.Object({
    orderId: Id,
    status: OrderStatus,
    of: OrderReference,
    note: Nullable(Type.String({ maxLength: 500 })),
  }),
} as const satisfies Record<string, TSchema>;
