import { perform } from '#live/acts.ts';

/** The acts on the steps of one incident; they share one state, so that a refusal has one place. */
export function stepActs(incidentId: string) {
  const key = `${incidentId}/procedure`;
  const ref = (stepId: string) => ({ incidentId, stepId });
  return {
    tick: (stepId: string) => void perform(key, 'procedure.tick-step', ref(stepId), null),
    undo: (stepId: string) => void perform(key, 'procedure.untick-step', ref(stepId), null),
    skip: (stepId: string, reason: string | null) =>
      void perform(key, 'procedure.skip-step', { ...ref(stepId), reason }, null),
  };
}
