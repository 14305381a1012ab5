import { type TSchema, Type } from 'typebox';
import { Id } from './ids.ts';
import { Nullable } from './nullable.ts';
import { Procedure, StepEvidence } from './procedure.ts';

const stepRef = { incidentId: Id, stepId: Id };

/** What happens to the procedure of an incident. */
export const procedurePayloads = {
  /** With its words as they are now: a later version of it changes nothing here. */
  'procedure.started': Type.Object({ incidentId: Id, procedure: Procedure }),
  'procedure.step-ticked': Type.Object({ ...stepRef }),
  'procedure.step-skipped': Type.Object({
    ...stepRef,
    reason: Nullable(Type.String({ maxLength: 500 })),
  }),
  'procedure.step-unticked': Type.Object({ ...stepRef }),
  /** Something that a step asks for was done, where no line of the timeline tells it. */
  'procedure.proved': Type.Object({ incidentId: Id, evidence: StepEvidence }),
  'procedure.skips-seen': Type.Object({ incidentId: Id, stepIds: Type.Array(Id, { minItems: 1 }) }),
} as const satisfies Record<string, TSchema>;
