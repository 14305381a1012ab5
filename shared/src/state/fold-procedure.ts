import type { Procedure, ProcedureRun, RunStep } from '#contract/procedure.ts';
import type { Fold } from './fold.ts';
import { type EventOf, entryOf, incidentOf, nameOf, writeOn } from './incident-lines.ts';
import { ownOf } from './own.ts';
import { openStep, runAfter, runWithSkipsSeen, type StepAct } from './procedure-lifecycle.ts';
import { tickByEvidence, tickByLine } from './tick-steps.ts';

/** Begins a procedure with its words as they are now, and with what its incident has proved already. */
export function foldProcedureStarted(f: Fold, event: EventOf<'procedure.started'>): void {
  const { incidentId, procedure } = event.data;
  const incident = incidentOf(f, incidentId);
  if (!incident) return;
  const before = ownOf(f.situation.procedures, incidentId);
  if (before?.procedures.some(({ id }) => id === procedure.id)) return;
  f.put('procedures', incidentId, withProcedure(before, incidentId, procedure, event.atMs));
  for (const entry of incident.timeline) tickByLine(f, incidentId, entry);
}

function withProcedure(
  before: ProcedureRun | undefined,
  incidentId: string,
  { id, version, steps }: Procedure,
  startedAtMs: number,
): ProcedureRun {
  const known = before?.steps ?? [];
  const added = steps
    .filter((step) => !known.some((one) => one.id === step.id))
    .map((step): RunStep => ({ ...step, ...openStep, procedureId: id }));
  // What two procedures ask for is as binding as the stricter one says.
  const kept = known.map((step) => {
    const again = steps.find((one) => one.id === step.id);
    if (!again?.required) return step;
    return {
      ...step,
      required: true,
      notForFalse: step.required && !step.notForFalse ? false : again.notForFalse,
    };
  });
  return {
    incidentId,
    version: (before?.version ?? 0) + 1,
    procedures: [...(before?.procedures ?? []), { id, version, startedAtMs }],
    steps: [...kept, ...added],
  };
}

type StepEvent = EventOf<
  'procedure.step-ticked' | 'procedure.step-skipped' | 'procedure.step-unticked'
>;

/** A person settled a step, or took that back: he had a hand in the incident, and its timeline says so. */
export function foldStep(f: Fold, event: StepEvent, act: StepAct): void {
  const { incidentId, stepId } = event.data;
  const run = ownOf(f.situation.procedures, incidentId);
  if (!run) return;
  const reason = event.type === 'procedure.step-skipped' ? event.data.reason : null;
  const entry = entryOf(event);
  const { seq, atMs, person, accountId } = entry;
  const settled = { settledAtMs: atMs, settledBySeq: seq, person, accountId, reason };
  const after = runAfter(run, stepId, act, act === 'untick' ? {} : settled);
  if (after !== run) f.put('procedures', incidentId, after);
  const step = run.steps.find(({ id }) => id === stepId);
  const words = step ? { textZh: step.textZh, textEn: step.textEn } : undefined;
  writeOn(f, incidentId, { ...entry, text: reason, ...(words ? { step: words } : {}) });
}

export function foldSkipsSeen(f: Fold, event: EventOf<'procedure.skips-seen'>): void {
  const { incidentId, stepIds } = event.data;
  const run = ownOf(f.situation.procedures, incidentId);
  if (!run) return;
  const after = runWithSkipsSeen(run, stepIds, nameOf(event) ?? '');
  if (after !== run) f.put('procedures', incidentId, after);
}

/** What ticks a step, and is no line of the timeline: a fresh reading, a picture that was looked at. */
export function foldProved(f: Fold, event: EventOf<'procedure.proved'>): void {
  const { incidentId, evidence } = event.data;
  tickByEvidence(f, incidentId, evidence, entryOf(event));
}
