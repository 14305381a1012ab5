import { type Static, Type } from 'typebox';
import { AreaId, Id, Millis } from './ids.ts';
import { LaneDeskDecision } from './lane-decision.ts';
import { Nullable } from './nullable.ts';

/** What a lane read when a vehicle passed it: the part of `lane.passage.v1` that rules and screens need. */
export const LanePassage = Type.Object({
  eventId: Id,
  area: AreaId,
  laneId: Id,
  gateId: Id,
  direction: Type.Enum(['IN', 'OUT']),
  closedAtMs: Millis,
  plate: Nullable(Type.String({ maxLength: 16 })),
  plateConfidence: Nullable(Type.Number({ minimum: 0, maximum: 1 })),
  containerNos: Type.Array(Type.String({ maxLength: 16 }), { maxItems: 4 }),
  /** Which camera read which of them, where the lane says so: two that agree make a reading. */
  containerReads: Type.Optional(
    Type.Array(Type.Object({ source: Id, no: Type.String({ maxLength: 16 }) }), { maxItems: 8 }),
  ),
  seals: Type.Array(Type.Object({ id: Id, state: Type.String({ maxLength: 24 }) }), {
    maxItems: 4,
  }),
  weightKg: Nullable(Type.Number({ minimum: 0 })),
  /** What follows is there where the lane's protocol tells it. */
  mode: Type.Optional(Type.Enum(['auto', 'manual', 'backoffice'])),
  sessionId: Type.Optional(Id),
  seqNo: Type.Optional(Id),
  icCard: Type.Optional(Id),
  rfids: Type.Optional(
    Type.Array(
      Type.Object({
        id: Id,
        kind: Type.Enum(['vehicle', 'driver']),
        plate: Nullable(Type.String({ maxLength: 16 })),
      }),
      { maxItems: 8 },
    ),
  ),
  documents: Type.Optional(
    Type.Array(Type.Object({ type: Type.String({ maxLength: 16 }), id: Id }), { maxItems: 8 }),
  ),
  /** What the driver's card says that the whole should weigh. */
  declaredWeightKg: Type.Optional(Type.Number({ minimum: 0 })),
  /** What the lane read and is not sure of itself. */
  unsure: Type.Optional(Type.Array(Type.Enum(['plate', 'container']), { maxItems: 2 })),
});
export type LanePassage = Static<typeof LanePassage>;

/** A reading as the situation keeps it, with the journey that it belongs to and what a person ruled. */
export const LaneRead = Type.Object({
  passage: LanePassage,
  journeyId: Nullable(Id),
  atMs: Millis,
  decision: Nullable(LaneDeskDecision),
});
export type LaneRead = Static<typeof LaneRead>;
