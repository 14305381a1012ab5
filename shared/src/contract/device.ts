import { type Static, Type } from 'typebox';
import { AreaId, Id, Millis } from './ids.ts';
import { Nullable } from './nullable.ts';

export const gatewayNames = [
  'jt808',
  'eseal-mqtt',
  'perimeter-dc09',
  'checkpoint-http',
  'documents-http',
  'cameras',
] as const;
export const GatewayName = Type.Enum(gatewayNames);
export type GatewayName = Static<typeof GatewayName>;

/** A device that speaks on one of our ports and is in no registry: listed for a technician, not trusted. */
export const UnknownDevice = Type.Object({
  gateway: GatewayName,
  deviceId: Id,
  firstSeenAtMs: Millis,
});
export type UnknownDevice = Static<typeof UnknownDevice>;

/** Latest health of one registered device: newest value only. */
export const DeviceHealth = Type.Object({
  gateway: GatewayName,
  deviceId: Id,
  area: Nullable(AreaId),
  state: Type.Enum(['never-seen', 'alive', 'lost']),
  lastSeenAtMs: Nullable(Millis),
});
export type DeviceHealth = Static<typeof DeviceHealth>;

/** Per area and kind of feed: what the freshness chips of every screen show. */
export const FeedFreshness = Type.Object({
  area: AreaId,
  gateway: GatewayName,
  alive: Type.Integer({ minimum: 0 }),
  known: Type.Integer({ minimum: 0 }),
  lastSeenAtMs: Nullable(Millis),
});
export type FeedFreshness = Static<typeof FeedFreshness>;
