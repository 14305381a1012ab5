import { type TSchema, Type } from 'typebox';
import { AreaId, Id, Millis } from './ids.ts';
import { LaneCheck, LaneDecision, LaneDeskDecision, LaneFeedback } from './lane-decision.ts';
import { Nullable } from './nullable.ts';

const readingRef = { area: AreaId, laneId: Id, eventId: Id };

/** What is answered, ruled and heard about one reading of a lane. */
export const lanePayloads = {
  /** The house's answer to a lane, with the comparison on which it rests. */
  'lane.decided': Type.Object({ decision: LaneDecision }),
  /** A person at the lane's desk decided what was referred to him. */
  'lane.checked': Type.Object({ check: LaneCheck }),
  /** He would release what one person does not: asked for, and nothing is released by it. */
  'lane.release-asked': Type.Object({ check: LaneCheck }),
  /** A person at the command center ruled on a reading, for an incident or without one. */
  'lane.desk-decided': Type.Object({
    ...readingRef,
    incidentId: Nullable(Id),
    decision: LaneDeskDecision,
    /** What the lane is told from now on when it asks about this reading. */
    statusWord: Nullable(Type.String({ pattern: '^[0-9A-Za-z]{20}$' })),
  }),
  /** Nobody decided a referral in its time: it is everybody's now, until it expires. */
  'lane.referral-escalated': Type.Object({ ...readingRef, expiresAtMs: Millis }),
  'lane.referral-expired': Type.Object({ ...readingRef }),
  'lane.fed-back': Type.Object({ feedback: LaneFeedback }),
} as const satisfies Record<string, TSchema>;
