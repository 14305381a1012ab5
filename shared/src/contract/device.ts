import { type Static, Type } from 'typebox';
import { AreaId, Id, Millis } from './ids.ts';
import { Nullable } from './nullable.ts';
import { LonLat } from './position.ts';
import { CameraRecording } from './recording.ts';

/** Every door that devices and other systems come in by, each a folder of `bff/src/adapters/`. */
export const gatewayNames = [
  'jt808',
  'eseal-mqtt',
  'eseal-jointech',
  'perimeter-dc09',
  'onvif',
  'isapi',
  'checkpoint-http',
  'lane-jgst14',
  'plate-cameras',
  'lane-equipment',
  'inspection-http',
  'ais',
  'documents-http',
  'upstream-cap',
  'cameras',
  'gb28181',
  'jt1078',
] as const;
export const GatewayName = Type.Enum(gatewayNames);
export type GatewayName = Static<typeof GatewayName>;

/** Those that listen on a port of their own; the others hang on the web server, or ask by themselves. */
export const portedGateways = [
  'jt808',
  'eseal-mqtt',
  'eseal-jointech',
  'perimeter-dc09',
  'lane-jgst14',
  'lane-equipment',
  'ais',
  'gb28181',
  'jt1078',
] as const satisfies readonly GatewayName[];
export type PortedGateway = (typeof portedGateways)[number];

/**
 * Somebody whom this house believes, under the name that it uses for itself. What it speaks for is
 * named by our own ids, null where it speaks for nothing of that kind.
 */
export const RegisteredDevice = Type.Object({
  gateway: GatewayName,
  deviceId: Id,
  area: AreaId,
  point: Nullable(LonLat),
  vehicleId: Nullable(Id),
  sealId: Nullable(Id),
  gateId: Nullable(Id),
  cameraId: Nullable(Id),
  /** The longest silence that its protocol promises, seconds; null: it speaks when something happens. */
  silentAfterS: Nullable(Type.Integer({ minimum: 1 })),
  /** The vendor's word for the model, where bytes mean another thing in each; null: by the standard. */
  model: Nullable(Type.String({ maxLength: 40 })),
  /** Which coordinates it sends. What the house keeps is WGS-84. */
  datum: Type.Enum(['WGS84', 'GCJ02']),
  /** `credential`: it proves who it is; `pinned`: known by its address; `low`: its word alone. */
  trust: Type.Enum(['credential', 'pinned', 'low']),
});
export type RegisteredDevice = Omit<Static<typeof RegisteredDevice>, 'point'> & {
  point: LonLat | null;
};

/** A name and a door: what a device is found by. */
export const DeviceRef = Type.Object({ gateway: GatewayName, deviceId: Id });
export type DeviceRef = Static<typeof DeviceRef>;

/** The address that a device whose trust is `pinned` spoke from when it was met, without its port. */
export const DevicePin = Type.Object({
  ...DeviceRef.properties,
  address: Type.String({ minLength: 1, maxLength: 64 }),
  atMs: Millis,
});
export type DevicePin = Static<typeof DevicePin>;

/**
 * Why somebody is not who he says: the same name on two lines that both speak, a pinned device at
 * another address, a message said long ago said again, a key or a cipher that is not the device's.
 */
export const breaches = [
  'copied-identity',
  'address-changed',
  'replayed',
  'wrong-credential',
] as const;
export const Breach = Type.Enum(breaches);
export type Breach = Static<typeof Breach>;

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
  /** How far its clock is ahead of ours (behind: below 0), the middle of its latest reports; null: not known. */
  clockAheadMs: Nullable(Type.Integer()),
});
export type DeviceHealth = Static<typeof DeviceHealth>;

/** One line of the technician's list: its health, and who the register says that it is. */
export const DeviceLine = Type.Object({
  ...DeviceHealth.properties,
  /** Null: nobody registered it. */
  trust: Nullable(RegisteredDevice.properties.trust),
  /** The plate, gate or camera. */
  speaksFor: Nullable(Type.String()),
  silentAfterS: Nullable(Type.Integer()),
  /** Registered by a person, who can take it back; else by the site's files. */
  byPerson: Type.Boolean(),
  /** Where a pinned device was met; from elsewhere it is refused. */
  address: Nullable(Type.String()),
  /** Of a camera, how it is recorded; null: it is none. */
  recording: Nullable(CameraRecording),
});
export type DeviceLine = Static<typeof DeviceLine>;

/** Per area and kind of feed: what the freshness chips of every screen show. */
export const FeedFreshness = Type.Object({
  area: AreaId,
  gateway: GatewayName,
  alive: Type.Integer({ minimum: 0 }),
  known: Type.Integer({ minimum: 0 }),
  /** Its newest word, also one of before the house started; null: of none is known. */
  lastSeenAtMs: Nullable(Millis),
  /** No word since the house started, which is long enough, and nobody knows of an earlier one. */
  unheard: Type.Boolean(),
});
export type FeedFreshness = Static<typeof FeedFreshness>;
