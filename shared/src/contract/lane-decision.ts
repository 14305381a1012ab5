import { type Static, Type } from 'typebox';
import { AreaId, Id, Millis } from './ids.ts';
import { Nullable } from './nullable.ts';

/** What a lane's reads are compared with: its papers, what the house knows of it, and the lane itself. */
export const LaneItem = Type.Enum([
  'lane',
  'journey',
  'control',
  'plate',
  'vehicle-tag',
  'container-front',
  'container-rear',
  'seal',
  'seal-state',
  'weight',
]);
export type LaneItem = Static<typeof LaneItem>;

/** `mismatch` and `hit` are alarms; everything else but `match` is a doubt, and a doubt is a person's. */
export const LaneVerdict = Type.Enum([
  'match',
  'mismatch',
  'hit',
  'not-read',
  'not-declared',
  'unsure',
  'no-tolerance',
]);
export type LaneVerdict = Static<typeof LaneVerdict>;

export const LaneComparison = Type.Object({
  item: LaneItem,
  expected: Nullable(Type.String({ maxLength: 64 })),
  observed: Nullable(Type.String({ maxLength: 64 })),
  tolerance: Nullable(Type.String({ maxLength: 24 })),
  verdict: LaneVerdict,
});
export type LaneComparison = Static<typeof LaneComparison>;

export const LaneResult = Type.Enum(['release', 'alarm', 'manual']);
export type LaneResult = Static<typeof LaneResult>;

/** What the house answered to one reading of a lane: which reading, what was compared, what came of it. */
export const LaneDecision = Type.Object({
  area: AreaId,
  laneId: Id,
  gateId: Id,
  direction: Type.Enum(['IN', 'OUT']),
  /** The reading: a session may be read again by hand. */
  eventId: Id,
  sessionId: Id,
  plate: Nullable(Type.String({ maxLength: 16 })),
  vehicleId: Nullable(Id),
  journeyId: Nullable(Id),
  result: LaneResult,
  comparison: Type.Array(LaneComparison, { maxItems: 12 }),
  /** JGS/T 14 annex B: 20 characters. */
  statusWord: Type.String({ pattern: '^[0-9A-Za-z]{20}$' }),
  decidedBy: Type.Literal('system'),
  /** Of a referral: when it escalates. */
  referralDueAtMs: Type.Optional(Millis),
});
export type LaneDecision = Static<typeof LaneDecision>;

/** What a person at the lane's desk concluded of what the house referred. */
export const LaneCheckResult = Type.Enum(['release', 'inspection', 'refuse']);
export type LaneCheckResult = Static<typeof LaneCheckResult>;

export const LaneCheck = Type.Object({
  area: AreaId,
  laneId: Id,
  sessionId: Id,
  result: LaneCheckResult,
  operatorId: Id,
  comment: Type.String({ maxLength: 500 }),
});
export type LaneCheck = Static<typeof LaneCheck>;

/** What the lane says that it did with what it was told. */
export const LaneFeedback = Type.Object({
  area: AreaId,
  laneId: Id,
  sessionId: Id,
  outcome: Type.Enum(['done', 'failed']),
  detail: Type.String({ maxLength: 200 }),
});
export type LaneFeedback = Static<typeof LaneFeedback>;

/**
 * Where a vehicle stands that came to a lane: read and compared in one breath; then the house's own
 * answer, or a person's, and at last the lane's word that it is gone.
 */
export const laneStates = [
  'arrived',
  'reading',
  'compared',
  'auto-release',
  'auto-hold',
  'referred',
  'released',
  'to-inspection',
  'rejected',
  'escalated',
  'expired',
  'left',
] as const;
export const LaneState = Type.Enum(laneStates);
export type LaneState = Static<typeof LaneState>;

/** What an officer at the command center decides of a reading; `hold`: it does not pass. */
export const LaneRuling = Type.Enum(['hold', 'release', 'inspect']);
export type LaneRuling = Static<typeof LaneRuling>;

/**
 * A ruling as it stands. `reaches` says what it changes at the lane: its session still asks (`lane`), or it
 * is over and the ruling is written down alone (`record`).
 */
export const LaneDeskDecision = Type.Object({
  ruling: LaneRuling,
  reason: Type.String({ minLength: 1, maxLength: 500 }),
  reaches: Type.Enum(['lane', 'record']),
  by: Type.String(),
  atMs: Millis,
});
export type LaneDeskDecision = Static<typeof LaneDeskDecision>;

/** How the newest readings of the lanes ended, folded: what a lane that asks again is told again. */
export const LaneOutcome = Type.Object({
  area: AreaId,
  laneId: Id,
  gateId: Id,
  direction: Type.Enum(['IN', 'OUT']),
  eventId: Id,
  sessionId: Id,
  plate: Nullable(Type.String({ maxLength: 16 })),
  journeyId: Nullable(Id),
  result: LaneResult,
  state: LaneState,
  comparison: Type.Array(LaneComparison, { maxItems: 12 }),
  statusWord: Type.String(),
  decidedAtMs: Millis,
  /** A referral: when it escalates, and once it has, when it expires; null: no clock runs. */
  dueAtMs: Nullable(Millis),
  /** By the house or by a person; null: the barrier has no reason to lift. */
  releasedAtMs: Nullable(Millis),
  checked: Nullable(LaneCheckResult),
  /** A person at the lane's desk would release what takes two: who last, and when. */
  releaseAsked: Nullable(Type.Object({ by: Id, atMs: Millis })),
  /** The lane's own word that it did so. */
  feedback: Nullable(Type.Enum(['done', 'failed'])),
});
export type LaneOutcome = Static<typeof LaneOutcome>;
