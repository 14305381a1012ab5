import { type Static, Type } from 'typebox';
import { AreaId, Id, Millis } from './ids.ts';
import { Nullable } from './nullable.ts';
import {
  Arrival,
  Bookmark,
  CrewMember,
  LateReport,
  OpenedEvidence,
  Opening,
  SealChange,
  TaskEvidence,
  TaskResult,
  Witness,
} from './task-record.ts';

/** The four actions, and what an emergency asks of every unit. */
export const taskKinds = [
  'review',
  'video-inspection',
  'mobile-verification',
  'follow-up-check',
  'emergency',
] as const;
export const TaskKind = Type.Enum(taskKinds);
export type TaskKind = Static<typeof TaskKind>;
/** Done by somebody on the road, with a phone. */
export const roadTaskKinds: readonly TaskKind[] = [
  'mobile-verification',
  'follow-up-check',
  'emergency',
];

/** `en-route` and `on-site` only where there is travel. A draft asks nothing of anybody yet. */
export const taskStates = [
  'draft',
  'issued',
  'accepted',
  'en-route',
  'on-site',
  'executing',
  'suspended',
  'result-submitted',
  'returned',
  'verified',
  'done',
  'declined',
  'expired',
  'cancelled',
] as const;
export const TaskState = Type.Enum(taskStates);
export type TaskState = Static<typeof TaskState>;

export const overdueSteps = ['accept', 'start', 'arrive', 'report', 'check-in'] as const;
export const OverdueStep = Type.Enum(overdueSteps);
export type OverdueStep = Static<typeof OverdueStep>;

/**
 * Who has been told that a step is overdue. A follow-up check goes to its office's head and then to the
 * duty chief; everything else to whoever issued it and then to the shift leader.
 */
export const OverdueTold = Type.Enum(['issuer', 'shift-leader', 'office-head', 'duty-chief']);
export type OverdueTold = Static<typeof OverdueTold>;

export const Overdue = Type.Object({
  step: OverdueStep,
  told: OverdueTold,
  sinceMs: Millis,
  /** When the next one is told; null: nobody is above. */
  nextDueAtMs: Nullable(Millis),
});
export type Overdue = Static<typeof Overdue>;

/** By when what must have happened; null where nothing is awaited. Each is put there by what began it. */
export const TaskDues = Type.Object({
  acceptDueAtMs: Nullable(Millis),
  /** Then a task that nobody accepted is over, and the desk has to send somebody else. */
  expireDueAtMs: Nullable(Millis),
  /** Begun; of a patrol: rolling. */
  startDueAtMs: Nullable(Millis),
  arriveDueAtMs: Nullable(Millis),
  reportDueAtMs: Nullable(Millis),
  checkInDueAtMs: Nullable(Millis),
  /** Then an officer who was not heard of counts as in danger. */
  silentDueAtMs: Nullable(Millis),
});
export type TaskDues = Static<typeof TaskDues>;

/** Of a follow-up check: whose business it is and by when, by the calendar. */
export const FollowUp = Type.Object({ ownerOfficeId: Id, dueAtMs: Millis });
export type FollowUp = Static<typeof FollowUp>;

/** One thing that one unit is asked to do for one incident. */
export const Task = Type.Object({
  id: Id,
  version: Type.Integer({ minimum: 1 }),
  incidentId: Id,
  kind: TaskKind,
  state: TaskState,
  /** Where it goes on when it is resumed. */
  suspendedFrom: Nullable(TaskState),
  /** The unit's area: its people do it. Everybody who sees the incident sees the task. */
  area: AreaId,
  unitId: Id,
  issuedBy: Type.String(),
  /** Null: a machine drafted it. */
  issuedById: Nullable(Id),
  issuedAtMs: Millis,
  /** What the issuer asks for. */
  note: Nullable(Type.String({ maxLength: 500 })),
  /** The task whose result asked for this one. */
  followsTaskId: Nullable(Id),
  ...TaskDues.properties,
  overdue: Nullable(Overdue),
  ownerOfficeId: Nullable(Id),
  /** Of a follow-up check, by the calendar. */
  dueAtMs: Nullable(Millis),
  /** Who accepted it, and who joined him. */
  crew: Type.Array(CrewMember),
  acceptedBy: Nullable(Type.String()),
  acceptedAtMs: Nullable(Millis),
  departedAtMs: Nullable(Millis),
  arrivedAtMs: Nullable(Millis),
  arrival: Nullable(Arrival),
  startedAtMs: Nullable(Millis),
  lastCheckInAtMs: Nullable(Millis),
  /** What a reviewer has to open before he may judge, and what he has opened. */
  evidence: Type.Array(TaskEvidence, { maxItems: 40 }),
  openedBy: Type.Array(OpenedEvidence),
  /** Of a video inspection: since when the house records what is looked at. */
  recordingSinceMs: Nullable(Millis),
  bookmarks: Type.Array(Bookmark),
  opening: Nullable(Opening),
  witness: Nullable(Witness),
  seals: Nullable(SealChange),
  result: Nullable(TaskResult),
  submittedAtMs: Nullable(Millis),
  verifiedBy: Nullable(Type.String()),
  finishedAtMs: Nullable(Millis),
  /** Why it was declined, cancelled, suspended or returned, in somebody's words. */
  reason: Nullable(Type.String()),
  /** What came from a phone when the task was over already: kept beside it, and overwriting nothing. */
  lateReports: Type.Array(LateReport),
});
export type Task = Omit<Static<typeof Task>, 'arrival'> & { arrival: Arrival | null };
