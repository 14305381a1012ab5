import { type Static, Type } from 'typebox';
import { AlarmKind, Severity } from './alarm.ts';
import { GatewayName } from './device.ts';
import { AreaId, Id, Millis } from './ids.ts';
import { Nullable } from './nullable.ts';

const Count = Type.Integer({ minimum: 0 });

/**
 * Something of an area from which nothing was heard for a part of today: a sensor that was lost
 * (`alarmId` leads to it), one that people took out of service, or all devices of one kind.
 */
export const BlindSpot = Type.Object({
  why: Type.Enum(['lost', 'out-of-service', 'feed-silent']),
  entityId: Nullable(Type.String()),
  gateway: Nullable(GatewayName),
  alarmId: Nullable(Id),
  incidentId: Nullable(Id),
  fromMs: Millis,
  /** Null: it still is. */
  untilMs: Nullable(Millis),
  /** Of today, of all its spells. */
  minutes: Type.Number({ minimum: 0 }),
});
export type BlindSpot = Static<typeof BlindSpot>;

/** What of an area only the server can count: it has the whole day, a page has what is kept. */
export const AreaDay = Type.Object({
  area: AreaId,
  /** Alarms that asked for somebody today, and how many times somebody answered. */
  raised: Count,
  answered: Count,
  /** Vehicles through the lanes within the last sixty minutes. */
  passedIn: Count,
  passedOut: Count,
  /** How many are blind now; minutes of today, of each of them and of those that see again, together. */
  blindNow: Count,
  blindMinutes: Type.Number({ minimum: 0 }),
  /** The longest, at most twenty. */
  blind: Type.Array(BlindSpot),
});
export type AreaDay = Static<typeof AreaDay>;

export const responsePhases = ['acknowledge', 'dispatch', 'arrive'] as const;
export const ResponsePhase = Type.Enum(responsePhases);
export type ResponsePhase = Static<typeof ResponsePhase>;

/** How long one kind of answer took within 24 hours, in ms; null where nothing was to be answered. */
export const ResponseDay = Type.Object({
  /** Null: of all areas that are told. */
  area: Nullable(AreaId),
  phase: ResponsePhase,
  /** Of alarms of this level; null: of all. */
  severity: Nullable(Severity),
  of: Count,
  p50: Nullable(Type.Number()),
  p90: Nullable(Type.Number()),
  p95: Nullable(Type.Number()),
  /** What this house has settled: by then somebody has to have answered. Null: nothing is settled. */
  limitMs: Nullable(Type.Integer({ minimum: 1 })),
});
export type ResponseDay = Static<typeof ResponseDay>;

/** Of the alarms of one rule that were concluded within seven days, how many were nothing. */
export const FalseRate = Type.Object({ kind: AlarmKind, of: Count, wrong: Count });
export type FalseRate = Static<typeof FalseRate>;

/** The numbers of a day for the boards of wall and desk, of the areas of whoever asks. */
export const DayNumbers = Type.Object({
  /** Midnight of the zone. */
  fromMs: Millis,
  toMs: Millis,
  /** False: the log is still being read since the start of the house. */
  complete: Type.Boolean(),
  /** Silent feeds are measured while the house runs, over its restarts; before this moment none were. */
  feedsFromMs: Millis,
  areas: Type.Array(AreaDay),
  responses: Type.Array(ResponseDay),
  /** The most wrong first. */
  falseByRule: Type.Array(FalseRate),
});
export type DayNumbers = Static<typeof DayNumbers>;
