import type { Procedure, ProcedureStep } from '#contract/procedure.ts';

export function exampleStep(id: string, change: Partial<ProcedureStep> = {}): ProcedureStep {
  const words = { textZh: `步骤 ${id}`, textEn: `Step ${id}` };
  return { id, ...words, required: true, notForFalse: false, evidence: [], ...change };
}

export function exampleProcedure(change: Partial<Procedure> = {}): Procedure {
  return {
    id: 'P1',
    version: 1,
    kinds: ['seal-cut'],
    steps: [
      exampleStep('acknowledge', { evidence: ['alarm-acknowledged'] }),
      exampleStep('look'),
      exampleStep('dispatch', { notForFalse: true, evidence: ['unit-dispatched'] }),
      exampleStep('ask', { required: false }),
    ],
    ...change,
  };
}
