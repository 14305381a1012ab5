import { type Static, Type } from 'typebox';
import { AlarmKind } from './alarm.ts';
import { AreaId, Millis } from './ids.ts';
import { Nullable } from './nullable.ts';

/** What a flood came to: every flood leaves one. */
export const FloodReport = Type.Object({
  endedAtMs: Millis,
  /** Alarms that were raised or raised again while it lasted, by severity. */
  alarms: Type.Tuple([Type.Integer(), Type.Integer(), Type.Integer(), Type.Integer()]),
  /** Those of them that nobody has acknowledged. */
  unacknowledged: Type.Integer(),
  /** The kinds that made most of it, most first. */
  kinds: Type.Array(Type.Object({ kind: AlarmKind, count: Type.Integer() }), { maxItems: 5 }),
});
export type FloodReport = Static<typeof FloodReport>;

/** More alarms in one area than its desk can take in one by one. */
export const Flood = Type.Object({
  area: AreaId,
  beganAtMs: Millis,
  /** Announced within the ten minutes before it began. */
  announced: Type.Integer(),
  /** A desk that has asked the other desks of the area to take a part of it. */
  helpAskedBy: Nullable(Type.String()),
  helpAskedAtMs: Nullable(Millis),
  report: Nullable(FloodReport),
});
export type Flood = Static<typeof Flood>;
