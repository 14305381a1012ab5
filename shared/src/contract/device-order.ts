import { type Static, Type } from 'typebox';
import { GatewayName } from './device.ts';
import { Id, Millis } from './ids.ts';

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
  /** JT/T 1078: the terminal sends one channel's live picture to this address. */
  Type.Object({
    name: Type.Literal('send-video'),
    channel: Type.Integer({ minimum: 1, maximum: 64 }),
    host: Type.String({ minLength: 1, maxLength: 64 }),
    tcpPort: Type.Integer({ minimum: 0, maximum: 65_535 }),
    udpPort: Type.Integer({ minimum: 0, maximum: 65_535 }),
    stream: Type.Enum(['main', 'sub']),
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
] as const;
export const OrderFailure = Type.Enum(orderFailures);
export type OrderFailure = Static<typeof OrderFailure>;
