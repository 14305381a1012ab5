import { type Static, Type } from 'typebox';
import { AreaId, Id, Millis } from './ids.ts';
import { Nullable } from './nullable.ts';

export const taskKinds = ['review', 'video-inspection', 'mobile-verification'] as const;
export const TaskKind = Type.Enum(taskKinds);
export type TaskKind = Static<typeof TaskKind>;

export const taskStates = [
  'issued',
  'accepted',
  'on-site',
  'result-submitted',
  'declined',
  'cancelled',
] as const;
export const TaskState = Type.Enum(taskStates);
export type TaskState = Static<typeof TaskState>;

export const Finding = Type.Enum(['consistent', 'inconsistent', 'insufficient']);
export type Finding = Static<typeof Finding>;

export const TaskResult = Type.Object({
  finding: Finding,
  note: Type.String({ maxLength: 2000 }),
  photoIds: Type.Array(Id, { maxItems: 12 }),
});
export type TaskResult = Static<typeof TaskResult>;

/** One thing that one unit is asked to do for one incident. */
export const Task = Type.Object({
  id: Id,
  version: Type.Integer({ minimum: 1 }),
  incidentId: Id,
  kind: TaskKind,
  state: TaskState,
  /** The unit's area: its people do it. Everybody who sees the incident sees the task. */
  area: AreaId,
  unitId: Id,
  issuedBy: Type.String(),
  issuedAtMs: Millis,
  acceptDueAtMs: Millis,
  acceptedBy: Nullable(Type.String()),
  acceptedAtMs: Nullable(Millis),
  arrivedAtMs: Nullable(Millis),
  finishedAtMs: Nullable(Millis),
  reason: Nullable(Type.String()),
  result: Nullable(TaskResult),
});
export type Task = Static<typeof Task>;
