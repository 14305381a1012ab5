import type { ProcedureRun, RunStep, StepState } from '#contract/procedure.ts';
import type { RefusalCode } from '#contract/refusal.ts';

/** `prove` is the log's own: what the step asks for has happened. */
export type StepAct = 'prove' | 'tick' | 'skip' | 'untick';

/** From which states an act is possible, and where it leads. What is settled opens again by its undo alone. */
const transitions: Record<StepAct, { from: readonly StepState[]; to: StepState }> = {
  prove: { from: ['open'], to: 'done' },
  tick: { from: ['open'], to: 'done' },
  skip: { from: ['open'], to: 'skipped' },
  untick: { from: ['done', 'skipped'], to: 'open' },
};

/** An acknowledgement is given, never said to have been given: the house always knows of it. */
export const isTickedByHand = ({ evidence }: RunStep): boolean =>
  !evidence.includes('alarm-acknowledged');

/** Whether the act is possible now: what the log itself has proved, nobody takes back. */
function maySettle(step: RunStep, act: StepAct): boolean {
  if (act === 'untick' && step.tickedBy !== null) return false;
  if (act === 'tick' && !isTickedByHand(step)) return false;
  return transitions[act].from.includes(step.state);
}

export const refusalToTick = (step: RunStep): RefusalCode | null =>
  maySettle(step, 'tick') ? null : 'wrong-state';

export function refusalToSkip(step: RunStep, reason: string | null): RefusalCode | null {
  if (!maySettle(step, 'skip')) return 'wrong-state';
  return step.required && !reason?.trim() ? 'reason-needed' : null;
}

/** A slip of the hand is taken back by the hand that made it, while it is one. */
export function refusalToUntick(
  step: RunStep,
  accountId: string,
  now: { nowMs: number; withinS: number },
): RefusalCode | null {
  if (!maySettle(step, 'untick')) return 'wrong-state';
  const lateMs = now.nowMs - (step.settledAtMs ?? 0) - now.withinS * 1_000;
  return step.accountId !== accountId || lateMs > 0 ? 'undo-expired' : null;
}

/** A skip is seen by somebody else than the one who skipped. */
export function mayNoteSkip(step: RunStep, accountId: string): boolean {
  return isSkipUnseen(step) && step.accountId !== accountId;
}

export const isSkipUnseen = ({ state, seenBy, required }: RunStep): boolean =>
  state === 'skipped' && seenBy === null && required;

export const openStep: Pick<
  RunStep,
  | 'state'
  | 'settledAtMs'
  | 'settledBySeq'
  | 'person'
  | 'accountId'
  | 'tickedBy'
  | 'reason'
  | 'seenBy'
> = {
  state: 'open',
  settledAtMs: null,
  settledBySeq: null,
  person: null,
  accountId: null,
  tickedBy: null,
  reason: null,
  seenBy: null,
};

type Settlement = Partial<typeof openStep>;

/** The run after the act on one step; the same one when the act is not possible. */
export function runAfter(
  run: ProcedureRun,
  stepId: string,
  act: StepAct,
  how: Settlement,
): ProcedureRun {
  return changedWhere(
    run,
    (step) => step.id === stepId && maySettle(step, act),
    (step) => ({ ...step, ...openStep, ...how, state: transitions[act].to }),
  );
}

export function runWithSkipsSeen(
  run: ProcedureRun,
  stepIds: readonly string[],
  by: string,
): ProcedureRun {
  return changedWhere(
    run,
    (step) => stepIds.includes(step.id) && isSkipUnseen(step),
    (step) => ({ ...step, seenBy: by }),
  );
}

function changedWhere(
  run: ProcedureRun,
  concerns: (step: RunStep) => boolean,
  change: (step: RunStep) => RunStep,
): ProcedureRun {
  if (!run.steps.some(concerns)) return run;
  const steps = run.steps.map((step) => (concerns(step) ? change(step) : step));
  return { ...run, version: run.version + 1, steps };
}
