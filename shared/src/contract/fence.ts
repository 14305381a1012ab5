import { type Static, Type } from 'typebox';
import { AreaId, Id, Millis } from './ids.ts';
import { Nullable } from './nullable.ts';

/** What a perimeter panel said of one of its zones, or a camera of what it sees, free of any protocol. */
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

/** What watches a stretch of fence: the panel that its sensors are wired to, or a camera's own analysis. */
export const FenceSensor = Type.Enum(['panel', 'camera']);
export type FenceSensor = Static<typeof FenceSensor>;

export const FenceReport = Type.Object({
  /** The panel's account, or the camera. */
  account: Id,
  /** Absent in entries of a time when only panels spoke. */
  by: Type.Optional(FenceSensor),
  area: AreaId,
  /** Null when the panel speaks of itself or of a zone that no segment is registered for. */
  segmentId: Nullable(Id),
  zone: Type.Integer({ minimum: 0 }),
  signal: FenceSignal,
  /** The code as the panel sent it, for the technician; a camera's event in our own word. */
  code: Type.String({ maxLength: 16 }),
  deviceAtMs: Millis,
});
export type FenceReport = Static<typeof FenceReport>;

/** What is known of a stretch of fence. */
export type FenceState = {
  signal: FenceSignal;
  atMs: number;
  /** The newest of its panel: what is older is late. 0 while only a camera has spoken. */
  deviceAtMs: number;
  /** Whose word the signal is. */
  by: FenceSensor;
  /** When each last raised an alarm: two that do it together confirm each other. */
  alarmedAtMs: Partial<Record<FenceSensor, number>>;
};
