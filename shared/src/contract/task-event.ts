import { type TSchema, Type } from 'typebox';
import { Id, Millis } from './ids.ts';
import { Nullable } from './nullable.ts';
import { Revealed } from './revealed.ts';
import { Overdue, Task, TaskDues } from './task.ts';
import {
  Arrival,
  Bookmark,
  CrewMember,
  LateReport,
  Opening,
  SealNo,
  TaskResult,
  Witness,
} from './task-record.ts';

const taskRef = { taskId: Id, incidentId: Id };
const reason = Type.String({ maxLength: 500 });
/** What somebody of the crew did. When by his phone: the entry's `actedAtMs`. */
const done = { ...taskRef, by: CrewMember };
/** What is awaited from here on, by the limits of the day: a fold knows no limits. */
const dues = { dues: Type.Partial(TaskDues) };

/** How a task comes to be. */
export const taskIssuePayloads = {
  /** Prepared for the desk by what another task found; asks nothing of anybody. */
  'task.drafted': Type.Object({ task: Task }),
  'task.issued': Type.Object({ task: Task, revealed: Nullable(Revealed) }),
} as const satisfies Record<string, TSchema>;

/** What happens to a task once it was issued. */
export const taskPayloads = {
  'task.accepted': Type.Object({ ...done, ...dues }),
  'task.crew-joined': Type.Object({ ...done }),
  'task.departed': Type.Object({ ...done, ...dues }),
  'task.arrived': Type.Object({ ...done, ...dues, arrival: Arrival }),
  'task.started': Type.Object({
    ...done,
    ...dues,
    recordingSinceMs: Nullable(Millis),
  }),
  'task.checked-in': Type.Object({ ...done, ...dues }),
  'task.evidence-opened': Type.Object({ ...done, evidenceId: Type.String({ maxLength: 160 }) }),
  'task.bookmarked': Type.Object({ ...done, bookmark: Bookmark }),
  'task.opening-asked': Type.Object({ ...done, what: Opening.properties.what, reason }),
  'task.opening-confirmed': Type.Object({ ...done }),
  'task.seal-scanned': Type.Object({
    ...done,
    which: Type.Enum(['old', 'new']),
    sealNo: SealNo,
    containerNo: Nullable(Type.String({ maxLength: 20 })),
    photoIds: Type.Array(Id, { maxItems: 12 }),
  }),
  'task.witnessed': Type.Object({ ...done, witness: Witness }),
  'task.suspended': Type.Object({ ...taskRef, reason }),
  'task.resumed': Type.Object({ ...taskRef, ...dues }),
  'task.result-submitted': Type.Object({ ...done, result: TaskResult }),
  'task.returned': Type.Object({ ...taskRef, ...dues, reason }),
  'task.verified': Type.Object({ ...taskRef }),
  'task.done': Type.Object({ ...taskRef }),
  'task.declined': Type.Object({ ...taskRef, reason }),
  'task.cancelled': Type.Object({ ...taskRef, reason }),
  /** Nobody accepted it for so long that the desk has to send somebody else. */
  'task.expired': Type.Object({ ...taskRef }),
  /** A step is late, and somebody has been told of it. Nothing ends by that. */
  'task.overdue': Type.Object({ ...taskRef, overdue: Overdue }),
  /** It was over already when this came from a phone. */
  'task.late-report': Type.Object({ ...taskRef, report: LateReport }),
} as const satisfies Record<string, TSchema>;
