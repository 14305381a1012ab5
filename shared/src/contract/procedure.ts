import { type Static, Type } from 'typebox';
import { AlarmKind } from './alarm.ts';
import { Id, Millis } from './ids.ts';
import { Nullable } from './nullable.ts';

/** What the log can tell that ticks a step by itself. */
export const stepEvidence = [
  'alarm-acknowledged',
  'alarm-returned',
  'camera-opened',
  'evidence-opened',
  'seal-reported',
  'seal-applied',
  'vehicle-located',
  'lane-read',
  'lane-checked',
  'weighed',
  'scanned',
  'review-issued',
  'unit-dispatched',
  'unit-on-site',
  'second-officer-present',
  'witness-recorded',
  'result-submitted',
  'upstream-notified',
  'emergency-declared',
] as const;
export const StepEvidence = Type.Enum(stepEvidence);
export type StepEvidence = Static<typeof StepEvidence>;

export const ProcedureStep = Type.Object({
  /** The same step of two procedures has the same id, and is done once. */
  id: Id,
  textZh: Type.String({ maxLength: 80 }),
  textEn: Type.String({ maxLength: 120 }),
  /** The incident does not come to its conclusion before this is done, or skipped with a reason. */
  required: Type.Boolean(),
  /** May stay open where the alarm turns out to be a false one: nobody is sent to what did not happen. */
  notForFalse: Type.Boolean(),
  /** Any of these ticks it; none: a person does. */
  evidence: Type.Array(StepEvidence),
});
export type ProcedureStep = Static<typeof ProcedureStep>;

/** What is to be done about some kinds of alarm, the same in all areas. */
export const Procedure = Type.Object({
  id: Id,
  version: Type.Integer({ minimum: 1 }),
  kinds: Type.Array(AlarmKind, { minItems: 1 }),
  steps: Type.Array(ProcedureStep, { minItems: 1, maxItems: 16 }),
});
export type Procedure = Static<typeof Procedure>;

export const StepState = Type.Enum(['open', 'done', 'skipped']);
export type StepState = Static<typeof StepState>;

/** A step of an incident: as it was written when the procedure began, and how it was settled. */
export const RunStep = Type.Object({
  ...ProcedureStep.properties,
  procedureId: Id,
  state: StepState,
  settledAtMs: Nullable(Millis),
  /** The entry of the log that settled it. */
  settledBySeq: Nullable(Type.Integer({ minimum: 1 })),
  /** Who: of what ticked itself, whoever did what the step asks for; null is a machine. */
  person: Nullable(Type.String()),
  accountId: Nullable(Id),
  /** What ticked it; null: somebody did by hand. */
  tickedBy: Nullable(StepEvidence),
  /** Of a skipped one. */
  reason: Nullable(Type.String({ maxLength: 500 })),
  /** The supervisor who saw that it was skipped. */
  seenBy: Nullable(Type.String()),
});
export type RunStep = Static<typeof RunStep>;

/**
 * The procedures that an incident goes through, with their words as they were when they began: a newer
 * version changes nothing that is under way. A graver alarm that joins adds the procedure of its kind.
 */
export const ProcedureRun = Type.Object({
  incidentId: Id,
  version: Type.Integer({ minimum: 1 }),
  procedures: Type.Array(
    Type.Object({ id: Id, version: Type.Integer({ minimum: 1 }), startedAtMs: Millis }),
    { minItems: 1 },
  ),
  steps: Type.Array(RunStep),
});
export type ProcedureRun = Static<typeof ProcedureRun>;
