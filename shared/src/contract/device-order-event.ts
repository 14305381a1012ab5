import { type TSchema, Type } from 'typebox';
import { OrderFailure, TrackedOrder } from './device-order.ts';
import { Id, Millis } from './ids.ts';
import { Nullable } from './nullable.ts';

const orderRef = { orderId: Id, incidentId: Nullable(Id) };
const words = Type.String({ maxLength: 500 });

/** What happens to an order to a device. */
export const deviceOrderPayloads = {
  'device-order.requested': Type.Object({ order: TrackedOrder }),
  'device-order.authorised': Type.Object({ ...orderRef, dueAtMs: Millis }),
  'device-order.withdrawn': Type.Object({ ...orderRef, reason: words }),
  'device-order.sending': Type.Object({ ...orderRef }),
  'device-order.sent': Type.Object({ ...orderRef, reference: Type.String({ maxLength: 64 }) }),
  'device-order.confirmed': Type.Object({ ...orderRef, detail: words }),
  'device-order.failed': Type.Object({
    ...orderRef,
    failure: OrderFailure,
    detail: Nullable(words),
  }),
} as const satisfies Record<string, TSchema>;
