import { type Static, Type } from 'typebox';
import { Severity } from './alarm.ts';
import { AreaId, Id, Millis } from './ids.ts';
import { Nullable } from './nullable.ts';

/** Only what is `Actual` binds anybody. The others are played through, marked, and counted nowhere. */
export const OrderStatus = Type.Enum(['Actual', 'Exercise', 'Test']);
export type OrderStatus = Static<typeof OrderStatus>;

/** The three things that name a message of the national centre; `sent` as it was written. */
export const OrderReference = Type.Object({
  sender: Type.String({ minLength: 1, maxLength: 200 }),
  identifier: Type.String({ minLength: 1, maxLength: 200 }),
  sent: Type.String({ minLength: 1, maxLength: 40 }),
});
export type OrderReference = Static<typeof OrderReference>;

/** One version of what the national centre orders. */
export const OrderContent = Type.Object({
  ...OrderReference.properties,
  sentAtMs: Millis,
  receivedAtMs: Millis,
  severity: Severity,
  headline: Type.String({ maxLength: 200 }),
  text: Type.String({ maxLength: 2000 }),
  /** By when a supervisor must have acknowledged it. */
  dueAtMs: Millis,
});
export type OrderContent = Static<typeof OrderContent>;

/** An order from above: its newest content, and every version before it. */
export const UpstreamOrder = Type.Object({
  id: Id,
  version: Type.Integer({ minimum: 1 }),
  state: Type.Enum(['open', 'acknowledged', 'cancelled']),
  status: OrderStatus,
  areas: Type.Array(AreaId, { minItems: 1 }),
  content: OrderContent,
  /** Earlier contents, oldest first; the log keeps what is beyond twenty. */
  earlier: Type.Array(OrderContent, { maxItems: 20 }),
  changedAtMs: Millis,
  /** When the national centre had our receipt of the newest content; null: it has none yet. */
  receiptedAtMs: Nullable(Millis),
  acknowledgedBy: Nullable(Type.String()),
  acknowledgedAtMs: Nullable(Millis),
  note: Nullable(Type.String({ maxLength: 500 })),
});
export type UpstreamOrder = Static<typeof UpstreamOrder>;
