import { type TSchema, Type } from 'typebox';
import { Id } from './ids.ts';
import { Nullable } from './nullable.ts';
import { FollowUp, TaskKind } from './task.ts';
import {
  ArrivalClaim,
  Bookmark,
  Opening,
  SealNo,
  TaskEvidence,
  TaskResult,
  Witness,
} from './task-record.ts';

const text = Type.String({ minLength: 1, maxLength: 500 });

/**
 * What a crew does, on the road perhaps without a network. It is not refused for an old version: the
 * step counts as long as the task allows it. One that a phone had to keep (`actedAtMs`) and that finds
 * its task over is kept beside the task.
 */
const byCrew = { taskId: Id };

/** Every act on a task, by name, with its argument. */
export const taskCommands = {
  'task.issue': Type.Object({
    incidentId: Id,
    kind: TaskKind,
    unitId: Id,
    note: Type.Optional(text),
    /** The draft that becomes this task. */
    draftId: Type.Optional(Id),
    /** Of a follow-up check, which needs one. */
    followUp: Type.Optional(FollowUp),
    followsTaskId: Type.Optional(Id),
    /** Of a review; left out: all that the house has of the incident. */
    evidence: Type.Optional(Type.Array(TaskEvidence, { maxItems: 40 })),
  }),
  'task.accept': Type.Object({ ...byCrew }),
  'task.join': Type.Object({ ...byCrew }),
  'task.depart': Type.Object({ ...byCrew }),
  'task.arrive': Type.Object({ ...byCrew, arrival: ArrivalClaim }),
  /** A video inspection starts when the house records what is looked at: `inspection.begin`. */
  'task.start': Type.Object({ ...byCrew }),
  'task.check-in': Type.Object({ ...byCrew }),
  'task.open-evidence': Type.Object({
    ...byCrew,
    evidenceId: Type.String({ minLength: 1, maxLength: 160 }),
  }),
  'task.bookmark': Type.Object({ ...byCrew, bookmark: Type.Omit(Bookmark, ['id']) }),
  'task.ask-opening': Type.Object({ ...byCrew, what: Opening.properties.what, reason: text }),
  'task.confirm-opening': Type.Object({ ...byCrew }),
  'task.scan-seal': Type.Object({
    ...byCrew,
    which: Type.Enum(['old', 'new']),
    sealNo: SealNo,
    containerNo: Nullable(Type.String({ maxLength: 20 })),
    photoIds: Type.Array(Id, { maxItems: 12 }),
  }),
  'task.record-witness': Type.Object({ ...byCrew, witness: Witness }),
  'task.suspend': Type.Object({ ...byCrew, reason: text }),
  'task.resume': Type.Object({ ...byCrew }),
  'task.submit-result': Type.Object({ ...byCrew, result: TaskResult }),
  'task.decline': Type.Object({ taskId: Id, reason: text }),
  'task.cancel': Type.Object({ taskId: Id, reason: text }),
  'task.return': Type.Object({ taskId: Id, reason: text }),
  'task.verify': Type.Object({ taskId: Id }),
} as const satisfies Record<string, TSchema>;
