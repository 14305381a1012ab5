import { type Static, Type } from 'typebox';
import { Id, Millis } from './ids.ts';
import { Nullable } from './nullable.ts';

/**
 * `pending` is a shift leader's, until the duty chief confirms it; `unconfirmed` is what becomes of it
 * when he does not in time: it is not in force, and only the chief can put it in force again.
 */
export const emergencyStates = ['pending', 'in-force', 'unconfirmed', 'stood-down'] as const;
export const EmergencyState = Type.Enum(emergencyStates);
export type EmergencyState = Static<typeof EmergencyState>;

const Named = Type.Object({ accountId: Id, name: Type.String() });

/** A flag beside the state of an incident: what it asks for, by when, and what has been done of it. */
export const Emergency = Type.Object({
  state: EmergencyState,
  reason: Type.String({ maxLength: 500 }),
  declaredBy: Named,
  declaredAtMs: Millis,
  confirmedBy: Nullable(Named),
  /** By when the duty chief must have confirmed it; null when there is nothing to confirm. */
  confirmDueAtMs: Nullable(Millis),
  /** The next situation report; null while it is not running. */
  reportDueAtMs: Nullable(Millis),
  reportOverdue: Type.Boolean(),
  reports: Type.Integer({ minimum: 0 }),
  /** By when the national centre must have been told, and when it was. */
  noticeDueAtMs: Millis,
  noticedAtMs: Nullable(Millis),
  noticeOverdue: Type.Boolean(),
  stoodDownBy: Nullable(Named),
  stoodDownAtMs: Nullable(Millis),
  /** The review afterwards; null until it was stood down. */
  reviewDueAtMs: Nullable(Millis),
  reviewOverdue: Type.Boolean(),
  reviewedBy: Nullable(Named),
});
export type Emergency = Static<typeof Emergency>;
