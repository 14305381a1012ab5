import { type Static, Type } from 'typebox';
import { AreaId, Id, Millis } from './ids.ts';
import { Nullable } from './nullable.ts';

/** What a perimeter panel said of one of its zones, translated from SIA and Contact ID codes. */
export const FenceSignal = Type.Enum([
  'alarm',
  'verified-alarm',
  'restore',
  'tamper',
  'tamper-restore',
  'trouble',
  'trouble-restore',
]);
export type FenceSignal = Static<typeof FenceSignal>;

export const FenceReport = Type.Object({
  account: Id,
  area: AreaId,
  /** Null when the panel speaks of itself or of a zone that no segment is registered for. */
  segmentId: Nullable(Id),
  zone: Type.Integer({ minimum: 0 }),
  signal: FenceSignal,
  /** The code as the panel sent it, for the technician. */
  code: Type.String({ maxLength: 16 }),
  deviceAtMs: Millis,
});
export type FenceReport = Static<typeof FenceReport>;
