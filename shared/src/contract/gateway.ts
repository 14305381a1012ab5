import { type Static, Type } from 'typebox';
import { GatewayName } from './device.ts';
import { Millis } from './ids.ts';
import { Nullable } from './nullable.ts';

const count = Type.Integer({ minimum: 0 });

/** One door of the house, as a technician sees it. Counts are since the start of the process. */
export const GatewayState = Type.Object({
  gateway: GatewayName,
  ok: Type.Boolean(),
  detail: Type.String(),
  /** Null where it hangs on the web server, or asks by itself. */
  port: Nullable(Type.Integer()),
  /** Null where it holds no connections. */
  connections: Nullable(count),
  lastMessageAtMs: Nullable(Millis),
  /** Messages of each of the last minutes, the present one last. */
  perMinute: Type.Array(count),
  results: Type.Object({ ok: count, duplicate: count, bad: count, unsupported: count }),
  refused: Type.Array(Type.Object({ reason: Type.String(), count })),
});
export type GatewayState = Static<typeof GatewayState>;

/** One message within a frame: which bytes, and what they mean or why they were refused. */
export const FrameReading = Type.Union([
  Type.Object({
    at: count,
    length: count,
    ok: Type.Literal(true),
    kind: Type.String(),
    fields: Type.Record(Type.String(), Type.Unknown()),
  }),
  Type.Object({ at: count, length: count, ok: Type.Literal(false), reason: Type.String() }),
]);
export type FrameReading = Static<typeof FrameReading>;

/** A frame as it came, beside what it means: the same words as the protocol's reader gives. */
export const ReadFrame = Type.Object({
  atMs: Millis,
  peer: Type.String(),
  deviceId: Nullable(Type.String()),
  /** Why it was refused; null when it was taken. */
  reason: Nullable(Type.String()),
  length: count,
  hex: Type.String(),
  readings: Type.Array(FrameReading),
});
export type ReadFrame = Static<typeof ReadFrame>;
