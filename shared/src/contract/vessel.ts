import { type Static, Type } from 'typebox';
import { Id, Millis } from './ids.ts';
import { Nullable } from './nullable.ts';
import { LonLat } from './position.ts';

export const vesselKinds = [
  'ship',
  'small-craft',
  'base-station',
  'aid-to-navigation',
  'sar-aircraft',
] as const;
export const VesselKind = Type.Enum(vesselKinds);
export type VesselKind = Static<typeof VesselKind>;

const Text = Nullable(Type.String({ maxLength: 40 }));

/**
 * What somebody at sea says of itself over AIS. Anybody may claim any number and any place there: it is
 * context around the port, and proof of nothing. Null: not said, or said to be not available.
 */
export const Vessel = Type.Object({
  mmsi: Type.Integer({ minimum: 1, maximum: 999_999_999 }),
  kind: VesselKind,
  point: LonLat,
  speedKn: Nullable(Type.Number({ minimum: 0 })),
  courseDeg: Nullable(Type.Number({ minimum: 0, maximum: 360 })),
  headingDeg: Nullable(Type.Integer({ minimum: 0, maximum: 359 })),
  /** ITU-R M.1371, table 45: 0 under way, 1 at anchor, 5 moored … */
  navStatus: Nullable(Type.Integer({ minimum: 0, maximum: 15 })),
  name: Text,
  callsign: Text,
  destination: Text,
  imo: Nullable(Type.Integer()),
  shipType: Nullable(Type.Integer({ minimum: 0, maximum: 255 })),
  draughtM: Nullable(Type.Number()),
  /** Who heard it, and whether we know that receiver. */
  receiverId: Id,
  trusted: Type.Boolean(),
  heardAtMs: Millis,
  /** How old its place is, seconds. */
  ageS: Type.Integer({ minimum: 0 }),
});
export type Vessel = Omit<Static<typeof Vessel>, 'point'> & { point: LonLat };
