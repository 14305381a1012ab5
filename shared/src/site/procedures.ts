import type { AlarmKind } from '#contract/alarm.ts';
import type { Procedure, ProcedureStep } from '#contract/procedure.ts';
import file from './procedures.json' with { type: 'json' };

/** How binding a step is: always, unless the alarm turns out to be a false one, or good advice. */
type Binding = 'required' | 'unless-false' | 'advised';

type Written = {
  steps: Record<string, Pick<ProcedureStep, 'textZh' | 'textEn' | 'evidence'>>;
  procedures: (Omit<Procedure, 'steps'> & { steps: Record<string, Binding> })[];
};

const written = file as unknown as Written;

/** The procedures of this zone: every step is worded once, whichever procedure asks for it. */
export const siteProcedures: readonly Procedure[] = written.procedures.map((procedure) => ({
  ...procedure,
  steps: Object.entries(procedure.steps).map(([id, binding]) => stepOf(id, binding)),
}));

function stepOf(id: string, binding: Binding): ProcedureStep {
  const worded = written.steps[id];
  if (!worded) throw new Error(`procedures.json words no step ${id}`);
  return {
    id,
    ...worded,
    required: binding !== 'advised',
    notForFalse: binding === 'unless-false',
  };
}

const byKind = new Map(siteProcedures.flatMap((one) => one.kinds.map((kind) => [kind, one])));

/** What is to be done about alarms of this kind. */
export function siteProcedureOf(kind: AlarmKind): Procedure {
  const procedure = byKind.get(kind);
  if (!procedure) throw new Error(`procedures.json has no procedure for ${kind}`);
  return procedure;
}
