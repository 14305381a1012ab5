import { type Static, Type } from 'typebox';
import { GatewayName } from './device.ts';
import { AreaId, Id, Millis } from './ids.ts';
import { Nullable } from './nullable.ts';

/** What a device can be asked to do. Parameter ids and values are the protocol's own, in hex. */
export const DeviceAct = Type.Union([
  Type.Object({ name: Type.Literal('unlock') }),
  Type.Object({ name: Type.Literal('lock') }),
  Type.Object({ name: Type.Literal('locate') }),
  /** 0 seconds ends the tracking. */
  Type.Object({
    name: Type.Literal('track'),
    everyS: Type.Integer({ minimum: 0, maximum: 3600 }),
    forS: Type.Integer({ minimum: 0, maximum: 86_400 }),
  }),
  Type.Object({
    name: Type.Literal('show-text'),
    text: Type.String({ minLength: 1, maxLength: 499 }),
    urgent: Type.Boolean(),
  }),
  Type.Object({ name: Type.Literal('read-parameters') }),
  Type.Object({
    name: Type.Literal('set-parameters'),
    parameters: Type.Array(
      Type.Object({
        id: Type.Integer({ minimum: 0, maximum: 0xffffffff }),
        hex: Type.String({ pattern: '^([0-9a-f]{2}){0,255}$' }),
      }),
      { minItems: 1, maxItems: 32 },
    ),
  }),
  Type.Object({ name: Type.Literal('barrier-lift') }),
  Type.Object({ name: Type.Literal('barrier-lower') }),
  /** It stays as it is, whatever the lane's own buttons say, until it is lifted or lowered. */
  Type.Object({ name: Type.Literal('barrier-keep') }),
  /** JT/T 1078: the terminal sends one channel's live picture to this address. */
  Type.Object({
    name: Type.Literal('send-video'),
    channel: Type.Integer({ minimum: 1, maximum: 64 }),
    host: Type.String({ minLength: 1, maxLength: 64 }),
    tcpPort: Type.Integer({ minimum: 0, maximum: 65_535 }),
    udpPort: Type.Integer({ minimum: 0, maximum: 65_535 }),
    stream: Type.Enum(['main', 'sub']),
  }),
  /** JT/T 1078: the terminal sends this channel no longer. */
  Type.Object({
    name: Type.Literal('stop-video'),
    channel: Type.Integer({ minimum: 1, maximum: 64 }),
  }),
]);
export type DeviceAct = Static<typeof DeviceAct>;

/** An order to one device. It is void after `expiresAtMs`: nothing then sends it, and it has failed. */
export const DeviceOrder = Type.Object({
  orderId: Id,
  gateway: GatewayName,
  deviceId: Id,
  act: DeviceAct,
  expiresAtMs: Millis,
});
export type DeviceOrder = Static<typeof DeviceOrder>;

/** Why an order did not come to pass: a closed list, each with its sentence in the dictionary. */
export const orderFailures = [
  'unsupported',
  'not-connected',
  'expired',
  'refused-by-device',
  'no-answer',
  /** Nobody authorised it within the time that a request may wait. */
  'not-authorised',
] as const;
export const OrderFailure = Type.Enum(orderFailures);
export type OrderFailure = Static<typeof OrderFailure>;

/**
 * `requested → authorised → sending → sent → confirmed | failed`, or `withdrawn` before it was
 * authorised. `sending` is written before anything is on the wire, so that no restart sends twice; `sent` says
 * that it left the house and nothing about the device; only the device's own word makes it `confirmed`.
 */
export const orderStates = [
  'requested',
  'authorised',
  'sending',
  'sent',
  'confirmed',
  'failed',
  'withdrawn',
] as const;
export const OrderState = Type.Enum(orderStates);
export type OrderState = Static<typeof OrderState>;

/** An order with its story: who asked, who agreed, how far it came. */
export const TrackedOrder = Type.Object({
  id: Id,
  version: Type.Integer({ minimum: 1 }),
  gateway: GatewayName,
  deviceId: Id,
  act: DeviceAct,
  /** Whose business it is: the device's area, and those of its incident when it was asked for. */
  areas: Type.Array(AreaId, { minItems: 1 }),
  incidentId: Nullable(Id),
  state: OrderState,
  reason: Type.String({ maxLength: 500 }),
  requestedBy: Type.Object({ accountId: Id, name: Type.String() }),
  requestedAtMs: Millis,
  /** When it fails by itself: unauthorised, or, once authorised, unanswered. */
  dueAtMs: Millis,
  authorisedBy: Nullable(Type.String()),
  authorisedAtMs: Nullable(Millis),
  /** When the house set about sending it; what happened before that is no answer to it. */
  sentAtMs: Nullable(Millis),
  reference: Nullable(Type.String({ maxLength: 64 })),
  finishedAtMs: Nullable(Millis),
  failure: Nullable(OrderFailure),
  /** The device's own words. */
  detail: Nullable(Type.String({ maxLength: 500 })),
});
export type TrackedOrder = Static<typeof TrackedOrder>;
