import { type Static, Type } from 'typebox';
import { AreaId, Id, Millis } from './ids.ts';
import { Nullable } from './nullable.ts';
import { LonLat } from './position.ts';

/** The device's own bits (brief of the MQTT seal protocol, payload `state`). */
export const SealState = Type.Object({
  sealed: Type.Boolean(),
  rope: Type.Enum(['intact', 'cut']),
  motor: Type.Enum(['locked', 'unlocked', 'stuck']),
  cover: Type.Enum(['closed', 'open']),
});
export type SealState = Static<typeof SealState>;

export const SealEventName = Type.Enum([
  'sealed',
  'unsealed',
  'cut',
  'opened',
  'card',
  'password',
  'low-battery',
  /** A card that is not on its list; several wrong passwords in a row. */
  'illegal-card',
  'wrong-password',
  'motor-stuck',
  'unlocked-too-long',
]);
export type SealEventName = Static<typeof SealEventName>;

/** One message of a seal. `(sealId, deviceSeq, deviceAtMs)` is unique: a repeat is the same
 * report, a counter that began anew is not. */
export const SealReport = Type.Object({
  sealId: Id,
  area: AreaId,
  deviceSeq: Type.Integer({ minimum: 0 }),
  deviceAtMs: Millis,
  state: SealState,
  batteryPct: Type.Number({ minimum: 0, maximum: 100 }),
  events: Type.Array(SealEventName, { maxItems: 16 }),
  point: Nullable(LonLat),
});
export type SealReport = Static<typeof SealReport>;

/** One step of a seal's story: what it said, and when. */
export const SealStep = Type.Object({
  atMs: Millis,
  deviceAtMs: Millis,
  state: SealState,
  batteryPct: Type.Number(),
  events: Type.Array(SealEventName),
});
export type SealStep = Static<typeof SealStep>;

/** The newest steps of one seal, oldest first. */
export type SealStory = { sealId: string; area: AreaId; steps: SealStep[] };
